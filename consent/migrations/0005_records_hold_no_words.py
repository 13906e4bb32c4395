from django.db import migrations

from audit.append_only import refuse_changes


class Migration(migrations.Migration):
    dependencies = [("consent", "0004_words_apart")]
    operations = [
        migrations.RemoveField("consentrecord", "basis"),
        migrations.RemoveField("consentrecord", "basis_address"),
        migrations.RemoveField("consentrecord", "holder"),
        refuse_changes("consent", ["consent_consentrecord", "consent_recordscope", "consent_consenttext"]),
    ]

from django.db import migrations

from audit.append_only import refuse_changes


class Migration(migrations.Migration):
    dependencies = [("consent", "0001_initial")]
    operations = [refuse_changes("consent", ["consent_consentrecord", "consent_recordscope"])]

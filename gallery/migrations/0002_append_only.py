from django.db import migrations

from audit.append_only import refuse_changes


class Migration(migrations.Migration):
    dependencies = [("gallery", "0001_initial")]
    operations = [refuse_changes("gallery", ["gallery_decision"])]

"""The log is written once: the database refuses to change or delete a row of it."""

from django.db import migrations

from audit.append_only import refuse_changes


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [refuse_changes("audit", ["audit_record"])]

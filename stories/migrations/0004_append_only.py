from django.db import migrations

from audit.append_only import refuse_changes


class Migration(migrations.Migration):
    dependencies = [("stories", "0003_final_versions")]
    operations = [refuse_changes("stories", ["stories_answer"])]

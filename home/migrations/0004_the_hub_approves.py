"""Wagtail's first workflow asks its group “Moderators”, which this site does not have: content leads and coordinators
approve what translators hand in. Backwards there is nothing to do: they may still publish.
"""

from django.db import migrations


def ask_the_hub(apps, schema_editor):
    Group = apps.get_model("auth.Group")
    hub = [Group.objects.get_or_create(name=name)[0] for name in ("coordinator", "lead")]
    for task in apps.get_model("wagtailcore.GroupApprovalTask").objects.filter(groups__name="Moderators"):
        task.groups.add(*hub)
        task.groups.remove(*task.groups.filter(name="Moderators"))


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0003_first_home_page"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]
    operations = [migrations.RunPython(ask_the_hub, migrations.RunPython.noop)]

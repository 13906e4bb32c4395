"""Who edits for a partner was a list on the partner. It becomes membership of the group named after it.

Backwards, members become the list again. What the groups may do is applied after migrations.
"""

from django.db import migrations


def become_members(apps, schema_editor):
    Group = apps.get_model("auth.Group")
    for partner in apps.get_model("partners.Partner").objects.exclude(editors=None).distinct():
        group, _made = Group.objects.get_or_create(name=f"editor:{partner.key}")
        for user in partner.editors.all():
            user.groups.add(group)


def become_a_list(apps, schema_editor):
    User = apps.get_model("accounts.User")
    for partner in apps.get_model("partners.Partner").objects.all():
        partner.editors.set(User.objects.filter(groups__name=f"editor:{partner.key}"))


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0001_initial"),
        ("accounts", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]
    operations = [migrations.RunPython(become_members, become_a_list)]

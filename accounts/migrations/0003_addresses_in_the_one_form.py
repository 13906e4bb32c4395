from django.db import migrations

from accounts.address import the_one_form


def bring_into_the_one_form(apps, schema_editor):
    """They are looked up as they stand. Where two would become one, both stay: a person has to decide."""
    users = apps.get_model("accounts", "User").objects
    for user in users.order_by("pk"):
        form = the_one_form(user.email)
        if form != user.email and not users.exclude(pk=user.pk).filter(email__iexact=form).exists():
            user.email = form
            user.save(update_fields=["email"])


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_invitations")]

    operations = [migrations.RunPython(bring_into_the_one_form, migrations.RunPython.noop)]

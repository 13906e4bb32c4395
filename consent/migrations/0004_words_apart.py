from django.db import migrations

WORDS = ("holder", "basis", "basis_address")


def words_into_their_own_table(apps, schema_editor):
    words_of = apps.get_model("consent", "RecordWords")
    for row in apps.get_model("consent", "ConsentRecord").objects.all():
        words = {name: getattr(row, name) for name in WORDS}
        if any(words.values()):
            words_of.objects.create(record=row, **words)


class Migration(migrations.Migration):
    dependencies = [("consent", "0003_what_a_consent_holds")]
    operations = [migrations.RunPython(words_into_their_own_table, migrations.RunPython.noop)]

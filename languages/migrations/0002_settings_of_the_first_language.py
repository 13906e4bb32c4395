from django.conf import settings
from django.db import migrations


def offer_the_first_language(apps, schema_editor):
    """A fresh site has one language, and nothing of it would be reachable if it were not offered."""
    Locale = apps.get_model("wagtailcore", "Locale")
    SiteLanguage = apps.get_model("languages", "SiteLanguage")
    for locale in Locale.objects.all():
        SiteLanguage.objects.get_or_create(
            locale=locale, defaults={"offered": locale.language_code == settings.LANGUAGE_CODE}
        )


class Migration(migrations.Migration):
    dependencies = [("languages", "0001_initial"), ("wagtailcore", "0054_initial_locale")]
    operations = [migrations.RunPython(offer_the_first_language, migrations.RunPython.noop)]

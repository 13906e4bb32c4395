"""Makes the data that journeys start from: ``python -m e2e.build STAGE``, in the environment of e2e/site.py."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import django
from django.core.management import call_command
from django.db import connection


def static() -> None:
    call_command("collectstatic", interactive=False, verbosity=0)


def begun() -> None:
    """Drawing the pictures takes longer than all the rest, and a killed load must not do it again."""
    from demo.loader import Loader

    call_command("migrate", verbosity=0)
    Loader(print).pictures()


def written() -> None:
    """All pages in all languages, and no drawing yet."""
    from demo.loader import Loader

    Loader(print).load_pages()


def demo() -> None:
    call_command("demo")


def bare() -> None:
    """Every page type with its required fields alone, in English and Arabic; in Lithuanian only the first page.

    ``pages.json`` says where: {type: {language: address}}. One page is written in English only.
    """
    from django.conf import settings
    from django.utils.translation import override
    from wagtail.models import Locale, Page, Site

    from core.models import BasePage
    from core.tests.pages import build, page_types
    from home.models import HomePage, StandardPage
    from languages.models import SiteLanguage
    from stories.models import StoryPage

    def above(model: type[BasePage]) -> Page:
        """A place of its own for each, so that the lists among them stay empty."""
        allowed = model.clean_parent_page_models()
        return home if HomePage in allowed else build(allowed[0], above(allowed[0]))

    call_command("migrate", verbosity=0)
    addresses: dict[str, dict[str, str]] = {}
    english = HomePage.objects.get(pk=Site.objects.get(is_default_site=True).root_page_id)
    for code in ("en", "ar", "lt"):
        locale, _made = Locale.objects.get_or_create(language_code=code)
        SiteLanguage.objects.update_or_create(locale=locale, defaults={"offered": True})
        with override(code):
            home = english if code == "en" else english.copy_for_translation(locale)
            home.title = home.hero_heading = str(HomePage._meta.get_field("hero_heading").verbose_name)
            home.save_revision().publish()
            home = HomePage.objects.get(pk=home.pk)
            for model in page_types() if code != "lt" else [HomePage]:
                fields = {"subject": consenting()} if model is StoryPage else {}
                page = home if model is HomePage else build(model, above(model), **fields)
                addresses.setdefault(model._meta.label, {})[code] = page.url
    only = build(StandardPage, english, slug="only-in-english", title="Written in English only")
    addresses["only in English"] = {"en": only.url}
    file = Path(settings.MEDIA_ROOT).parent / "pages.json"
    file.write_text(json.dumps(addresses))


def consenting() -> Any:
    """Somebody who agrees to be read about: without, a story is not public."""
    from consent import domain, texts
    from consent.enums import AgeBand, Capacity, Identification, Scope, TextName
    from consent.models import Subject
    from core.clock import today

    subject = Subject.objects.create(label="Nobody")
    terms = domain.Terms(
        capacity=Capacity.SELF,
        identification=Identification.NONE,
        given_on=today(),
        expires_on=today().replace(year=today().year + 1, day=1),
        age_band=AgeBand.ADULT,
        text=texts.current(TextName.STORY, "en"),
    )
    domain.record(subject, terms, [Scope.SITE, Scope.TRANSLATIONS])
    return subject


STAGES = {stage.__name__: stage for stage in (static, begun, written, demo, bare)}

if __name__ == "__main__":
    django.setup()
    STAGES[sys.argv[1]]()
    if sys.argv[1] != "static":
        # Everything into the one file that is copied.
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()

from __future__ import annotations

from typing import Any

from defusedxml import ElementTree
from django.test import Client
from wagtail.models import Locale
from wagtail_localize.models import TranslationSource

from home.models import HomePage, StandardPage
from languages.domain import propose
from languages.po import template

NAMESPACES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def sitemap(client: Client) -> dict[str, dict[str, str]]:
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)
    return {
        url.findtext("s:loc", namespaces=NAMESPACES): {
            link.get("hreflang"): link.get("href") for link in url.findall("x:link", NAMESPACES)
        }
        for url in root.findall("s:url", NAMESPACES)
    }


def test_each_page_names_itself_in_every_language_it_is_written_in(
    client: Client, home_page: HomePage, make_page: Any
) -> None:
    about = make_page(StandardPage, slug="about")
    lithuanian = Locale.objects.get(language_code="lt")
    home_page.copy_for_translation(lithuanian, alias=True)
    source, _made = TranslationSource.update_or_create_from_instance(about)
    po = template(source)
    for entry in po:
        entry.msgstr = f"LT {entry.msgid}"
    propose(about, lithuanian, po, publish=True)

    here = "http://127.0.0.1:8000"
    versions = {"en": f"{here}/en/about/", "lt": f"{here}/lt/about/", "x-default": f"{here}/en/about/"}
    assert sitemap(client) == {
        f"{here}/en/": {},
        f"{here}/en/about/": versions,
        f"{here}/lt/about/": versions,
    }


def test_a_draft_is_not_in_the_sitemap(client: Client, make_page: Any) -> None:
    make_page(StandardPage, slug="about").unpublish()

    assert list(sitemap(client)) == ["http://127.0.0.1:8000/en/"]

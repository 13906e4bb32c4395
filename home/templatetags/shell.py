"""Everything around the page: ``{% shell as shell %}``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import template
from django.conf import settings
from django.utils.functional import cached_property
from django.utils.translation import get_language, get_language_info
from wagtail.models import Page

from core import locales
from core.links import Link
from edge.memo import memoised_per_version
from events.models import EventIndexPage
from facts.models import HelpPage
from home import navigation
from languages import offered as languages
from languages.domain import unread_translation_of
from partners.models import PartnerIndexPage

register = template.Library()


@register.simple_tag(takes_context=True)
def shell(context: dict[str, Any]) -> Shell:
    """What base.html needs. ``page`` in the context is the page shown, if any; nothing here asks who the reader is."""
    request = context.get("request")
    page = context.get("page")
    return Shell(
        code=get_language() or settings.LANGUAGE_CODE,
        page=page if isinstance(page, Page) else None,
        path=request.path if request is not None else "/",
        below=context.get("sub_path", ""),
        shown_as=context.get("shown_as", ""),
        everywhere=bool(context.get("in_every_language")),
    )


@dataclass(frozen=True)
class LanguageChoice:
    """``translated``: the page itself is there in this language; otherwise ``url`` is that language's home page."""

    code: str
    name: str
    dir: str
    url: str
    current: bool
    translated: bool


@dataclass(frozen=True)
class Notice:
    original_url: str
    #: Its name in the language of the page, as it stands inside a sentence.
    original_language: str
    original_code: str


class Shell:
    def __init__(
        self,
        code: str,
        page: Page | None,
        path: str,
        below: str = "",
        everywhere: bool = False,
        shown_as: str = "",
    ) -> None:
        self.ui_lang = code
        self.ui_dir = languages.direction(code)
        self.page = page
        self.path = path
        #: For addresses that leave the page: shared cards, print.
        self.origin = settings.SITE_URL
        #: What follows the page's own address, such as a country: alternates in other languages keep it.
        self.below = below
        #: Of a page shown in another way: kept when the reader changes the language, and no part of its own address.
        self.shown_as = shown_as
        #: Search, and pages that are no editor's: the same address in each language.
        self.everywhere = everywhere or path == self.search_url

    @cached_property
    def lang(self) -> str:
        """The language of the content: an alias is written in its original's."""
        if self.page is None:
            return self.ui_lang
        return _content_language(self.page.alias_of_id or self.page.pk or 0) or self.ui_lang

    @property
    def dir(self) -> str:
        return languages.direction(self.lang)

    @property
    def is_alias(self) -> bool:
        return self.page is not None and self.page.alias_of_id is not None

    @cached_property
    def home_url(self) -> str:
        home = navigation.home_in(self.ui_lang)
        return home.url if home else f"/{self.ui_lang}/"

    @cached_property
    def menu(self) -> list[dict[str, Any]]:
        return [
            {"title": link.title, "url": link.url, "current": self.path.startswith(link.url)}
            for link in navigation.menu_in(self.ui_lang)
        ]

    @cached_property
    def footer(self) -> navigation.FooterContent | None:
        return navigation.footer_in(self.ui_lang)

    @cached_property
    def trail(self) -> tuple[Link, ...]:
        return navigation.trail_to(self.page.path) if self.page is not None and self.page.path else ()

    @cached_property
    def help_url(self) -> str:
        return navigation.url_of(HelpPage, self.ui_lang)

    @cached_property
    def events_url(self) -> str:
        return navigation.url_of(EventIndexPage, self.ui_lang)

    @cached_property
    def partners_url(self) -> str:
        return navigation.url_of(PartnerIndexPage, self.ui_lang)

    @cached_property
    def safety_url(self) -> str:
        return navigation.safety_url_in(self.ui_lang)

    @cached_property
    def exit_url(self) -> str:
        language = languages.offered(self.ui_lang)
        return language.exit_url if language else "https://www.bbc.com/weather"

    @cached_property
    def search_url(self) -> str:
        return f"/{self.ui_lang}/search/"

    @cached_property
    def _versions(self) -> dict[str, navigation.Version]:
        if self.page is None or self.page.pk is None:
            return {}
        return {version.code: version for version in navigation.versions_of(str(self.page.translation_key))}

    @cached_property
    def languages(self) -> list[LanguageChoice]:
        choices = []
        rest = self.path.lstrip("/").partition("/")[2]
        for language in languages.offered_languages():
            version = self._versions.get(language.code)
            home = navigation.home_in(language.code)
            url = (
                version.url + self.below + self.shown_as
                if version
                else (home.url if home else f"/{language.code}/")
            )
            there = version is not None and not version.alias
            if self.page is None:
                # An error page is "there" in the one the reader is in.
                there = self.everywhere or language.code == self.ui_lang
                url = f"/{language.code}/{rest}" if self.everywhere else url
            choices.append(
                LanguageChoice(
                    code=language.code,
                    name=language.name,
                    dir=language.dir,
                    url=url,
                    current=language.code == self.ui_lang,
                    translated=there,
                )
            )
        return choices

    @cached_property
    def canonical(self) -> str:
        """An alias is its original's text under another address, so the original is the one to be found."""
        if self.page is None:
            return ""
        version = self._versions.get(self.lang)
        return settings.SITE_URL + version.url + self.below if version else ""

    @cached_property
    def alternates(self) -> list[dict[str, str]]:
        """The page in every language it is written in, itself included; none for an alias."""
        if self.is_alias:
            return []
        own = [version for version in self._versions.values() if not version.alias]
        if len(own) < 2:
            return []
        found = [
            {"code": version.code, "url": settings.SITE_URL + version.url + self.below} for version in own
        ]
        first = next((item for item in found if item["code"] == settings.LANGUAGE_CODE), None)
        return [*found, {"code": "x-default", "url": first["url"]}] if first else found

    @cached_property
    def machine_translated(self) -> Notice | None:
        """Set when no named person has read this translation (rule 16)."""
        return _notice(self.page.pk) if self.page is not None and self.page.pk else None


@memoised_per_version
def _content_language(page_id: int) -> str:
    locale_id = Page.objects.filter(pk=page_id).values_list("locale_id", flat=True).first()
    return locales.code_of(locale_id) if locale_id else ""


@memoised_per_version
def _notice(page_id: int) -> Notice | None:
    page = Page.objects.filter(pk=page_id).first()
    original = unread_translation_of(page) if page else None
    if original is None or original.url is None:
        return None
    code = locales.code_of(original.locale_id)
    return Notice(original.url, str(get_language_info(code)["name_translated"]), code)

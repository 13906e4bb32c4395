from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Any, ClassVar
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.search import index

from core import blocks, locales
from core.fields import BodyField
from core.models import BasePage
from core.public import Place
from edge.memo import memoised_per_version
from facts import cldr
from facts.blocks import FACT_BLOCKS
from facts.fields import CodeListField
from facts.models import Country
from facts.models.country import by_name

from .enums import HEADINGS, PartnerType
from .forms import PartnerPageCopyForm, PartnerPageForm
from .sections import sections_of


def site_languages() -> list[tuple[str, Any]]:
    return list(settings.LANGUAGES)


class Partner(models.Model):
    """An organisation that takes part. One row for all languages: what differs by language stands on its pages."""

    key = models.SlugField(
        _("key"), max_length=60, unique=True, help_text=_("Stays for ever. For example: smile-of-the-child.")
    )
    name = models.CharField(
        _("name"), max_length=160, help_text=_("Its proper name, as it writes it itself.")
    )
    type = models.CharField(_("kind of partner"), max_length=20, choices=PartnerType)
    worldwide = models.BooleanField(_("serves every country"), default=False)
    countries = models.ManyToManyField(
        "facts.Country", verbose_name=_("countries served"), related_name="partners", blank=True
    )
    languages = CodeListField(_("languages"), codes=site_languages, blank=True)
    web_address = models.URLField(_("website"), max_length=500, blank=True)
    contact_email = models.EmailField(
        _("public e-mail address"),
        blank=True,
        help_text=_("Of the organisation, never of a person. Everybody can read it."),
    )
    #: Where its editors keep their pictures and documents. `partners.rights` makes it.
    collection = models.OneToOneField(
        "wagtailcore.Collection", on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """The groups of its people, and what they enter, go by its key."""
        super().clean()
        self.key = self.key.lower()
        if self.pk and Partner.objects.filter(pk=self.pk).exclude(key=self.key).exists():
            raise ValidationError({"key": _("The key stays as it is.")})

    def serves(self, country: Country) -> bool:
        return self.worldwide or country in self.countries.all()

    @property
    def country_list(self) -> list[Country]:
        return by_name(self.countries.all())

    @property
    def serves_somewhere(self) -> bool:
        """Whether anything was said of it."""
        return self.worldwide or bool(self.countries.all())

    @property
    def has_facts(self) -> bool:
        return bool(self.languages or self.web_address or self.contact_email or self.serves_somewhere)

    @property
    def host(self) -> str:
        """Whose site the link leads to, as a reader knows it."""
        return (urlsplit(self.web_address).hostname or "").removeprefix("www.")

    @property
    def language_names(self) -> list[str]:
        return [cldr.language_name(code) for code in self.languages]


class PartnerIndexPage(BasePage):
    """Every partner with a page, by country and kind. What is not translated is listed in its original."""

    spine = True
    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["partners.PartnerPage"]

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels: ClassVar[list[Panel]] = [*BasePage.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("list of partners")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> TemplateResponse:
        response: TemplateResponse = super().serve(request, *args, **kwargs)
        if response.context_data and response.context_data["problem"]:
            response.status_code = 404
        return response

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """``?country=lt`` and ``?type=committee`` narrow the list; what is no such thing is answered with all."""
        context = super().get_context(request, *args, **kwargs)
        pages = partner_pages()
        country, kind, problem = asked_for(request.GET.get("country", ""), request.GET.get("type", ""))
        kept = [
            page
            for page in pages
            if (kind is None or page.partner.type == kind)
            and (country is None or page.partner.serves(country))
        ]
        served = {each for page in pages for each in page.partner.countries.all()}
        context |= {"country": country, "kind": kind, "problem": problem}
        context["countries"] = by_name(served | {country} if country else served)
        context["kinds"] = [
            (one, heading)
            for one, heading in HEADINGS.items()
            if any(page.partner.type == one for page in pages)
        ]
        context["groups"] = [
            (one, heading, [page for page in kept if page.partner.type == one])
            for one, heading in HEADINGS.items()
            if any(page.partner.type == one for page in kept)
        ]
        return context


def asked_for(country: str, kind: str) -> tuple[Country | None, PartnerType | None, str]:
    """What the list is narrowed to, and a sentence when that is nothing there could be: then it is not narrowed."""
    country, kind = country.strip().lower(), kind.strip()
    if country and country not in cldr.country_codes():
        return None, None, gettext("There is no such country in our list. Here are all partners.")
    if kind and kind not in PartnerType.values:
        return None, None, gettext("There is no such kind of partner. Here are all partners.")
    return Country(country) if country else None, PartnerType(kind) if kind else None, ""


class PartnerPage(BasePage):
    """A partner's home on this site. Its campaign pages and events stand below it and are its editors' to write.

    What may stand below is not listed here: the rooms above say so of their own pages.
    """

    base_form_class = PartnerPageForm
    copy_form_class = PartnerPageCopyForm
    place = Place.PARTNER_PAGE
    parent_page_types: ClassVar[list[str]] = ["partners.PartnerIndexPage"]

    partner = models.ForeignKey(
        Partner, verbose_name=_("partner"), on_delete=models.PROTECT, related_name="pages"
    )
    introduction = models.TextField(_("what they do"), blank=True)
    body = BodyField([*blocks.ARTICLE_BLOCKS, *FACT_BLOCKS], verbose_name=_("text"), blank=True)

    content_panels: ClassVar[list[Panel]] = [
        *BasePage.content_panels,
        FieldPanel("partner"),
        FieldPanel("introduction"),
        FieldPanel("body"),
    ]
    search_fields: ClassVar[list[index.BaseField]] = [
        *BasePage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("page of a partner")

    @property
    def language(self) -> str:
        """What it is written in: a list of partners that is an alias is in another language than its readers."""
        return locales.code_of(self.locale_id)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["sections"] = sections_of(self)
        return context


def partner_pages() -> list[PartnerPage]:
    """One page a partner, by name: in the reader's language where there is one, else the one it was written in."""
    return list(_partner_pages(cldr.current_language()))


def page_of(partner: Partner) -> PartnerPage | None:
    return next((page for page in partner_pages() if page.partner_id == partner.pk), None)


@memoised_per_version
def _partner_pages(language: str) -> tuple[PartnerPage, ...]:
    """Shared by requests: never alter one. A campaign has tens of partners, not thousands."""
    pages = PartnerPage.objects.public().defer("body").select_related("listing_image", "partner")
    chosen = in_readers_language(
        pages.prefetch_related("partner__countries").order_by("pk"), same=lambda page: page.partner_id
    )
    return tuple(sorted(chosen, key=lambda page: cldr.sort_key(page.partner.name)))


def in_readers_language(
    pages: Iterable[Any], same: Callable[[Any], Hashable] = lambda page: page.translation_key
) -> list[Any]:
    """Of the versions of each page the reader's, else the oldest: the one it was written in. In the order given.

    An alias says nothing of its own and counts for nothing: its original is among the pages, or may not be seen.
    """
    mine = locales.active_id()
    chosen: dict[Hashable, Any] = {}
    for page in pages:
        if page.alias_of_id is not None:
            continue
        known = chosen.get(same(page))
        if known is None or (page.locale_id != mine, page.pk) < (known.locale_id != mine, known.pk):
            chosen[same(page)] = page
    return list(chosen.values())

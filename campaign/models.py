from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from core import blocks, locales
from core.clock import today
from core.fields import BodyField
from core.models import BasePage
from core.public import Place
from edge.memo import memoised_per_version
from events.listing import events_of
from facts import cldr
from facts.blocks import FACT_BLOCKS, FactBlock
from gallery.listing import competition_pages
from partners.models import Partner, PartnerPage, in_readers_language

from .behind import change_missing_in
from .blocks import TAKING_PART_BLOCKS
from .day import countdown, day_of
from .forms import PartnerCampaignPageCopyForm, PartnerCampaignPageForm

#: The Day is international since 2001; 2100 is far enough to catch a slip of the finger.
FIRST_YEAR, LAST_YEAR = 2001, 2100
#: On a campaign's page; the list of events has them all.
MOST_EVENTS = 6


class CampaignIndexPage(BasePage):
    """Every edition of the Day, the current one first."""

    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["campaign.CampaignPage"]

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels: ClassVar[list[Panel]] = [*BasePage.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("list of campaigns")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        editions = list(
            CampaignPage.objects.child_of(self).public().select_related("listing_image").order_by("-year")
        )
        context["editions"] = editions
        context["current"] = current_of(editions)
        return context


class OfAYear(models.Model):
    """What belongs to a year's edition says so by its year, never by a key to a CampaignPage."""

    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    )

    class Meta:
        abstract = True

    @property
    def day(self) -> date:
        return day_of(self.year)

    @property
    def countdown(self) -> str:
        return countdown(self.day, today())

    @property
    def is_over(self) -> bool:
        return self.day < today()


class CampaignPage(OfAYear, BasePage):
    """One year's edition: theme, day, numbers with their sources, who joins in, and the kit for those who do."""

    parent_page_types: ClassVar[list[str]] = ["campaign.CampaignIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    theme = models.CharField(_("theme"), max_length=160)
    introduction = models.TextField(_("introduction"), blank=True)
    hashtags = models.CharField(
        _("hashtags"), max_length=160, blank=True, help_text=_("Separated by spaces, each with its #.")
    )
    numbers = BodyField([("fact", FactBlock())], verbose_name=_("numbers"), blank=True)
    body = BodyField([*blocks.ARTICLE_BLOCKS, *FACT_BLOCKS], verbose_name=_("text"), blank=True)
    joined_in = BodyField(
        TAKING_PART_BLOCKS,
        verbose_name=_("who took part, and how"),
        blank=True,
        help_text=_(
            "What organisations did, with sources. Partners with a campaign page of this year are listed anyway."
        ),
    )
    kit = BodyField(blocks.KIT_BLOCKS, verbose_name=_("kit for those who join in"), blank=True)

    # A hashtag is one sign for the whole world.
    override_translatable_fields: ClassVar[list[Any]] = [
        *BasePage.override_translatable_fields,
        SynchronizedField("hashtags", overridable=False),
    ]
    content_panels: ClassVar[list[Panel]] = [
        *BasePage.content_panels,
        FieldPanel("year"),
        FieldPanel("theme"),
        FieldPanel("introduction"),
        FieldPanel("hashtags"),
        FieldPanel("numbers"),
        FieldPanel("body"),
        FieldPanel("joined_in"),
        FieldPanel("kit"),
    ]
    search_fields: ClassVar[list[index.BaseField]] = [
        *BasePage.search_fields,
        index.SearchField("theme"),
        index.SearchField("introduction"),
        index.SearchField("body"),
        index.SearchField("joined_in"),
        index.SearchField("kit"),
    ]

    class Meta:
        verbose_name = _("campaign of a year")

    def where_shown(self, content_path: str) -> list[tuple[BasePage, str]]:
        shown = super().where_shown(content_path)
        if content_path.partition(".")[0] != "kit":
            return shown
        for page in PartnerCampaignPage.objects.filter(year=self.year).public():
            with translation.override(locales.code_of(page.locale_id)):
                edition = edition_of(self.year)
            if edition is not None and edition.pk == self.pk:
                shown.append((page, ""))
        return shown

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["joining"] = joining(self.year)
        context["events"] = events_of(self.year, MOST_EVENTS)
        context["competitions"] = competition_pages(self.year)
        context["change"] = change_missing_in(self)
        return context


class PartnerCampaignPage(OfAYear, BasePage):
    """A partner's own words for a year's edition. The hub's kit below them is read when the page is shown, so it is
    never older than the hub's own page.
    """

    base_form_class = PartnerCampaignPageForm
    copy_form_class = PartnerCampaignPageCopyForm
    place = Place.PARTNER_PAGE
    parent_page_types: ClassVar[list[str]] = ["partners.PartnerPage"]
    subpage_types: ClassVar[list[str]] = []

    introduction = models.TextField(_("introduction"), blank=True)
    body = BodyField([*blocks.ARTICLE_BLOCKS, *FACT_BLOCKS], verbose_name=_("text"), blank=True)

    content_panels: ClassVar[list[Panel]] = [
        *BasePage.content_panels,
        FieldPanel("year"),
        FieldPanel("introduction"),
        FieldPanel("body"),
    ]
    search_fields: ClassVar[list[index.BaseField]] = [
        *BasePage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("campaign page of a partner")

    @property
    def home_path(self) -> str:
        """Treebeard's path of the partner's own page, which stands above this one."""
        return str(self.path)[: -self.steplen]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["home"] = PartnerPage.objects.filter(path=self.home_path).select_related("partner").first()
        edition = edition_of(self.year)
        context["edition"] = edition
        if edition is not None:
            context["edition_language"] = locales.code_of(edition.locale_id)
            context["change"] = change_missing_in(edition)
        return context


@dataclass(frozen=True)
class Joining:
    """A partner with a campaign page of a year, and that page."""

    partner: Partner
    page: PartnerCampaignPage


def joining(year: int) -> list[Joining]:
    """Who joins in, by name, each once: with the page in the reader's language, else the one first written.

    Three queries, whatever their number. A page below a partner's page that is not public is not listed.
    """
    pages = list(
        PartnerCampaignPage.objects.filter(year=year)
        .public()
        .defer("body")
        .select_related("listing_image")
        .order_by("pk")
    )
    homes = PartnerPage.objects.filter(path__in={page.home_path for page in pages}).public()
    partners = {
        home.path: home.partner
        for home in homes.defer("body").select_related("partner").prefetch_related("partner__countries")
    }
    listed = [page for page in pages if page.home_path in partners]
    chosen = in_readers_language(listed, same=lambda page: partners[page.home_path].pk)
    found = [Joining(partners[page.home_path], page) for page in chosen]
    return sorted(found, key=lambda each: cldr.sort_key(each.partner.name))


def campaign_pages_of(home: PartnerPage) -> dict[str, Any] | None:
    """For the section on a partner's page: its campaign pages in any language, the newest first, one a year."""
    homes = PartnerPage.objects.filter(partner=home.partner_id).public().values_list("path", flat=True)
    below = reduce(or_, (Q(path__startswith=path) for path in homes), Q(pk=None))
    pages = PartnerCampaignPage.objects.filter(below).public().defer("body").order_by("-year", "pk")
    chosen = in_readers_language(pages, same=lambda page: page.year)
    return {"pages": chosen} if chosen else None


def edition_of(year: int) -> CampaignPage | None:
    """The hub's page of that year in the reader's language, else as it was first written."""
    pages = CampaignPage.objects.filter(year=year).public().order_by("pk")
    return next(iter(in_readers_language(pages, same=lambda page: page.year)), None)


@memoised_per_version
def current_below(path: str) -> CampaignPage | None:
    """This year's campaign below treebeard's ``path``, without what only its own page shows. Never alter it."""
    editions = (
        CampaignPage.objects.filter(path__startswith=path)
        .public()
        .defer("numbers", "body", "joined_in", "kit")
    )
    return current_of(list(editions))


def current_of(editions: list[CampaignPage]) -> CampaignPage | None:
    """The edition people mean by “this year’s campaign”: the nearest one not over, else the last one that was held."""
    coming = [edition for edition in editions if not edition.is_over]
    return min(coming or editions, key=lambda edition: abs((edition.day - today()).days), default=None)

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from core import blocks
from core.clock import today
from core.fields import BodyField
from core.models import BasePage
from edge.memo import memoised_per_version
from facts.blocks import FACT_BLOCKS, FactBlock

from .day import countdown, day_of

#: The Day is international since 2001; 2100 is far enough to catch a slip of the finger.
FIRST_YEAR, LAST_YEAR = 2001, 2100


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


class CampaignPage(BasePage):
    """One year's edition: theme, day, numbers with their sources, and the kit for those who join in."""

    parent_page_types: ClassVar[list[str]] = ["campaign.CampaignIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    )
    theme = models.CharField(_("theme"), max_length=160)
    introduction = models.TextField(_("introduction"), blank=True)
    hashtags = models.CharField(
        _("hashtags"), max_length=160, blank=True, help_text=_("Separated by spaces, each with its #.")
    )
    numbers = BodyField([("fact", FactBlock())], verbose_name=_("numbers"), blank=True)
    body = BodyField([*blocks.ARTICLE_BLOCKS, *FACT_BLOCKS], verbose_name=_("text"), blank=True)
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
        FieldPanel("kit"),
    ]
    search_fields: ClassVar[list[index.BaseField]] = [
        *BasePage.search_fields,
        index.SearchField("theme"),
        index.SearchField("introduction"),
        index.SearchField("body"),
        index.SearchField("kit"),
    ]

    class Meta:
        verbose_name = _("campaign of a year")

    @property
    def day(self) -> date:
        return day_of(self.year)

    @property
    def countdown(self) -> str:
        return countdown(self.day, today())

    @property
    def is_over(self) -> bool:
        return self.day < today()


@memoised_per_version
def current_below(path: str) -> CampaignPage | None:
    """This year's campaign below treebeard's ``path``, without what only its own page shows. Never alter it."""
    editions = CampaignPage.objects.filter(path__startswith=path).public().defer("numbers", "body", "kit")
    return current_of(list(editions))


def current_of(editions: list[CampaignPage]) -> CampaignPage | None:
    """The edition people mean by “this year’s campaign”: the nearest one not over, else the last one that was held."""
    coming = [edition for edition in editions if not edition.is_over]
    return min(coming or editions, key=lambda edition: abs((edition.day - today()).days), default=None)

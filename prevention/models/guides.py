from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from core import blocks, locales
from core.fields import BodyField
from core.models import BasePage
from edge.memo import memoised_per_version
from facts.blocks import FACT_BLOCKS
from facts.fields import KindsField
from facts.tagged import LOOKED_AT
from prevention.enums import Audience
from prevention.reading import minutes

from .explainer import explainers_below

GUIDE_BLOCKS = [*blocks.ARTICLE_BLOCKS, *FACT_BLOCKS]

#: How many other guides a guide offers at its end.
MORE_GUIDES = 3


class PreventionIndexPage(BasePage):
    """All guides by audience. ``?audience=parents`` shows one audience; anything else there is answered with all."""

    spine = True
    always_exit = True
    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["prevention.TopicPage"]

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels: ClassVar[list[Panel]] = [*BasePage.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("list of guides")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        asked = request.GET.get("audience", "")
        chosen = Audience(asked) if asked in Audience.values else None
        guides = guides_below(self.path)
        context["audience"] = chosen
        context["audiences"] = [
            (audience.value, audience.label, [guide for guide in guides if guide.audience == audience])
            for audience in Audience
            if chosen in (None, audience) and any(guide.audience == audience for guide in guides)
        ]
        context["all_audiences"] = [
            audience for audience in Audience if any(guide.audience == audience for guide in guides)
        ]
        context["topics"] = list(TopicPage.objects.child_of(self).public().order_by("path"))
        return context


class TopicPage(BasePage):
    """Guides that belong together, such as #CheckBeforeYouChat."""

    always_exit = True
    parent_page_types: ClassVar[list[str]] = ["prevention.PreventionIndexPage"]
    subpage_types: ClassVar[list[str]] = ["prevention.GuidePage", "prevention.ExplainerPage"]

    hashtag = models.CharField(_("hashtag"), max_length=60, blank=True)
    introduction = models.TextField(_("introduction"), blank=True)
    body = BodyField(GUIDE_BLOCKS, verbose_name=_("text"), blank=True)

    override_translatable_fields: ClassVar[list[Any]] = [
        *BasePage.override_translatable_fields,
        SynchronizedField("hashtag", overridable=False),
    ]
    content_panels: ClassVar[list[Panel]] = [
        *BasePage.content_panels,
        FieldPanel("hashtag"),
        FieldPanel("introduction"),
        FieldPanel("body"),
    ]
    search_fields: ClassVar[list[index.BaseField]] = [
        *BasePage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("topic")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["guides"] = list(guides_below(self.path))
        context["explainers"] = explainers_below(self.path)
        return context


class GuidePage(BasePage):
    """Prevention material for one audience: what to know in half a minute, then the whole."""

    always_exit = True
    sensitive = True
    parent_page_types: ClassVar[list[str]] = ["prevention.TopicPage"]
    subpage_types: ClassVar[list[str]] = []

    audience = models.CharField(_("audience"), max_length=12, choices=Audience, default=Audience.EVERYONE)
    introduction = models.TextField(_("introduction"), blank=True)
    quick_read = BodyField(
        blocks.QUICK_READ_BLOCKS,
        verbose_name=_("quick read"),
        blank=True,
        max_num=8,
        help_text=_("At most eight short sentences that a child of eight can read."),
    )
    body = BodyField(GUIDE_BLOCKS, verbose_name=_("full text"), blank=True)
    kinds = KindsField()

    override_translatable_fields: ClassVar[list[Any]] = [
        *BasePage.override_translatable_fields,
        SynchronizedField("kinds", overridable=False),
    ]
    content_panels: ClassVar[list[Panel]] = [
        *BasePage.content_panels,
        FieldPanel("audience"),
        FieldPanel("introduction"),
        FieldPanel("quick_read"),
        FieldPanel("body"),
        FieldPanel("kinds"),
    ]
    search_fields: ClassVar[list[index.BaseField]] = [
        *BasePage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("quick_read"),
        index.SearchField("body"),
        index.FilterField("audience"),
    ]

    class Meta:
        verbose_name = _("guide")

    @cached_property
    def reading_minutes(self) -> int:
        return minutes(self.quick_read, self.body)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        topic_path = self.path[: -self.steplen]
        context["topic"] = topic_at(topic_path)
        context["more_guides"] = [guide for guide in guides_below(topic_path) if guide.pk != self.pk][
            :MORE_GUIDES
        ]
        return context


@memoised_per_version
def guides_below(path: str) -> tuple[GuidePage, ...]:
    """All public guides below treebeard's path, ready for their cards. Shared by requests: never alter one."""
    return tuple(
        GuidePage.objects.filter(path__startswith=path)
        .public()
        .select_related("listing_image")
        .order_by("path")
    )


def tagged_guides() -> tuple[GuidePage, ...]:
    """For ``facts.tagged``."""
    locale_id = locales.active_id()
    return _tagged_in(locale_id) if locale_id else ()


@memoised_per_version
def _tagged_in(locale_id: int) -> tuple[GuidePage, ...]:
    pages = GuidePage.objects.filter(locale_id=locale_id, alias_of=None).exclude(kinds=[])
    return tuple(pages.public().order_by("path")[:LOOKED_AT])


@memoised_per_version
def topic_at(path: str) -> TopicPage | None:
    return TopicPage.objects.filter(path=path).first()

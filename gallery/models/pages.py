from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.search import index
from wagtail.url_routing import RouteResult

from core import blocks
from core.fields import BodyField
from core.models import BasePage

from .. import words
from .competition import Competition


class CompetitionIndexPage(BasePage):
    """Every drawing competition, the newest first."""

    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["gallery.CompetitionPage"]

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels: ClassVar[list[Panel]] = [*BasePage.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("list of drawing competitions")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from ..listing import newest_first  # noqa: PLC0415 -- it lists the models of this package

        context = super().get_context(request, *args, **kwargs)
        context["competitions"] = list(newest_first(CompetitionPage.objects.child_of(self).public()))
        return context


class CompetitionPage(BasePage):
    """The words of one competition: theme, how to enter, rules; below it the gallery and the results."""

    parent_page_types: ClassVar[list[str]] = ["gallery.CompetitionIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    competition = models.ForeignKey(
        Competition, verbose_name=_("competition"), on_delete=models.PROTECT, related_name="pages"
    )
    theme = models.CharField(_("theme"), max_length=160)
    introduction = models.TextField(_("introduction"), blank=True)
    how_to_enter = BodyField(blocks.ARTICLE_BLOCKS, verbose_name=_("how to enter"), blank=True)
    rules = BodyField(blocks.ARTICLE_BLOCKS, verbose_name=_("rules"), blank=True)

    content_panels: ClassVar[list[Panel]] = [
        *BasePage.content_panels,
        FieldPanel("competition"),
        FieldPanel("theme"),
        FieldPanel("introduction"),
        FieldPanel("how_to_enter"),
        FieldPanel("rules"),
    ]
    search_fields: ClassVar[list[index.BaseField]] = [
        *BasePage.search_fields,
        index.SearchField("theme"),
        index.SearchField("introduction"),
        index.SearchField("how_to_enter"),
        index.SearchField("rules"),
    ]

    class Meta:
        verbose_name = _("drawing competition")

    @property
    def state(self) -> str:
        """Where the competition stands today, in a sentence for cards."""
        return words.state(self.competition)

    def route_rest(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        first, *rest = path_components
        if rest:
            raise Http404("nothing below a drawing")
        return RouteResult(self, kwargs={"below": first})

    def serve(self, request: HttpRequest, below: str = "") -> HttpResponse:
        from .. import views  # noqa: PLC0415 -- they show the models of this package

        if not below:
            return super().serve(request)
        if f"{below}/" == views.GALLERY:
            return views.gallery(request, self)
        return views.drawing(request, self, below)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from .. import listing, views  # noqa: PLC0415 -- they show the models of this package

        return super().get_context(request, *args, **kwargs) | {
            "gallery_url": f"{self.get_url(request) or ''}{views.GALLERY}",
            "state": words.state_in_full(self.competition),
            "bands": words.bands(self.competition),
            "awards": listing.awards(self.competition),
            "results_to_come": words.results_to_come(self.competition),
            "gallery_to_come": words.gallery_to_come(self.competition),
            "newest": listing.newest(self.competition, listing.NEWEST),
        }

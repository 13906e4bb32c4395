from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
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

#: Beside the competitions stands the gallery of all of them.
RESERVED_SLUG = "gallery"


class CompetitionIndexPage(BasePage):
    """Every drawing competition, the newest first."""

    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["gallery.CompetitionPage"]

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels: ClassVar[list[Panel]] = [*BasePage.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("list of drawing competitions")

    def route_rest(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        return RouteResult(self, kwargs={"below": f"{'/'.join(path_components)}/"})

    def serve(self, request: HttpRequest, below: str = "") -> HttpResponse:
        from .. import views  # noqa: PLC0415 -- they show the models of this package

        if not below:
            return super().serve(request)
        view = views.below(below)
        if view is None:
            raise Http404("neither a competition nor the gallery of all")
        return view(request, self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from .. import listing, views  # noqa: PLC0415 -- they list the models of this package

        context = super().get_context(request, *args, **kwargs)
        context["competitions"] = list(listing.newest_first(CompetitionPage.objects.child_of(self).public()))
        context["gallery_url"] = f"{self.get_url(request) or ''}{views.GALLERY}"
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

    def clean(self) -> None:
        super().clean()
        if self.slug == RESERVED_SLUG:
            raise ValidationError(
                {"slug": _("This address is used by the site itself. Please choose another.")}
            )

    @property
    def state(self) -> str:
        """Where the competition stands today, in a sentence for cards."""
        return words.state(self.competition)

    def route_rest(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        from .. import views  # noqa: PLC0415 -- they show the models of this package
        from ..reports.views import BELOW  # noqa: PLC0415 -- likewise

        below = {"below": f"{'/'.join(path_components)}/"}
        if path_components[1:] == [BELOW]:
            # The one address below it that takes what a reader sends.
            return RouteResult(self, kwargs={**below, "form": BELOW})
        if path_components[1:] and views.below(below["below"]) is None:
            raise Http404("nothing below a drawing")
        return RouteResult(self, kwargs=below)

    def serve(self, request: HttpRequest, below: str = "", form: str = "") -> HttpResponse:
        from .. import views  # noqa: PLC0415 -- they show the models of this package
        from ..reports.views import report  # noqa: PLC0415 -- likewise

        if not below:
            return super().serve(request)
        view = views.below(below)
        if view is not None:
            return view(request, self)
        public_id = below.partition("/")[0]
        if form:
            return report(request, self, public_id)
        return views.drawing(request, self, public_id)

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

"""The page that all pages are."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.url_routing import RouteResult
from wagtail_localize.fields import SynchronizedField

from core.forms import BasePageForm
from core.public import Place, public
from core.publishing import NotPublishable, problems_with, problems_with_a_preview_of

from .mixins import ListingMixin, SensitiveMixin, SocialMixin

#: Treebeard's depth of a home page: the root of all trees is 1.
HOME_DEPTH = 2
#: First parts of addresses below a language that are not pages (DESIGN 7). No page may take one.
RESERVED_SLUGS = frozenset({"search", "schools", "take-back", "my-story"})


class BasePageQuerySet(PageQuerySet):
    def public(self, place: Place = Place.SITE) -> BasePageQuerySet:
        """Those a reader may see now. Wider than Wagtail's own ``public()``, which looks at view restrictions only."""
        visible: BasePageQuerySet = public(self, place)
        return visible


BasePageManager = PageManager.from_queryset(BasePageQuerySet)


class BasePage(ListingMixin, SocialMixin, SensitiveMixin, Page):
    """Abstract on purpose: wagtail-localize does not support ``WAGTAIL_PAGE_MODEL``."""

    base_form_class = BasePageForm

    #: Pages that answer in every language from the first day, as an alias where they are not translated.
    spine: ClassVar[bool] = False
    #: What stands on this page stands there: on a partner's page it is shown by the partner.
    place: ClassVar[Place] = Place.SITE

    objects = BasePageManager()

    # One slug in every language: an address survives a better translation, and the switch and the 404 page find the
    # same page elsewhere by its path.
    override_translatable_fields: ClassVar[list[Any]] = [SynchronizedField("slug", overridable=False)]

    promote_panels: ClassVar[list[Panel]] = [
        MultiFieldPanel(
            [
                FieldPanel("slug"),
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
                FieldPanel("show_in_menus"),
            ],
            heading=_("Address, search and menu"),
        ),
        *ListingMixin.listing_panels,
        *SocialMixin.social_panels,
    ]
    settings_panels: ClassVar[list[Panel]] = [*Page.settings_panels, FieldPanel("show_exit_button")]

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.depth == HOME_DEPTH + 1 and self.slug in RESERVED_SLUGS:
            raise ValidationError(
                {"slug": _("This address is used by the site itself. Please choose another.")}
            )

    def get_admin_display_title(self) -> str:
        """A live page goes by its published title until the new one is published, for its own editors too.

        Wagtail shows the draft's in every list, chooser, breadcrumb and message, also to those who may not read it.
        """
        return str(self.title if self.live else super().get_admin_display_title())

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Nothing goes live by being saved. What may not go live is stored as a draft when it is new, or an alias that
        follows its original by itself; whoever writes on a live row is told: `core.publishing.NotPublishable`."""
        fields = kwargs.get("update_fields")
        goes_live: bool = self.live  # type: ignore[has-type]
        if goes_live and (fields is None or "live" in fields) and (problems := problems_with(self)):
            if not self._state.adding and not self.alias_of_id:
                raise NotPublishable(problems, self)
            self.live = False
            self.has_unpublished_changes = True
        return super().save(*args, **kwargs)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Asked of the content that is shown: an old revision may be somebody else's story."""
        if sentences := problems_with_a_preview_of(self):
            return TemplateResponse(request, "core/no_preview.html", {"sentence": sentences[0]})
        response: HttpResponse = super().serve_preview(request, mode_name)
        return response

    @property
    def summary(self) -> str:
        return self.listing_summary or self.search_description

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """The home page has found this page in one query; what is left of the path is for ``route_rest``."""
        if not path_components:
            return RouteResult(self)
        return self.route_rest(request, path_components)

    def route_rest(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Pages with addresses of their own below them (a country, a drawing) override this."""
        raise Http404("nothing below this page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        # By a name that no card or block takes: inside one, ``page`` is the page it leads to.
        return context | {"place": self.place}

    def where_shown(self, content_path: str) -> list[tuple[BasePage, str]]:
        """Where readers see what this page holds at ``content_path`` (of Wagtail's reference index, such as
        ``body.<id>.pages``): pages, each with what follows its address. A page that shows more elsewhere says so."""
        return [(self, "")]

    def sub_paths(self) -> list[str]:
        """Addresses below this page that are not pages (``"lt/"``), for the sitemap."""
        return []

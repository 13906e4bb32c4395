"""Two lists: an editor's drawings, and all of them for those who look after the gallery."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters
from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView

from core.recording import viewed

from ..counting import BoundedPaginator
from ..enums import IN_NO_LIST, State, band_choices
from ..models import Competition, Entry
from ..reach import entries_moderated_by
from .access import entries_of
from .forms import country_choices
from .rows import WITHOUT_A_PICTURE

ON_A_PAGE = 40


class PictureColumn(Column):
    cell_template_name = "gallery/admin/cells/picture.html"

    def get_value(self, instance: Entry) -> bool:
        return instance.state not in WITHOUT_A_PICTURE


class EntryFilters(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=[(state.value, state.label) for state in State if state not in IN_NO_LIST]
    )
    competition = django_filters.ModelChoiceFilter(
        label=capfirst(_("competition")), queryset=Competition.objects.all()
    )
    country = django_filters.ChoiceFilter(label=capfirst(_("country")), choices=country_choices)
    band = django_filters.ChoiceFilter(label=capfirst(_("age group")), choices=band_choices)

    class Meta:
        model = Entry
        fields: ClassVar[list[str]] = []


def title_of(entry: Entry) -> str:
    return entry.title or str(_("(no title yet)"))


def state_of(entry: Entry) -> str:
    return capfirst(entry.get_state_display())


class EntryListView(BaseListingView):
    """What both lists have in common: newest first, searched by words, narrowed by facts."""

    model = Entry
    template_name = "gallery/admin/list.html"
    is_searchable = True
    #: Not the first name: what is searched for stands in the address, and in the log of every machine on the way.
    search_fields: ClassVar[list[str]] = ["title", "public_id"]
    search_backend_name = None
    filterset_class = EntryFilters
    paginate_by = ON_A_PAGE
    paginator_class = BoundedPaginator
    default_ordering = "-pk"
    header_icon = "image"
    verbose_name_plural = _("drawings")

    @cached_property
    def columns(self) -> list[Column]:
        return [
            PictureColumn("picture", label=_("Picture")),
            TitleColumn("title", label=capfirst(_("title")), accessor=title_of, get_url=self.address_of),
            StatusTagColumn("state", label=_("State"), accessor=state_of, primary=self.is_public),
            Column("first_name", label=_("First name")),
            Column("band", label=capfirst(_("age group")), accessor="get_band_display"),
            Column("country", label=capfirst(_("country")), accessor="country"),
            Column("competition", label=capfirst(_("competition")), accessor="competition"),
            DateColumn("state_changed_at", label=_("Since")),
        ]

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        viewed(self.request, "drawings", rows=len(context["object_list"]))
        answer: HttpResponse = super().render_to_response(context, **kwargs)
        return answer

    @staticmethod
    def is_public(entry: Entry) -> bool:
        return entry.state == State.PUBLISHED

    def address_of(self, entry: Entry) -> str:
        raise NotImplementedError

    def get_base_queryset(self) -> QuerySet[Entry]:
        return self.entries().select_related("competition", "country", "batch")

    def entries(self) -> QuerySet[Entry]:
        raise NotImplementedError


class MyDrawings(EntryListView):
    """Drawings of the partners that somebody edits for. Each leads to its place in its batch."""

    page_title = _("My drawings")
    index_url_name = "gallery_staff:mine"
    index_results_url_name = "gallery_staff:mine_results"

    def entries(self) -> QuerySet[Entry]:
        return entries_of(self.request.user)

    def address_of(self, entry: Entry) -> str:
        place = reverse("gallery_staff:batch", args=[entry.batch_id])
        return f"{place}?drawing={entry.public_id}#drawing-{entry.public_id}"


class AllDrawings(EntryListView):
    """Everything from where somebody decides, and first what is in the gallery."""

    page_title = _("In the gallery")
    index_url_name = "gallery_staff:gallery"
    index_results_url_name = "gallery_staff:gallery_results"

    def get_filterset_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_filterset_kwargs()
        if "state" not in self.request.GET:
            # Whoever opens the list wants to see what readers see; every other state is one choice away.
            kwargs["data"] = kwargs["data"].copy()
            kwargs["data"]["state"] = State.PUBLISHED
        return kwargs

    def entries(self) -> QuerySet[Entry]:
        return entries_moderated_by(self.request.user)

    def address_of(self, entry: Entry) -> str:
        return reverse("gallery_staff:drawing", args=[entry.public_id])

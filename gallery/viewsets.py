"""Competitions in the admin: their rules, and the written exception from two pairs of eyes."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView, WagtailAdminTemplateMixin
from wagtail.permission_policies import ModelPermissionPolicy

from core.recording import RecordedViewSet

from . import domain
from .models import Competition
from .roles import ONE_PAIR
from .staff.forms import OnePairForm


class NeverDeleted(ModelPermissionPolicy):
    """Consent was given for a competition by its name; what was entered for it points to it for ever."""

    def user_has_permission(self, user: AbstractBaseUser, action: str) -> bool:
        return action != "delete" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: AbstractBaseUser, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


def eyes(competition: Competition) -> str:
    return _("Two people") if competition.two_pairs_of_eyes else _("One person")


class CompetitionIndexView(IndexView):
    one_pair_url_name = ""

    def get_list_more_buttons(self, instance: Competition) -> list[Any]:
        buttons = super().get_list_more_buttons(instance)
        if self.request.user.has_perm(ONE_PAIR):
            url = reverse(self.one_pair_url_name, args=[instance.pk])
            buttons.append(MenuItem(_("One pair of eyes"), url=url, icon_name="view", priority=50))
        return buttons


class OnePairView(WagtailAdminTemplateMixin, FormView):
    """In writing: here one person may release what they approved."""

    form_class = OnePairForm
    template_name = "gallery/admin/one_pair.html"
    page_title = gettext_lazy("One pair of eyes")
    header_icon = "view"
    index_url_name = ""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not request.user.has_perm(ONE_PAIR):
            raise PermissionDenied
        self.competition = get_object_or_404(Competition, pk=kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return self.competition.name

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse(self.index_url_name), "label": _("Competitions")},
            {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()},
        ]

    def get_initial(self) -> dict[str, Any]:
        """What was written last, while it holds."""
        latest = self.competition.one_pair_reasons.first() if self.competition.one_pair_of_eyes else None
        return {"reason": latest.text if latest else ""}

    def form_valid(self, form: OnePairForm) -> HttpResponse:
        two_again = "two_pairs" in self.request.POST
        reason = "" if two_again else form.cleaned_data["reason"].strip()
        if not reason and not two_again:
            form.add_error("reason", _("Write down why. It stays on record."))
            return self.form_invalid(form)
        domain.allow_one_pair_of_eyes(self.competition, user=self.request.user, reason=reason)
        messages.success(
            self.request,
            _("Two people are needed again.") if two_again else _("Here one person is enough from now on."),
        )
        return redirect(self.index_url_name)

    def form_invalid(self, form: OnePairForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "competition": self.competition,
            "back": reverse(self.index_url_name),
        }


class CompetitionViewSet(RecordedViewSet):
    model = Competition
    icon = "date"
    menu_label = gettext_lazy("Competitions")
    menu_order = 600
    copy_view_enabled = False
    index_view_class = CompetitionIndexView
    list_display: ClassVar[list[Any]] = [
        "name",
        "year",
        "opens_on",
        "closes_on",
        Column("eyes", label=gettext_lazy("Who decides"), accessor=eyes),
    ]
    search_fields: ClassVar[list[str]] = ["name", "key"]
    panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [FieldPanel("name"), FieldRowPanel([FieldPanel("key"), FieldPanel("year")])],
            heading=gettext_lazy("What it is"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("zone"),
                FieldRowPanel([FieldPanel("opens_on"), FieldPanel("closes_on")]),
                FieldRowPanel([FieldPanel("gallery_from"), FieldPanel("results_on")]),
            ],
            heading=gettext_lazy("Days"),
            help_text=gettext_lazy(
                "Each day begins and ends at midnight in the time zone given here, wherever the children are. "
                "Partners can enter what came by post in time for two weeks after the last day. "
                "Schools can complete and send what they uploaded in time for one week."
            ),
        ),
        MultiFieldPanel(
            [FieldPanel("bands"), FieldPanel("most_from_a_school"), FieldPanel("consent_until")],
            heading=gettext_lazy("Who takes part, and until when drawings may be shown"),
        ),
    ]

    @property
    def permission_policy(self) -> ModelPermissionPolicy:
        return NeverDeleted(Competition)

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_index_view_kwargs(one_pair_url_name=self.get_url_name("one_pair"), **kwargs)

    @cached_property
    def one_pair_view(self) -> Any:
        return self.construct_view(OnePairView, index_url_name=self.get_url_name("index"))

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("one-pair-of-eyes/<int:pk>/", self.one_pair_view, name="one_pair"),
        ]


competitions = CompetitionViewSet("gallery_competitions")

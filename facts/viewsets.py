"""The "Facts" menu of the admin."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSetGroup
from wagtail.permission_policies import ModelPermissionPolicy

from core.recording import RecordedViewSet

from .forms import HelplineForm
from .models import AlertSystem, Country, Fact, Helpline
from .views import VerifyView

SOURCE_PANELS = [FieldPanel("source_name"), FieldPanel("source_address")]


class AddOnly(ModelPermissionPolicy):
    """A country is its code. Another code is another country, and one that helplines name must not vanish."""

    def user_has_permission(self, user: AbstractBaseUser, action: str) -> bool:
        return action not in {"change", "delete"} and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: AbstractBaseUser, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class CountryViewSet(RecordedViewSet):
    model = Country
    icon = "globe"
    menu_order = 400
    copy_view_enabled = False
    panels: ClassVar[list[Any]] = [FieldPanel("code")]
    list_display: ClassVar[list[Any]] = ["name", "code"]
    list_per_page = 100

    @property
    def permission_policy(self) -> ModelPermissionPolicy:
        return AddOnly(Country)


def countries_of(line: Helpline) -> str:
    return ", ".join(country.name for country in line.country_list) or str(_("Every country"))


class HelplineIndexView(IndexView):
    verify_url_name = ""

    def get_list_more_buttons(self, instance: Helpline) -> list[Any]:
        buttons = super().get_list_more_buttons(instance)
        if self.user_has_permission_for_instance("change", instance):
            url = reverse(self.verify_url_name, args=[instance.pk])
            buttons.append(MenuItem(_("Verify"), url=url, icon_name="check", priority=15))
        return buttons

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().prefetch_related("countries")


class HelplineViewSet(RecordedViewSet):
    model = Helpline
    icon = "mobile-alt"
    menu_order = 100
    copy_view_enabled = False
    index_view_class = HelplineIndexView
    list_display: ClassVar[list[Any]] = [
        "__str__",
        Column("country_names", label=_("Countries"), accessor=countries_of),
        "get_purpose_display",
        Column("freshness", label=_("How sure"), accessor="freshness"),
    ]
    list_filter: ClassVar[list[str]] = ["purpose", "countries", "operator_type"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [FieldPanel("key"), FieldPanel("purpose"), FieldPanel("countries"), FieldPanel("kinds")],
                heading=_("What for, and where"),
            ),
            MultiFieldPanel(
                [FieldPanel("operator"), FieldPanel("operator_type"), FieldPanel("name")],
                heading=_("Who answers"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("number"),
                    FieldPanel("international_number"),
                    FieldPanel("web_address"),
                    FieldPanel("channels"),
                ],
                heading=_("How to reach it"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("around_the_clock"),
                    FieldPanel("cost"),
                    FieldPanel("languages"),
                    FieldRowPanel([FieldPanel("ages_min"), FieldPanel("ages_max")]),
                    FieldPanel("anonymous"),
                ],
                heading=_("On what terms"),
            ),
            InlinePanel("words", heading=_("Words, a language each"), label=_("Language")),
            MultiFieldPanel(
                [
                    *SOURCE_PANELS,
                    FieldRowPanel([FieldPanel("source_date"), FieldPanel("source_date_precision")]),
                ],
                heading=_("Source"),
            ),
        ],
        base_form_class=HelplineForm,
    )

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_index_view_kwargs(verify_url_name=self.get_url_name("verify"), **kwargs)

    @cached_property
    def verify_view(self) -> Any:
        return self.construct_view(VerifyView, index_url_name=self.get_url_name("index"))

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), path("verify/<int:pk>/", self.verify_view, name="verify")]


class AlertSystemViewSet(RecordedViewSet):
    model = AlertSystem
    icon = "warning"
    menu_order = 200
    copy_view_enabled = False
    list_display: ClassVar[list[Any]] = [
        "__str__",
        "get_status_display",
        Column("as_of_text", label=_("As of")),
    ]
    list_filter: ClassVar[list[str]] = ["status", "countries"]
    panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [FieldPanel("key"), FieldPanel("countries"), FieldPanel("status")],
            heading=_("Where, and whether"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldPanel("since"),
                FieldPanel("issued_by"),
                FieldPanel("named_after_child"),
            ],
            heading=_("What it is"),
        ),
        InlinePanel("words", heading=_("Words, a language each"), label=_("Language")),
        MultiFieldPanel(
            [*SOURCE_PANELS, FieldRowPanel([FieldPanel("as_of"), FieldPanel("as_of_precision")])],
            heading=_("Source"),
        ),
    ]


class FactViewSet(RecordedViewSet):
    model = Fact
    icon = "decimal"
    menu_order = 300
    copy_view_enabled = False
    list_display: ClassVar[list[Any]] = [
        "key",
        Column("display", label=_("Value")),
        Column("statement", label=_("Statement")),
        Column("as_of_text", label=_("As of")),
        "source_name",
    ]
    panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [FieldPanel("key"), FieldPanel("value"), FieldPanel("unit"), FieldPanel("kinds")],
            heading=_("The number"),
        ),
        InlinePanel("words", heading=_("Words, a language each"), label=_("Language"), min_num=1),
        MultiFieldPanel(
            [*SOURCE_PANELS, FieldRowPanel([FieldPanel("as_of"), FieldPanel("as_of_precision")])],
            heading=_("Source"),
        ),
        InlinePanel("also_reported", heading=_("Also reported as"), label=_("Other count")),
    ]


class FactsGroup(ModelViewSetGroup):
    items = (HelplineViewSet, AlertSystemViewSet, FactViewSet, CountryViewSet)
    menu_label = _("Facts")
    menu_icon = "globe"
    menu_order = 250

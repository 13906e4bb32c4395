"""In the admin: which languages are offered, and reading a translation."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.permission_policies import ModelPermissionPolicy

from core.recording import RecordedEditView, RecordedViewSet

from .models import SiteLanguage


class OneRowALanguage(ModelPermissionPolicy):
    """Rows come and go with Wagtail's locales, so nobody adds or deletes one by hand."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action not in {"add", "delete"} and super().user_has_permission(user, action)


class EditLanguage(RecordedEditView):
    @staticmethod
    def state_of(instance: SiteLanguage) -> str:
        return "offered" if instance.offered else "not_offered"


class SiteLanguageViewSet(RecordedViewSet):
    model = SiteLanguage
    edit_view_class = EditLanguage
    icon = "globe"
    menu_label = _("Languages of the site")
    menu_order = 710
    add_to_settings_menu = True
    panels: list[Panel] = [FieldPanel("offered"), FieldPanel("exit_url")]
    list_display = ("__str__", "offered", "exit_url")
    inspect_view_enabled = False
    copy_view_enabled = False
    permission_policy = OneRowALanguage(SiteLanguage)


@hooks.register("register_admin_viewset")
def languages_of_the_site() -> SiteLanguageViewSet:
    return SiteLanguageViewSet("site_languages")

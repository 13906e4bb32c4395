"""Partners in the admin: a plain form. Pages of a partner are in the page tree like any other."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from core.recording import RecordedViewSet

from .choosers import partner_chooser
from .models import Partner


class PartnerViewSet(RecordedViewSet):
    model = Partner
    icon = "group"
    menu_label = _("Partners")
    menu_order = 240
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display: ClassVar[list[Any]] = ["name", "get_type_display"]
    list_filter: ClassVar[list[str]] = ["type", "countries"]
    panels: ClassVar[list[Any]] = [
        MultiFieldPanel([FieldPanel("key"), FieldPanel("name"), FieldPanel("type")], heading=_("Who")),
        MultiFieldPanel(
            [FieldPanel("worldwide"), FieldPanel("countries"), FieldPanel("languages")], heading=_("For whom")
        ),
        MultiFieldPanel([FieldPanel("web_address"), FieldPanel("contact_email")], heading=_("Contact")),
    ]


@hooks.register("register_admin_viewset")
def partners_in_the_admin() -> list[Any]:
    return [PartnerViewSet(), partner_chooser]

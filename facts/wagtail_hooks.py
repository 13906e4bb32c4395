from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from .choosers import fact_chooser, helpline_chooser
from .viewsets import FactsGroup


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[Any]:
    return [FactsGroup(), helpline_chooser, fact_chooser]


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    actions.register_action("facts.verify", _("Verify"), _("Verified"))

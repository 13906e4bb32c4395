"""House rules that stop the site at start, not in review."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from wagtail.models import Page

from edge.checks import others_reach_it

from .models import BasePage


@register()
def every_page_is_a_base_page(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    return [
        Error(f"{model._meta.label} is a page but not a core.BasePage", obj=model, id="core.E001")
        for model in apps.get_models()
        if issubclass(model, Page) and model is not Page and not issubclass(model, BasePage)
    ]


@register("start")
def demo_runs_on_this_machine_only(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Demo logins have a public password: they must never answer on an address that others reach."""
    if settings.DEMO and others_reach_it():
        return [
            Error(
                "DEMO=1 is for this machine alone: its logins are public.",
                hint="Take DEMO out; or leave SITE_URL and ALLOWED_HOSTS on 127.0.0.1 and localhost.",
                id="core.E002",
            )
        ]
    return []

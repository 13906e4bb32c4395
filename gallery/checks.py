"""What would leave every drawing waiting for ever stops the site at its start."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from . import scanning


@register("start")
def the_scanner_has_an_address(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if not settings.CLAMD_URL:
        return []
    try:
        scanning.address(settings.CLAMD_URL)
    except ValueError:
        return [
            Error(
                "CLAMD_URL is no address of a scanner.",
                hint="unix:/run/clamav/clamd.ctl or tcp://clamd:3310. Empty: no scanner is asked.",
                id="gallery.E001",
            )
        ]
    return []

"""Who keeps the numbers that people dial, and the facts that others quote."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.roles import HUB, Right

KINDS = ("helpline", "alertsystem", "fact")

RIGHTS = [
    Right(
        _("Keep helplines, alert systems and facts, and confirm that they are still right"),
        HUB,
        permissions=(
            *(f"facts.{action}_{kind}" for kind in KINDS for action in ("add", "change", "delete", "view")),
            # A country is its code: it is never changed, and never goes.
            "facts.add_country",
            "facts.view_country",
        ),
    ),
]

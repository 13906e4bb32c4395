from __future__ import annotations

from typing import Any

from django import template

from facts.kinds import KindOfMissing, kinds_of
from facts.tagged import explained_at

register = template.Library()


@register.inclusion_tag("facts/components/kinds_line.html")
def kinds_line(codes: list[str], linked: bool = True) -> dict[str, Any]:
    """``{% kinds_line page.kinds %}``: what it is about, each kind leading to its place in the explainer if there is
    one in the reader's language. ``linked=False`` where nothing may lead away from a number to call."""
    kinds = kinds_of(codes)
    return {
        "kinds": kinds,
        "every": len(kinds) == len(KindOfMissing),
        "address": explained_at() if kinds and linked else "",
    }

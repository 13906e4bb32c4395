"""What the pages under ``/accounts/`` need: a field with its label, and this page in another language."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.forms import BoundField
from django.http import HttpRequest
from django.urls import reverse

from accounts.signin import language

from ..people.session import INVITATION

register = template.Library()


@register.simple_tag
def languages() -> list[tuple[str, str]]:
    """Each under the name it has in itself: Django's own tag would write "English" in Arabic."""
    return list(settings.LANGUAGES)


@register.simple_tag(takes_context=True)
def in_language(context: dict[str, Any], code: str) -> str:
    """This page with ``?language=``, and what else its address asks for. A page of an answer has only its path."""
    request: HttpRequest = context["request"]
    query = request.GET.copy()
    query["language"] = code
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def carried(context: dict[str, Any], name: str) -> str:
    """The address of that name, in the language that was chosen here: before signing in nothing else remembers it."""
    return language.carried(context["request"], reverse(name))


@register.inclusion_tag("accounts/field.html")
def field(bound: BoundField, *, autofocus: bool = False) -> dict[str, Any]:
    """A field with its label before it, what is asked of it, and what was wrong, tied to it for those who listen."""
    described = [f"{bound.auto_id}-{part}" for part in ("help", "wrong") if _has(bound, part)]
    attributes: dict[str, Any] = {"aria-describedby": " ".join(described)} if described else {}
    if bound.errors:
        attributes["aria-invalid"] = "true"
    if autofocus:
        attributes["autofocus"] = True
    return {"field": bound, "control": bound.as_widget(attrs=attributes)}


@register.inclusion_tag("accounts/step.html", takes_context=True)
def step(context: dict[str, Any], *, to_go: int) -> dict[str, int]:
    """How far somebody has come who sets up by an invitation. On the same pages others are told nothing."""
    steps = context["request"].session.get(INVITATION, {}).get("steps", 0)
    return {"steps": steps, "step": steps - to_go}


def _has(bound: BoundField, part: str) -> bool:
    return bool(bound.help_text if part == "help" else bound.errors)

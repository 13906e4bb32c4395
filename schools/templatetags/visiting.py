"""``{% load visiting %}{% form_token %}``: in every form behind the schools' door."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from schools import visiting

register = template.Library()


@register.simple_tag(takes_context=True)
def form_token(context: dict[str, Any]) -> SafeString:
    """The hidden field that says of which visit the form is."""
    token = visiting.form_token(context["request"])
    return format_html('<input type="hidden" name="{}" value="{}">', visiting.FIELD, token)


@register.simple_tag(takes_context=True)
def form_token_value(context: dict[str, Any]) -> str:
    """The token alone, for a script that sends it in the header ``X-Form-Token``."""
    return visiting.form_token(context["request"])

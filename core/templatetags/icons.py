"""Drawings from our one sheet of symbols."""

from functools import cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
@cache
def icon(name: str, classes: str = "") -> SafeString:
    """``{% icon "call" %}``: always decoration, so the words beside it must say the same.

    ``classes="mirrored"`` turns a drawing that points somewhere round in right-to-left.
    """
    return format_html(
        '<svg class="icon {}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        classes,
        static("icons/sprite.svg"),
        name,
    )

from __future__ import annotations

from django import template
from wagtail.models import Page

from core.links import Link, link_to

register = template.Library()


@register.simple_tag
def localized_url(page: Page | None) -> str:
    """``{% localized_url page as url %}``: empty when no reader may see the page."""
    link = link_to(page)
    return link.url if link else ""


@register.simple_tag
def localized_link(page: Page | None) -> Link | None:
    """``{% localized_link page as link %}``: ``link.url``, ``link.title``, ``link.lang``."""
    return link_to(page)

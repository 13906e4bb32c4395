"""Links and rich text as they may stand on the page that is shown: its context says at which `core.public.Place`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.safestring import SafeString
from wagtail.models import Page
from wagtail.rich_text import RichText

from core.links import Link, link_to
from core.public import Place
from core.rich_text import render

register = template.Library()


def place_in(context: Mapping[str, Any]) -> Place:
    """Set by `BasePage.get_context`, or by a view that has no page. Left unsaid, or overwritten, it is nowhere."""
    place = context.get("place")
    return place if isinstance(place, Place) else Place.NOWHERE


@register.simple_tag(takes_context=True)
def localized_url(context: Mapping[str, Any], page: Page | None) -> str:
    """``{% localized_url page as url %}``: empty when no reader may see the page here."""
    link = link_to(page, place_in(context))
    return link.url if link else ""


@register.simple_tag(takes_context=True)
def localized_link(context: Mapping[str, Any], page: Page | None) -> Link | None:
    """``{% localized_link page as link %}``: ``link.url``, ``link.title``, ``link.lang``."""
    return link_to(page, place_in(context))


@register.simple_tag(takes_context=True)
def rich_text(context: Mapping[str, Any], value: RichText | str | None) -> SafeString:
    """``{% rich_text value.text %}``, instead of Wagtail's filter, which cannot know where it stands."""
    source = value.source if isinstance(value, RichText) else value or ""
    return render(str(source), place_in(context))

from __future__ import annotations

from django import template

from partners.models import Partner, PartnerPage, page_of

register = template.Library()


@register.simple_tag
def page_of_partner(partner: Partner | None) -> PartnerPage | None:
    """``{% page_of_partner partner as home %}``: nothing when no reader may see one. Link to it as to any page."""
    return page_of(partner) if partner is not None else None

"""What a partner is."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class PartnerType(models.TextChoices):
    """In the order in which the index lists them."""

    HUB = "hub", _("The hub of the campaign")
    NATIONAL_CENTRE = "national_centre", _("National centre")
    NETWORK = "network", _("International network")
    COMMITTEE = "committee", _("Committee")
    SUPPORTER = "supporter", _("Supporter")


#: What stands above several of a kind. There is one hub.
HEADINGS = {
    PartnerType.HUB: PartnerType.HUB.label,
    PartnerType.NATIONAL_CENTRE: _("National centres"),
    PartnerType.NETWORK: _("International networks"),
    PartnerType.COMMITTEE: _("Committees"),
    PartnerType.SUPPORTER: _("Supporters"),
}

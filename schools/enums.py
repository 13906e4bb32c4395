"""Where a school stands, and how we know that it is one."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Standing(models.TextChoices):
    """Only a verified school's drawings can be released; every school can enter them."""

    ASKED = "asked", pgettext_lazy("standing of a school", "not verified yet")
    VERIFIED = "verified", pgettext_lazy("standing of a school", "verified")
    TURNED_AWAY = "turned_away", pgettext_lazy("standing of a school", "turned away")


class Proof(models.TextChoices):
    """How we know that whoever wrote is from that school."""

    INVITED = "invited", _("an invitation code of the partner")
    DOMAIN = "domain", _("an e-mail domain that only the school has")
    CALL = "call", _("a telephone call to the school")

"""The words of consent: scopes, capacities, identification levels. The one list each."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Scope(models.TextChoices):
    """What was agreed to, one by one. What is not listed on a record was not agreed to."""

    SITE = "site", _("this site")
    TRANSLATIONS = "translations", _("translations on this site")
    PARTNER_PAGES = "partner_pages", _("partners’ pages")
    SOCIAL = "social", _("social media")
    FEEDS = "feeds", _("feeds and calendars")
    PRINT = "print", pgettext_lazy("scope of consent", "print")
    PRESS = "press", _("press")
    WINNER = "winner", _("announcement as a winner")
    SCHOOL_NAME = "school_name", _("name of the school")


class Capacity(models.TextChoices):
    SELF = "self", _("the person")
    GUARDIAN = "guardian", _("a guardian")
    BOTH = "both", _("the person and a guardian")
    HOLDER = "holder", _("held by another organisation")
    TO_BE_CONFIRMED = "to_be_confirmed", _("to be confirmed")


class Identification(models.TextChoices):
    FULL_NAME = "full_name", _("name as published by the holder")
    FIRST_NAME = "first_name", _("first name")
    PSEUDONYM = "pseudonym", _("pseudonym")
    NONE = "none", _("nobody is identified")


class AgeBand(models.TextChoices):
    """Age when consent was given."""

    UP_TO_6 = "0-6", _("up to 6")
    FROM_7 = "7-9", _("7 to 9")
    FROM_10 = "10-12", _("10 to 12")
    FROM_13 = "13-15", _("13 to 15")
    FROM_16 = "16-17", _("16 to 17")
    ADULT = "18+", _("18 or older")
    UNKNOWN = "unknown", _("not known to us")

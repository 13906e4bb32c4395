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


class Party(models.TextChoices):
    """Who does something to a consent: those it belongs to, and those who keep it for them."""

    PERSON = "person", _("the person")
    GUARDIAN = "guardian", _("a guardian")
    HOLDER = "holder", _("the organisation that holds it")
    STAFF = "staff", pgettext_lazy("who did something to a consent", "we")


class Channel(models.TextChoices):
    """How somebody told us."""

    LINK = "link", _("by their private link")
    EMAIL = "email", _("by e-mail")
    PHONE = "phone", _("by telephone")
    LETTER = "letter", _("by letter")
    IN_PERSON = "in_person", _("in person")
    FAMILY = "family", _("through the family")
    SCHOOL = "school", _("through the school")
    PARTNER = "partner", _("through a partner")
    HOLDER = "holder", _("through the organisation that holds it")
    HUB = "hub", _("by the hub")


class TextName(models.TextChoices):
    """What a text is agreed to for."""

    STORY = "story", _("a story")
    DRAWING = "drawing", _("a drawing")


class ErasureState(models.TextChoices):
    RUNNING = "running", _("under way")
    COMPLETE = "complete", _("complete")


class AgeBand(models.TextChoices):
    """Age when consent was given."""

    UP_TO_6 = "0-6", _("up to 6")
    FROM_7 = "7-9", _("7 to 9")
    FROM_10 = "10-12", _("10 to 12")
    FROM_13 = "13-15", _("13 to 15")
    FROM_16 = "16-17", _("16 to 17")
    ADULT = "18+", _("18 or older")
    UNKNOWN = "unknown", _("not known to us")


_ELSEWHERE = frozenset({Capacity.HOLDER, Capacity.TO_BE_CONFIRMED})
#: Who may agree at which age. Below 18 somebody responsible signs, and from 13 on the child agrees as well: signing
#: is not deciding for the child (FIELD 2.3, UNICEF, CIOF). Of an age we do not know we cannot ask ourselves.
MAY_AGREE: dict[AgeBand, frozenset[Capacity]] = {
    AgeBand.UP_TO_6: _ELSEWHERE | {Capacity.GUARDIAN, Capacity.BOTH},
    AgeBand.FROM_7: _ELSEWHERE | {Capacity.GUARDIAN, Capacity.BOTH},
    AgeBand.FROM_10: _ELSEWHERE | {Capacity.GUARDIAN, Capacity.BOTH},
    AgeBand.FROM_13: _ELSEWHERE | {Capacity.BOTH},
    AgeBand.FROM_16: _ELSEWHERE | {Capacity.BOTH},
    AgeBand.ADULT: _ELSEWHERE | {Capacity.SELF},
    AgeBand.UNKNOWN: _ELSEWHERE,
}
#: Years until the oldest of that age turn 18, where a consent can last so long.
TURNS_18_WITHIN: dict[AgeBand, int] = {AgeBand.FROM_13: 3, AgeBand.FROM_16: 1}
#: Where we asked ourselves, with a text of ours.
ASKED_BY_US = frozenset({Capacity.SELF, Capacity.GUARDIAN, Capacity.BOTH})

"""The lists a fact chooses from. Their labels are the only words most facts need."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Purpose(models.TextChoices):
    """In the order a reader in need looks for them: danger first, then the missing child, then somebody to talk to."""

    EMERGENCY = "emergency", _("Immediate danger")
    MISSING = "missing", _("A child is missing")
    CHILD_HELPLINE = "child_helpline", _("Someone to talk to")
    IMAGES = "images", _("Images of you that should not be online")
    HOTLINE = "hotline", _("Report illegal content")
    VICTIMS = "victims", _("Help for victims of crime")


class Channel(models.TextChoices):
    PHONE = "phone", _("Phone")
    SMS = "sms", _("Text message")
    CHAT = "chat", _("Chat")
    WHATSAPP = "whatsapp", "WhatsApp"
    WEB = "web", _("Website")
    EMAIL = "email", _("E-mail")


class OperatorType(models.TextChoices):
    """It differs by country: 116 000 is run by an NGO in most, by the police or an emergency service in some."""

    NGO = "ngo", _("Non-governmental organisation")
    POLICE = "police", _("Police")
    EMERGENCY_SERVICE = "emergency_service", _("Emergency service")
    STATE = "state", _("State body")


class Cost(models.TextChoices):
    FREE = "free", _("Free of charge")
    LOCAL_RATE = "local_rate", _("At the price of a local call")
    UNKNOWN = "unknown", _("Cost not known")


class AlertStatus(models.TextChoices):
    """Silence and "there is none" are different answers, so the second one is a value of its own."""

    EXISTS = "exists", _("There is an emergency child alert")
    NONE_KNOWN = "none_known", _("No emergency child alert is known")


class Issuer(models.TextChoices):
    POLICE = "police", _("The police")
    PROSECUTOR = "prosecutor", _("A prosecutor")
    MINISTRY = "ministry", _("A ministry")
    NGO_WITH_POLICE = "ngo_with_police", _("A non-governmental organisation together with the police")
    OTHER = "other", _("Another body")
    NOT_STATED = "not_stated", _("Not stated by the source")


class Unit(models.TextChoices):
    """How the value of a fact is written. Percentages are stored as people say them: 58.2, never 0.582."""

    COUNT = "count", _("A number")
    PERCENT = "percent", _("Per cent")
    LESS_THAN_PERCENT = "less_than_percent", _("Less than … per cent")


class Precision(models.TextChoices):
    """How much of a date is known. The rest of the stored date means nothing: a year stands as its 1 January."""

    DAY = "day", pgettext_lazy("precision of a date", "To the day")
    MONTH = "month", pgettext_lazy("precision of a date", "To the month")
    YEAR = "year", pgettext_lazy("precision of a date", "To the year")
    ABOUT_YEAR = "about_year", pgettext_lazy("precision of a date", "About that year")
    SEEN = "seen", pgettext_lazy("precision of a date", "The source has no date; seen on that day")

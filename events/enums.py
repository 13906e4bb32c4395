"""What an event is, and how sure it is."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    VIGIL = "vigil", _("Vigil")
    TRAINING = "training", _("Training")
    SCHOOL = "school", _("For schools")
    CONFERENCE = "conference", _("Conference")
    EXHIBITION = "exhibition", _("Exhibition")
    WALK = "walk", _("Walk")
    MEETING = "meeting", _("Meeting")


class Status(models.TextChoices):
    """What the organiser says. Whether an event is over is not said here: the clock knows."""

    ANNOUNCED = "announced", _("Announced")
    CONFIRMED = "confirmed", _("Confirmed")
    POSTPONED = "postponed", _("Postponed")
    CANCELLED = "cancelled", _("Cancelled")
    DONE = "done", _("It took place")


class Access(models.TextChoices):
    STEP_FREE = "step_free", _("Step-free access")
    SIGN_LANGUAGE = "sign_language", _("Sign language")
    CAPTIONS = "captions", _("Captions")
    HEARING_LOOP = "hearing_loop", _("Hearing loop")
    QUIET_ROOM = "quiet_room", _("Quiet room")


def access_choices() -> list[tuple[str, Any]]:
    return list(Access.choices)

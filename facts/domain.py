"""Moves a helpline from "somebody wrote this down" to "somebody called". Nothing else does."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from audit.domain import record
from core import clock

from .models import Helpline

#: What a person has heard on the phone. When one of these changes, the call says nothing about the row any more.
HEARD_ON_THE_PHONE = frozenset(
    {
        "purpose",
        "countries",
        "operator",
        "operator_type",
        "channels",
        "number",
        "international_number",
        "web_address",
        "around_the_clock",
        "cost",
        "languages",
        "ages_min",
        "ages_max",
        "anonymous",
    }
)


@transaction.atomic
def verify(helpline: Helpline, user: AbstractBaseUser, on: date) -> None:
    """``user`` reached it on the day ``on`` and what the row says is so. Raises ValidationError on a day to come."""
    if on > clock.today():
        raise ValidationError(_("A helpline cannot be verified on a day that has not come yet."))
    helpline.verified_on = on
    helpline.verified_by_id = user.pk
    helpline.save(update_fields=["verified_on", "verified_by"])
    record("facts.verified", helpline, by=user, on=on.isoformat())
    # For the history of the helpline, where editors look.
    log(instance=helpline, action="facts.verify", user=user)


def forget_verification(helpline: Helpline, user: AbstractBaseUser | None) -> None:
    """Leaves saving to the caller, who is about to save what has changed, in the same transaction."""
    if helpline.pk is not None and helpline.verified_on is not None:
        record("facts.verification_ended", helpline, by=user, before=helpline.verified_on.isoformat())
    helpline.verified_on = None
    helpline.verified_by = None

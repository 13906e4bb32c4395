"""What is decided for a whole competition, and its awards."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from audit.domain import record
from edge.content_version import bump_with_commit

from ..enums import State
from ..models import Award, Competition, Entry, OnePairReason
from .moves import must_decide_for


def allow_one_pair_of_eyes(competition: Competition, *, user: Any, reason: str) -> None:
    """In writing and on record: here one person may release what they approved. An empty reason takes it back.

    What was written the times before stays as it is, each in its own row.
    """
    reason = reason.strip()
    action = "gallery.one_pair_of_eyes" if reason else "gallery.two_pairs_of_eyes"
    with transaction.atomic():
        before = "one_pair" if competition.one_pair_of_eyes else "two_pairs"
        competition.one_pair_of_eyes = bool(reason)
        competition.one_pair_set_by = user if reason else None
        competition.save(update_fields=["one_pair_of_eyes", "one_pair_set_by"])
        if reason:
            OnePairReason.objects.create(competition=competition, by=user, text=reason)
        after = "one_pair" if reason else "two_pairs"
        record(action, competition, by=user, before=before, after=after)
        # For the history of the competition, where editors look.
        log(competition, action, user=user)


def award(entry: Entry, place: str, *, user: Any) -> Award:
    """Note what a jury gave. Raises ``ValidationError`` unless the entry is in the gallery, and `Refused` for whoever
    may not decide on it: nobody gives a prize to what they entered themselves.
    """
    must_decide_for(entry, user)
    if entry.state != State.PUBLISHED:
        raise ValidationError(_("Only a drawing in the gallery can get an award."))
    with transaction.atomic():
        before = Award.objects.filter(entry=entry).values_list("place", flat=True).first() or ""
        given, _made = Award.objects.update_or_create(entry=entry, defaults={"place": place})
        record("gallery.award_given", entry, by=user, before=before, after=place)
        bump_with_commit()
    return given


def take_award(entry: Entry, *, user: Any) -> None:
    """The jury has thought again, or it was noted for the wrong drawing. Taking one that is not there does nothing.

    Raises `Refused` like giving one.
    """
    must_decide_for(entry, user)
    with transaction.atomic():
        if take_award_off(entry, user):
            bump_with_commit()


def take_award_off(entry: Entry, user: Any) -> bool:
    given = Award.objects.filter(entry=entry).first()
    if given is None:
        return False
    given.delete()
    record("gallery.award_taken", entry, by=user, before=given.place)
    return True

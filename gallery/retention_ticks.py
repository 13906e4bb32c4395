"""What `tick` does because a time is over: it asks `gallery.retention` and has `domain.retention` do it. Those who
decide are told a week before."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.holdings import Holding
from audit import outbox
from audit.models import Letter
from core import clock
from core.ticks import Going, every_minute

from . import retention
from .domain import retention as doing
from .domain.refusals import Refused
from .enums import State
from .models import Competition, Entry
from .reach import decides_for
from .roles import DECIDING

logger = logging.getLogger(__name__)

#: So many a tick: the rest has its turn a minute later.
AT_ONCE = 200
LETTER = "gallery_before_deleting"


def _each(rows: Iterable[Any], do: Callable[[Any], object]) -> None:
    for row in rows:
        try:
            do(row)
        except Refused:
            continue  # somebody has moved it, or looks after it
        except Exception:  # a storage or a database fails in its own way
            logger.exception("Something that is due could not be deleted; the next tick tries again")


def going(at: datetime) -> Iterator[Going]:
    """Drawings whose time is over at an instant, by rule."""
    for rule, rows in retention.due(at):
        named = [(rule.since(entry), entry.public_id) for entry in rows]
        yield Going(rule.what, rule.why, tuple(sorted(named)))


def _going_now() -> Iterator[Going]:
    return going(clock.now())


@every_minute(rehearse=_going_now)
def delete_drawings_whose_time_is_over() -> None:
    for rule, rows in retention.due(clock.now()):
        _each(list(rows[:AT_ONCE]), partial(doing.purge, why=rule.code))


def _left_of_what_was_taken_back() -> Iterator[Going]:
    rows = retention.left_of_what_was_taken_back().order_by("state_changed_at")
    yield Going(
        _("Fingerprints of drawings that were taken back"),
        _("At once."),
        tuple(rows.values_list("state_changed_at", "public_id")),
    )


@every_minute(rehearse=_left_of_what_was_taken_back)
def forget_what_is_left_of_what_was_taken_back() -> None:
    _each(retention.left_of_what_was_taken_back()[:AT_ONCE], doing.forget_what_is_left)


def _slips() -> Iterator[Going]:
    rows = retention.unused_slips(clock.now()).select_related("batch__competition")
    # A slip's code opens what its family can do; it is not said here.
    yield Going(
        _("Slips that no drawing came with"),
        _("When the gallery of their competition has had its year."),
        tuple(sorted((retention.gallery_over_at(slip.batch.competition), "") for slip in rows)),
    )


@every_minute
def forget_what_is_left_of_what_was_destroyed() -> None:
    doing.forget_what_was_destroyed(clock.now())


@every_minute(rehearse=_slips)
def delete_unused_slips() -> None:
    doing.delete_unused_slips(clock.now())


def _words() -> Iterator[Going]:
    now = clock.now()
    for what, rows in (
        (_("What readers wrote in reports"), retention.reports_to_empty(now)),
        (_("What colleagues wrote in concerns"), retention.concerns_to_empty(now)),
    ):
        closed = rows.order_by("closed_at").values_list("closed_at", "pk")
        named = tuple((retention.words_until(moment), str(pk)) for moment, pk in closed if moment)
        yield Going(what, _("Twelve months after it was closed."), named)


@every_minute(rehearse=_words)
def empty_what_was_written() -> None:
    doing.empty_what_was_written(clock.now())


@every_minute
def keep_addresses_of_schools() -> None:
    doing.keep_addresses_of_schools(clock.now())


# --- A week before ------------------------------------------------------------------------------------------------


@every_minute
def warn_those_who_decide() -> None:
    """A drawing on which nobody decided is deleted like the others; so those who can are told in time, once each."""
    now = clock.now()
    for competition in Competition.objects.all():
        day = retention.unreleased_until(competition)
        if day - retention.WARNED_BEFORE <= now < day:
            _warn(competition, day)


def _warn(competition: Competition, day: datetime) -> None:
    waiting = Entry.objects.filter(competition=competition, state=State.PENDING)
    if not waiting.exists():
        return
    told = _key(competition, "")
    known = set(Letter.objects.filter(key__startswith=told).values_list("key", flat=True))
    for user in _those_who_decide():
        key = _key(competition, str(user.pk))
        if key in known:
            continue
        served = decides_for(user)
        theirs = waiting if served.everywhere else waiting.filter(country__in=served.countries)
        count = theirs.exclude(entered_by=user).count()
        if count:
            _write(user, key, {"count": count, "day": day}, competition)


def _key(competition: Competition, whom: str) -> str:
    return f"{LETTER}.{competition.pk}.{whom}"


def _those_who_decide() -> list[Any]:
    """A role held for a partner is a group of its own, whose name begins with the role's."""
    names = Q()
    for role in DECIDING:
        names |= Q(groups__name=Holding(role).group_name) | Q(
            groups__name__startswith=f"{Holding(role).group_name}:"
        )
    people = get_user_model().objects.filter(names, is_active=True).exclude(email="")
    return list(people.select_related("wagtail_userprofile").distinct().order_by("pk"))


def _write(user: Any, key: str, context: dict[str, Any], competition: Competition) -> None:
    page = settings.SITE_URL + reverse("gallery_staff:decide")
    try:
        with transaction.atomic():
            outbox.post(
                LETTER,
                user.email,
                language=user.language,
                context={**context, "competition": competition.name, "page": page},
                key=key,
                about=competition,
            )
    except ValidationError:
        logger.warning("A letter about what will be deleted could not be addressed to user %s.", user.pk)

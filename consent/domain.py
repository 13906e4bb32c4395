"""Everything that happens to a consent, and the one question that rooms ask of it.

Each change is a new row, written under a lock on its subject, with its line in the log, in one transaction. Nothing
that ends or narrows a consent can be refused; what widens it can.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import MAXYEAR, date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from audit.domain import record as write_down
from core import clock
from core.clock import today
from edge.content_version import bump_with_commit

from .enums import (
    ASKED_BY_US,
    MAY_AGREE,
    TURNS_18_WITHIN,
    AgeBand,
    Capacity,
    Channel,
    Identification,
    Party,
    Scope,
)
from .models import ConsentRecord, ConsentText, RecordScope, RecordWords, Subject, TakeBackKey
from .signals import consent_changed, key_ended

#: After five years consent is asked for again (FIELD 2.3, Toybox).
LONGEST_YEARS = 5
#: It outlives an erasure, so it has no room for a name.
REFERENCE = re.compile(r"[A-Za-z0-9./_-]{0,60}", re.ASCII)
_WORDS = ("holder", "basis", "basis_address")


class Refused(Exception):
    """Not done, and the sentence says why. Nothing was changed."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


@dataclass(frozen=True)
class Terms:
    """What is agreed to. Days are calendar days in UTC. ``text``: what was read, where we asked ourselves."""

    capacity: Capacity
    identification: Identification
    given_on: date
    expires_on: date
    age_band: AgeBand = AgeBand.UNKNOWN
    text: ConsentText | None = None
    holder: str = ""
    holder_reference: str = ""
    basis: str = ""
    basis_address: str = ""
    basis_seen_on: date | None = None
    review_on: date | None = None


# --- Giving and changing ------------------------------------------------------------------------------------------


def record(subject: Subject, terms: Terms, scopes: Iterable[Scope], *, by: Any = None) -> ConsentRecord:
    """Write down a consent; it replaces what the subject agreed to before. Raises as ``check`` does.

    What was paused stays so: who wanted it hidden has not been asked by whoever writes this down. A guardian's link
    ends where a grown-up agrees for themselves.

    ``by``: who writes it down, a user. Raises `Refused` for somebody who was erased.
    """
    check(terms)
    if terms.review_on is None:
        terms = replace(terms, review_on=_may_be_18_on(terms))
    with transaction.atomic():
        _lock_to_give(subject)
        before = newest(subject)
        paused = is_paused(before)
        row = _new_row(
            subject,
            terms,
            scopes,
            paused_at=before.paused_at if before and paused else None,
            paused_by=before.paused_by if before and paused else "",
        )
        write_down("consent.recorded", subject, by=by, after=str(terms.capacity), record=row.pk)
        if terms.capacity == Capacity.SELF:
            _end_links_of_guardians(subject, by)
    return row


def is_paused(row: ConsentRecord | None) -> bool:
    """Also when it is over by now: then a new one begins paused."""
    return row is not None and row.paused_at is not None and row.withdrawn_on is None


def longest_until(given_on: date) -> date:
    """The same day of the calendar five years later; of a 29 February the day before."""
    return _years_after(given_on, LONGEST_YEARS)


def may_be_18_on(band: AgeBand, given_on: date) -> date | None:
    """The day on which the oldest of that age may turn 18; ``None`` when a consent does not last so long."""
    years = TURNS_18_WITHIN.get(band)
    return None if years is None else _years_after(given_on, years)


def _may_be_18_on(terms: Terms) -> date | None:
    day = may_be_18_on(terms.age_band, terms.given_on)
    return None if day is None else min(max(day, today()), terms.expires_on)


def _years_after(day: date, years: int) -> date:
    if day.year + years > MAXYEAR:
        return date.max
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _end_links_of_guardians(subject: Subject, by: Any) -> None:
    for key in subject.keys.filter(party=Party.GUARDIAN, ended_at=None):
        end_link(key, by=by)


def end_link(key: TakeBackKey, *, by: Any = None) -> bool:
    """It opens nothing any more. Call it in a transaction; returns whether it was this call that ended it."""
    ended: int = TakeBackKey.objects.filter(pk=key.pk, ended_at=None).update(ended_at=clock.now())
    if ended:
        write_down("consent.key_ended", key.subject, by=by, party=str(key.party), key=key.pk)
        key_ended.send(TakeBackKey, key=key)
    return bool(ended)


def check(terms: Terms) -> None:
    """Raises ``ValidationError``, by field: for more than five years, for one that is over or was never given, for an
    age at which it is not theirs to give, without the text that was read, or held by an unnamed organisation."""
    problems: dict[str, str] = {}
    if terms.expires_on > longest_until(terms.given_on):
        problems["expires_on"] = _("Consent holds five years at most. Then it is asked for again.")
    if terms.expires_on < terms.given_on:
        problems["expires_on"] = _("The last day cannot be before the first.")
    elif terms.expires_on < today():
        problems["expires_on"] = _("This consent would be over already. Ask for it again.")
    if terms.capacity == Capacity.HOLDER and not terms.holder:
        problems["holder"] = _("Say which organisation holds the consent.")
    if not REFERENCE.fullmatch(terms.holder_reference):
        problems["holder_reference"] = not_a_reference()
    if terms.capacity not in MAY_AGREE[terms.age_band]:
        problems["capacity"] = _may_not_agree(terms.age_band)
    if terms.capacity in ASKED_BY_US and terms.text is None:
        problems["text"] = _("Say which text was read before they agreed.")
    if problems:
        raise ValidationError(problems)


def not_a_reference() -> str:
    return _("Only letters without accents, figures and - . / _ can stand here, without spaces, 60 at most.")


def _may_not_agree(band: AgeBand) -> str:
    if band == AgeBand.ADULT:
        return _("A grown-up agrees for themselves.")
    if band == AgeBand.UNKNOWN:
        return _("Say how old the person was: it decides who may agree.")
    if band in {AgeBand.FROM_13, AgeBand.FROM_16}:
        return _("From 13 to 17 the person and a guardian agree together.")
    return _("Under 13 a guardian agrees, alone or together with the child.")


def change_scopes(
    subject: Subject,
    scopes: Iterable[Scope],
    *,
    party: Party,
    by: Any = None,
    text: ConsentText | None = None,
) -> ConsentRecord:
    """The same terms for other places. Fewer can always be had; more is a new yes, given today to ``text``.

    Raises `Refused` when nothing is in force or paused, and when ``party`` may not widen it. Only who agreed alone can
    agree to more alone. Where both agreed, both say yes to more: that is a new consent. Staff widen nothing.
    """
    wanted = set(scopes)
    with transaction.atomic():
        _lock_to_give(subject)
        latest = _standing_row(subject)
        before = _scopes_of(latest)
        if wanted == before:
            return latest
        more = wanted - before
        if more and (party not in _may_widen(latest) or text is None):
            raise Refused("may_not_widen", _("More places can only be agreed to by whoever agreed at first."))
        changes: dict[str, Any] = {"given_on": today(), "text": text} if more else {}
        row = _follow(latest, wanted, **changes)
        write_down(
            "consent.scopes_changed",
            subject,
            by=by,
            before=_listed(before),
            after=_listed(wanted),
            party=str(party),
            record=row.pk,
        )
    return row


_AGREED_ALONE: dict[str, set[Party]] = {
    Capacity.SELF: {Party.PERSON},
    Capacity.GUARDIAN: {Party.GUARDIAN},
}


def _may_widen(latest: ConsentRecord) -> set[Party]:
    return _AGREED_ALONE.get(latest.capacity, set())


def may_widen(subject: Subject, party: Party) -> bool:
    """Whether `change_scopes` would take more places from them."""
    latest = newest(subject)
    return latest is not None and party in _may_widen(latest)


def _listed(scopes: set[Scope]) -> str:
    """Codes in the order of the list; the log's field is short, so their number where they are many."""
    codes = ".".join(scope for scope in Scope if scope in scopes)
    return codes if len(codes) <= 80 else f"{len(scopes)}"


def identify(subject: Subject, identification: Identification, *, by: Any = None) -> ConsentRecord | None:
    """The same terms and scopes with another way of naming the person; ``None`` when there is nothing in words to keep.

    For a name that is added to, or taken off, what a slip allows: still a new row, like every change.
    """
    with transaction.atomic():
        _lock(subject)
        latest = newest(subject)
        if latest is None or latest.withdrawn_on:
            return None
        row = _follow(latest, _scopes_of(latest), identification=identification)
        before, after = str(latest.identification), str(identification)
        write_down("consent.identified", subject, by=by, before=before, after=after, record=row.pk)
    return row


# --- Ending, for a while or for good ------------------------------------------------------------------------------


def pause(subject: Subject, *, party: Party, by: Any = None) -> ConsentRecord:
    """Hide everything for a while. What is paused stays so; there is nothing to hide of what is over.

    The person pauses what somebody else has paused too: from then on they alone show it again.

    Raises ``ConsentRecord.DoesNotExist`` when nothing was ever recorded.
    """
    with transaction.atomic():
        _lock(subject)
        latest = _newest_or_raise(subject)
        if latest.withdrawn_on or (latest.paused_at and not _makes_it_theirs(latest, party)):
            return latest
        since = latest.paused_at or clock.now()
        row = _follow(latest, _scopes_of(latest), paused_at=since, paused_by=party)
        write_down("consent.paused", subject, by=by, party=str(party), record=row.pk)
    return row


def _makes_it_theirs(latest: ConsentRecord, party: Party) -> bool:
    return party == Party.PERSON != latest.paused_by


def may_pause(subject: Subject, party: Party) -> bool:
    """Whether `pause` would change something for them."""
    latest = newest(subject)
    if latest is None or latest.withdrawn_on:
        return False
    return not latest.paused_at or _makes_it_theirs(latest, party)


def resume(subject: Subject, *, party: Party, by: Any = None) -> ConsentRecord:
    """Show again what was paused. What the person paused, nobody but the person shows again.

    What we have paused, perhaps for somebody's safety, we alone show again: where the person had paused it as well, and
    takes that back, our pause is left, and the row says so.

    Raises `Refused` for who may not, and for what is not paused.
    """
    with transaction.atomic():
        _lock(subject)
        latest = newest(subject)
        if latest is None or latest.withdrawn_on or not latest.paused_at:
            raise Refused("not_paused", _("This is not paused."))
        if party not in _may_resume(latest):
            raise Refused("paused_by_another", _("Only whoever paused it can show it again."))
        left: dict[str, Any] = {"paused_at": None, "paused_by": ""}
        if party != Party.STAFF and _we_paused_it_too(latest):
            left = {"paused_by": Party.STAFF}
        row = _follow(latest, _scopes_of(latest), **left)
        write_down("consent.resumed", subject, by=by, party=str(party), record=row.pk)
    return row


#: By who paused it.
_MAY_RESUME: dict[str, set[Party]] = {
    Party.PERSON: {Party.PERSON},
    Party.GUARDIAN: {Party.GUARDIAN, Party.PERSON},
    Party.HOLDER: {Party.HOLDER, Party.PERSON, Party.STAFF},
    Party.STAFF: {Party.STAFF},
}


def _may_resume(latest: ConsentRecord) -> set[Party]:
    return _MAY_RESUME[latest.paused_by]


def _we_paused_it_too(latest: ConsentRecord) -> bool:
    """Rows of one pause have its beginning in common."""
    return ConsentRecord.objects.filter(
        subject=latest.subject_id, paused_at=latest.paused_at, paused_by=Party.STAFF
    ).exists()


def may_resume(subject: Subject, party: Party) -> bool:
    latest = newest(subject)
    return bool(latest and latest.paused_at and not latest.withdrawn_on and party in _may_resume(latest))


def withdraw(
    subject: Subject, channel: Channel | str, *, party: Party = Party.STAFF, by: Any = None
) -> ConsentRecord:
    """End every scope at once. Nothing can block it; what was shown is not public from the next query on.

    Withdrawn twice is withdrawn once: the first row is returned. ``party``: who wanted it, ``channel`` how they told
    us, ``by`` the user who wrote it down, if any.

    Raises ``ConsentRecord.DoesNotExist`` when nothing was ever recorded.
    """
    with transaction.atomic():
        _lock(subject)
        latest = _newest_or_raise(subject)
        if latest.withdrawn_on:
            return latest
        row = _follow(latest, (), withdrawn_on=today(), withdrawn_by=party, withdrawal_channel=channel)
        write_down("consent.withdrawn", subject, by=by, after=str(channel), party=str(party), record=row.pk)
    return row


# --- The row itself -----------------------------------------------------------------------------------------------


def _lock(subject: Subject) -> None:
    """Two who change one consent do it one after the other, and each sees what the one before has done."""
    subject.erased_at = (
        Subject.objects.select_for_update().values_list("erased_at", flat=True).get(pk=subject.pk)
    )


def _lock_to_give(subject: Subject) -> None:
    """Raises `Refused` for somebody who was erased: nothing is written about them again."""
    _lock(subject)
    if subject.erased_at:
        raise Refused("erased", _("Everything about this person was erased. Begin anew."))


def _new_row(subject: Subject, terms: Terms, scopes: Iterable[Scope], **paused: Any) -> ConsentRecord:
    given = {**vars(terms), **paused}
    words = {name: given.pop(name) for name in _WORDS}
    return _write(ConsentRecord(subject=subject, **given), scopes, words)


def _follow(latest: ConsentRecord, scopes: Iterable[Scope], **changes: Any) -> ConsentRecord:
    """What the newest row says, but for ``changes``."""
    kept = {
        field.name: getattr(latest, field.name)
        for field in ConsentRecord._meta.concrete_fields
        if field.name not in {"id", "recorded_at"}
    }
    words = {name: getattr(latest, name) for name in _WORDS}
    return _write(ConsentRecord(**{**kept, **changes}), scopes, words)


def _write(row: ConsentRecord, scopes: Iterable[Scope], words: dict[str, str]) -> ConsentRecord:
    row.save()
    for scope in sorted(set(scopes)):
        RecordScope(record=row, scope=scope).save()
    if any(words.values()):
        RecordWords.objects.create(record=row, **words)
    bump_with_commit()
    subject_id = row.subject_id
    transaction.on_commit(lambda: consent_changed.send_robust(Subject, subject_id=subject_id), robust=True)
    return row


def newest(subject: Subject) -> ConsentRecord | None:
    """The row that counts, whatever it says."""
    row: ConsentRecord | None = subject.records.order_by("-pk").first()
    return row


def _newest_or_raise(subject: Subject) -> ConsentRecord:
    latest = newest(subject)
    if latest is None:
        raise ConsentRecord.DoesNotExist
    return latest


def _standing_row(subject: Subject) -> ConsentRecord:
    latest = newest(subject)
    if latest is None or latest.withdrawn_on or latest.expires_on < today():
        raise Refused("nothing_in_force", _("No consent is in force, so there is nothing to change."))
    return latest


def _scopes_of(row: ConsentRecord) -> set[Scope]:
    return {Scope(given) for given in row.scopes.values_list("scope", flat=True)}


# --- The question -------------------------------------------------------------------------------------------------


def in_force(scope: Scope, on: date | None = None) -> QuerySet[Subject]:
    """Subjects who may be shown for ``scope`` on a day (default: today). Unknown scope, or no record, means no."""
    return Subject.objects.filter(holding(scope, "pk", on))


def holding(scope: Scope, subject: str, on: date | None = None) -> Q:
    """The same as a condition on rows of any model; ``subject`` is its field that holds a subject's key.

    Asked row by row: a list that is cut after its first page asks it of that page alone. That is why it is the value
    of a subquery: as `Exists`, PostgreSQL joins it, and reads every consent there is for a page of 24.
    """
    day = on or today()
    in_force = _in_force_on(day) & Q(Exists(RecordScope.objects.filter(record=OuterRef("pk"), scope=scope)))
    newest = ConsentRecord.objects.filter(subject=OuterRef(subject)).order_by("-pk")
    holds = newest.annotate(holds=Case(When(in_force, then=True), default=False)).values("holds")[:1]
    return Q(Coalesce(Subquery(holds), False))


def scopes_in_force(subject: Subject, on: date | None = None) -> list[Scope]:
    """What somebody's consent allows on a day (default: today), for people to read; empty when none is in force."""
    newest = subject.records.order_by("-pk").values("pk")[:1]
    given = RecordScope.objects.filter(
        record__in=ConsentRecord.objects.filter(_in_force_on(on or today()), pk=Subquery(newest))
    )
    allowed = set(given.values_list("scope", flat=True))
    return [scope for scope in Scope if scope in allowed]


def _in_force_on(day: date) -> Q:
    """A condition on records. That it is the newest of its subject is for the caller to ask."""
    holds = Q(withdrawn_on=None, paused_at=None, given_on__lte=day, expires_on__gte=day)
    if not settings.DEMO:
        # What we only saw published elsewhere is good enough to show how a page looks, never to publish it.
        holds &= ~Q(capacity=Capacity.TO_BE_CONFIRMED)
    return holds

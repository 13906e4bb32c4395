"""A drawing comes in, and what is said of it is put right until somebody decides."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from consent import domain as consent
from consent.enums import AgeBand, Capacity, Identification, Scope
from consent.models import Subject
from core import clock
from core.durable import on_the_disk
from facts.models import Country
from partners.models import Partner
from schools.models import Contact

from .. import files, reach
from ..enums import AssetKind, Move, State
from ..header_check import check_header
from ..models import Batch, Competition, Entry, EntryAsset
from ..seen import with_seen
from ..tasks import enqueue_with_the_row
from .measure import must_be_within_measure
from .moves import by_in_the_log, enters_for, must_be_of_its_school, update, write_down
from .quota import must_have_room
from .refusals import AlreadyHere, Overtaken, Refused

#: Where what is said of a drawing can still be changed by whoever entered it.
OPEN_TO_CORRECTION = frozenset(
    {
        State.RECEIVED,
        State.PROCESSING,
        State.PENDING,
        State.UNREADABLE,
        State.BLOCKED,
        State.DRAFT,
        State.CHANGES,
    }
)


@dataclass(frozen=True)
class Facts:
    """What is known of a drawing besides its pixels. The alternative text may follow until the release."""

    band: AgeBand
    country: Country
    language: str
    first_name: str = ""
    title: str = ""
    alt_text: str = ""


def open_batch(
    competition: Competition, partner: Partner, country: Country, language: str, user: Any
) -> Batch:
    """Begin to enter drawings. Raises `Refused` outside the competition's days, or for a partner of others."""
    may_enter_for(partner, user)
    may_be_entered(competition)
    return Batch.objects.create(
        competition=competition, partner=partner, country=country, language=language, entered_by=user
    )


def receive(
    batch: Batch,
    content: bytes,
    facts: Facts,
    *,
    user: Any,
    attested: bool,
    scopes: Iterable[Scope],
    key: uuid.UUID | None = None,
) -> Entry:
    """Take in one drawing. When this returns, its bytes and its row are both kept; when it raises, neither is.

    ``attested``: the person says that the partner holds a slip, signed by a guardian, with these ``scopes`` and the
    child's own yes. ``key``: sent again with the same one, the same entry comes back and nothing is done twice.

    Raises `Refused`, `AlreadyHere`, `core.uploads.Unreadable` for a file that is no picture, ``ValidationError`` for
    wrong facts; and what the storage raises, in which case nothing was received.
    """
    key = key or uuid.uuid4()
    known = batch.entries.filter(idempotency_key=key).first()
    if known is not None:
        return known
    if batch.partner is None:
        raise Refused("not_your_partner", not_your_partner())
    may_enter_for(batch.partner, user)
    may_be_entered(batch.competition)
    if not attested:
        raise Refused(
            "not_attested",
            _("Say first that you hold a signed slip for this drawing. It was not received."),
        )
    check_header(content)
    sha256 = hashlib.sha256(content).hexdigest()
    entry = Entry(
        batch=batch,
        competition=batch.competition,
        entered_by=user,
        idempotency_key=key,
        sha256=sha256,
        **vars(facts),
    )
    entry.subject = Subject(label=f"Drawing {entry.public_id[:6]}")
    entry.full_clean(exclude=["subject"], validate_constraints=False, validate_unique=False)
    not_here_yet(entry)
    return take_in(
        entry,
        content,
        lambda: _consent_of_a_slip(entry, set(scopes), user, holder=str(entry.batch.partner)),
        user,
    )


def take_in(entry: Entry, content: bytes, consents: Callable[[], object] | None, by: Any) -> Entry:
    """Keep the bytes, then the row and all that belongs to it, in one transaction. ``consents`` writes down what was
    agreed to, where that is known already.

    The bytes first: a crash in between leaves a file that no row knows, which is swept, never a row without a file.
    Its task is written with the row, where the queue is in the same database.
    Raises `Refused` when the school's places or its measure are taken, and what the storage or the database raises;
    then nothing was received.
    """
    key = entry.idempotency_key
    stored = files.keep_for_good(content)
    written = False
    try:
        with on_the_disk(), transaction.atomic():
            must_be_within_measure(entry.batch, len(content))
            must_have_room(entry.batch)
            entry.subject.save()
            entry.subject_id = entry.subject.pk
            if consents is not None:
                consents()
            entry.save()
            EntryAsset.objects.create(entry=entry, kind=AssetKind.ORIGINAL, key=stored, bytes=len(content))
            write_down(entry, Move.RECEIVE, before="", user=by)
            enqueue_with_the_row(entry.pk)
            written = True
    except IntegrityError as error:
        _forget(stored)
        known = entry.batch.entries.filter(idempotency_key=key).first()
        if known is not None:
            return known
        not_here_yet(entry)
        raise Overtaken from error
    except BaseException:
        # When the commit itself fails nobody knows whether the row is there: then `tick` sweeps the file, or not.
        if not written:
            _forget(stored)
        raise
    return entry


def _forget(stored: str) -> None:
    """A storage that is away now must not hide why nothing was received; then `tick` sweeps the file."""
    with suppress(Exception):
        files.delete_private([stored])


def _consent_of_a_slip(entry: Entry, scopes: set[Scope], by: Any, *, holder: str) -> None:
    consent.record(entry.subject, terms_of_a_slip(entry, holder), scopes, by=by)


def terms_of_a_slip(entry: Entry, holder: str) -> consent.Terms:
    """``holder`` keeps the paper: the partner, or the school."""
    return consent.Terms(
        capacity=Capacity.HOLDER,
        identification=_identification(entry),
        given_on=clock.today(),
        expires_on=entry.competition.consent_until,
        age_band=AgeBand(entry.band),
        holder=holder,
        holder_reference=entry.slip.code if entry.slip else entry.public_id,
        basis="slip held by the school or the partner, attested on entering",
    )


def _identification(entry: Entry) -> Identification:
    return Identification.FIRST_NAME if entry.first_name else Identification.NONE


def may_enter_for(partner: Partner, user: Any) -> None:
    """Raises `Refused`."""
    if not reach.may_enter_for(user, partner):
        raise Refused("not_your_partner", not_your_partner())


def not_your_partner() -> str:
    return _("You can enter drawings for the partners you edit for.")


def may_be_entered(competition: Competition) -> None:
    if competition.is_coming:
        raise Refused("not_open", _("This competition has not opened yet. Nothing was received."))
    if not competition.can_be_entered_for:
        raise Refused("closed", _("This competition is closed. Nothing was received."))


def not_here_yet(entry: Entry) -> None:
    """Raises `AlreadyHere` for the same bytes in the same competition.

    Where that is another school's, the refusal does not say whose: it names no entry.
    """
    same = Entry.objects.filter(competition=entry.competition, sha256=entry.sha256)
    # By what its school sees: the answer would tell what the safeguarding lead has.
    again = with_seen(same).exclude(seen__in=[State.WITHDRAWN, State.UNREADABLE]).first()
    if again is None:
        return
    school = entry.batch.school_id
    if school is None or again.batch_id == entry.batch_id:
        raise AlreadyHere(again)
    if again.batch.school_id == school:
        raise AlreadyHere(
            again, _("This drawing is in another class of your school. It was not entered a second time.")
        )
    raise AlreadyHere(
        None,
        _(
            "Somebody else has entered this drawing in this competition already. It was not entered here. If that "
            "was you with another e-mail address, go on there; if not, write to us."
        ),
    )


@transaction.atomic
def correct(entry: Entry, facts: Facts, *, user: Any, version: int) -> None:
    """Change what is said of a drawing that nobody has decided on yet. Raises `Refused`, ``ValidationError``."""
    if isinstance(user, Contact):
        must_be_of_its_school(entry.batch, user)
    elif not enters_for(entry.batch, user):
        raise Refused("not_your_partner", not_your_partner())
    if entry.state not in OPEN_TO_CORRECTION:
        raise Refused("decided", _("This drawing has been decided on. What is said of it stays as it is."))
    named = bool(entry.first_name)
    for name, value in vars(facts).items():
        setattr(entry, name, value)
    entry.full_clean(validate_constraints=False, validate_unique=False)
    update(entry, version, **vars(facts))
    if named != bool(entry.first_name):
        # Whether a name may be shown stands in the consent: who enters it says that the slip allows it.
        consent.identify(entry.subject, _identification(entry), by=by_in_the_log(user))
    write_down(entry, Move.CORRECT, before=entry.state, user=user)

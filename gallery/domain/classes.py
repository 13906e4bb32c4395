"""A class in one sitting: opened by a contact of a school, its slips, its drawings as drafts, and sending them.

A draft is the school's own: no moderator sees it before it is sent. What it lacks until then, `missing_of` says.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from audit import outbox
from audit.domain import record
from audit.models import Record
from consent import domain as consent
from consent.enums import AgeBand, Scope
from consent.models import Subject
from core import clock
from schools import domain as schools
from schools.models import Contact

from .. import slips
from ..enums import MOVES, Move, State
from ..header_check import check_header
from ..models import Batch, Competition, Decision, Entry, Slip
from ..seen import OPEN_TO_SCHOOL, seen_now
from .entering import Facts, correct, not_here_yet, take_in, terms_of_a_slip
from .moves import as_seen, move, must_be_of_its_school, update, write_down
from .quota import full, room_left
from .refusals import Refused
from .withdrawing import was_sent

#: An upload that began before closing may take so long.
GRACE = timedelta(minutes=15)
#: Slips of one class. Nobody teaches more at once.
MOST_SLIPS = 60
#: Classes of one school in one competition: more than any school has, so that nothing fills the site by itself.
MOST_CLASSES = 200
#: A gallery is open for so long (FIELD 3.1, rule 11). Until then we may have to write to whoever entered.
GALLERY_KEPT = timedelta(days=366)


def open_class(competition: Competition, contact: Contact, *, language: str, band: AgeBand) -> Batch:
    """Begin a class. Its country is the school's. Opened twice, as by a second tap, the empty one is opened again.

    Raises `Refused` outside the competition's days, and for an age group that it does not have.
    """
    _may_be_entered_by_schools(competition)
    if band not in competition.bands:
        raise Refused("other_band", _("This competition is not for this age group."))
    with transaction.atomic():
        Contact.objects.select_for_update().get(pk=contact.pk)
        known = contact.school.batches.filter(competition=competition)
        empty = known.filter(contact=contact, language=language, band=band, entries=None, slips=None).first()
        if empty is not None:
            return empty
        if known.count() >= MOST_CLASSES:
            raise Refused(
                "too_many_classes", _("Your school has as many classes here as we can take. Write to us.")
            )
        batch = Batch.objects.create(
            competition=competition,
            school=contact.school,
            contact=contact,
            country=contact.school.country,
            language=language,
            band=band,
        )
        schools.needed_until(contact, competition.closes_on + timedelta(days=60))
        record("gallery.class_opened", batch, by=Record.By.SCHOOL)
    return batch


def make_slips(batch: Batch, number: int, *, contact: Contact) -> list[Slip]:
    """So many more slips, up to `MOST_SLIPS` in all. Raises `Refused`."""
    must_be_of_its_school(batch, contact)
    may_be_completed(batch.competition)
    with transaction.atomic():
        # Two who ask at once get numbers that follow each other.
        Batch.objects.select_for_update().get(pk=batch.pk)
        last = batch.slips.aggregate(last=Max("number"))["last"] or 0
        if number < 1 or last + number > MOST_SLIPS:
            raise Refused(
                "too_many_slips",
                _("A class has %(most)s slips at most. There are %(here)s already.")
                % {"most": MOST_SLIPS, "here": last},
            )
        made = Slip.objects.bulk_create(
            Slip(batch=batch, number=last + each, code=slips.new_code()) for each in range(1, number + 1)
        )
        record("gallery.slips_made", batch, by=Record.By.SCHOOL, slips=number)
    return made


def receive_from_school(
    batch: Batch, content: bytes, *, contact: Contact, key: uuid.UUID, begun_at: datetime
) -> Entry:
    """Take in one drawing of a class as a draft. When this returns, its bytes and its row are both kept; when it
    raises, neither is.

    ``begun_at``: when the first byte of the request came; that decides whether it is in time. ``key``: sent again with
    the same one, the same entry comes back and nothing is done twice.

    Raises `Refused`, `AlreadyHere`, `core.uploads.Unreadable` for a file that is no picture; and what the storage
    raises, in which case nothing was received.
    """
    must_be_of_its_school(batch, contact)
    known = batch.entries.filter(idempotency_key=key).first()
    if known is not None:
        return known
    _may_be_entered_by_schools(batch.competition, begun_at)
    # Asked again under a lock when it is written; here so that nothing is stored in vain.
    if room_left(batch) == 0:
        raise full(batch.competition.most_from_a_school or 0)
    check_header(content)
    entry = Entry(
        batch=batch,
        competition=batch.competition,
        idempotency_key=key,
        sha256=hashlib.sha256(content).hexdigest(),
        band=batch.band,
        country=batch.country,
        language=batch.language,
    )
    entry.subject = Subject(label=f"Drawing {entry.public_id[:6]}")
    not_here_yet(entry)
    return take_in(entry, content, None, contact)


def _may_be_entered_by_schools(competition: Competition, begun_at: datetime | None = None) -> None:
    """What began in time may end a little later: a phone on a slow line is not to blame. Raises `Refused`."""
    now = clock.now()
    begun_at = min(begun_at or now, now)
    if begun_at < competition.opens_at:
        raise Refused("not_open", _("This competition has not opened yet. Nothing was received."))
    if begun_at >= competition.closes_at or now - competition.closes_at >= GRACE:
        raise Refused("closed", _("This competition is closed. Nothing was received."))


def may_be_completed(competition: Competition) -> None:
    if competition.is_coming:
        raise Refused("not_open", _("This competition has not opened yet."))
    if not competition.can_be_completed:
        raise Refused("closed", _("This competition is closed. Nothing more can be sent or changed."))


def _must_be_open_to_school(entry: Entry) -> None:
    """Asked before the version: what was sent is refused alike, whatever has become of it since."""
    if seen_now(entry) not in OPEN_TO_SCHOOL:
        raise Refused("sent", _sent())


def _sent() -> str:
    return _("This drawing has been sent. What is said of it stays as it is.")


def put_right(entry: Entry, facts: Facts, *, contact: Contact, version: int) -> None:
    """What the school says of a drawing. Raises `Refused` once it is sent, `Overtaken`, ``ValidationError``."""
    must_be_of_its_school(entry.batch, contact)
    _must_be_open_to_school(entry)
    as_seen(entry, version)
    correct(entry, facts, user=contact, version=version)


@transaction.atomic
def attest(entry: Entry, slip: Slip, scopes: Iterable[Scope], *, contact: Contact, version: int) -> None:
    """The contact says that the school holds this slip, signed by a guardian, with these scopes and the child's yes.

    A slip belongs to one drawing; one that was taken back belongs to none. Said again, it replaces what was said
    before. Raises `Refused`, `Overtaken`.
    """
    must_be_of_its_school(entry.batch, contact)
    if slip.batch_id != entry.batch_id:
        raise Refused("other_class", _("This slip belongs to another class."))
    _must_be_open_to_school(entry)
    as_seen(entry, version)
    if slip.pk != entry.slip_id and was_sent(entry):
        # The family's paper takes back what was shown with it, and no other may stand in its place.
        raise Refused("sent", _sent())
    # As it is now: a family may have taken it back since the page was made. The drawing is locked first, as everywhere.
    Entry.objects.select_for_update().get(pk=entry.pk)
    slip.refresh_from_db(from_queryset=Slip.objects.select_for_update())
    if slip.taken_back_at is not None:
        raise Refused(
            "slip_taken_back",
            _("This slip was taken back. It cannot be used again; the drawing needs a new one."),
        )
    try:
        with transaction.atomic():
            update(entry, version, slip=slip)
    except IntegrityError as error:
        raise Refused(
            "slip_taken", _("This slip belongs to another drawing already. Look at its code again.")
        ) from error
    try:
        consent.record(
            entry.subject,
            terms_of_a_slip(entry, holder=str(entry.batch.school)),
            set(scopes),
            by=Record.By.SCHOOL,
        )
    except consent.Refused as refused:
        raise Refused(refused.code, refused.sentence) from refused
    write_down(entry, Move.ATTEST, before=entry.state, user=contact)


def missing_of(entry: Entry) -> list[str]:
    """What a draft lacks before it can be sent, in words; empty when nothing.

    In a list, annotate ``asked_version`` (`gallery.classes.rows`), or it is asked for each.
    """
    if entry.state not in OPEN_TO_SCHOOL:
        return []
    missing = []
    if entry.state in {State.RECEIVED, State.PROCESSING}:
        missing.append(_("the picture, which is being made ready"))
    elif entry.state in {State.UNREADABLE, State.BLOCKED}:
        missing.append(_("a picture that can be read"))
    elif entry.state == State.CHANGES and not changed_since_asked(entry):
        missing.append(_("the change that was asked for"))
    if entry.slip_id is None:
        missing.append(_("its slip"))
    if not entry.title:
        missing.append(_("a title"))
    if not entry.alt_text:
        missing.append(_("a description"))
    return missing


def changed_since_asked(entry: Entry) -> bool:
    asked = getattr(entry, "asked_version", None)
    if asked is None:
        asked = (
            entry.decisions.filter(move=Move.ASK)
            .order_by("-pk")
            .values_list("entry_version", flat=True)
            .first()
        )
    return asked is None or entry.version > asked


def send(batch: Batch, *, contact: Contact) -> list[Entry]:
    """Send every draft that lacks nothing; the others stay drafts. Returns those that were sent.

    The receipt goes out by mail in the same transaction. Raises `Refused` when there is nothing to send.
    """
    must_be_of_its_school(batch, contact)
    may_be_completed(batch.competition)
    with transaction.atomic():
        Batch.objects.select_for_update().get(pk=batch.pk)
        waiting = batch.entries.filter(state__in=MOVES[Move.SEND].before)
        complete = [
            entry
            for entry in waiting.select_related("batch", "slip", "competition").order_by("pk")
            if not missing_of(entry)
        ]
        if not complete:
            raise Refused("nothing_to_send", _("No drawing is complete yet, so nothing was sent."))
        for entry in complete:
            move(entry, Move.SEND, entry.version, contact)
        record("gallery.class_sent", batch, by=Record.By.SCHOOL, drawings=len(complete))
        schools.needed_until(contact, written_to_until(batch.competition))
        _post_receipt(batch, complete, contact)
    return complete


def written_to_until(competition: Competition) -> date:
    """The day on which the last drawing of a competition leaves the gallery."""
    opened = [competition.closes_on, competition.gallery_from, competition.results_on]
    return max(day for day in opened if day is not None) + GALLERY_KEPT


def _post_receipt(batch: Batch, sent: list[Entry], contact: Contact) -> None:
    """Codes only: no title and no name goes by mail."""
    address = schools.address_of(contact)
    if not address:
        return
    newest = Decision.objects.filter(entry__in=sent).aggregate(newest=Max("pk"))["newest"]
    numbers = sorted((entry.slip.number, slips.shown(entry.slip.code)) for entry in sent if entry.slip)
    outbox.post(
        "class_received",
        address,
        language=contact.language,
        context={
            "count": len(sent),
            "slips": [{"number": number, "code": code} for number, code in numbers],
            "page": page_of(batch, contact.language),
        },
        key=f"gallery.class_received.{batch.pk}.{newest}",
        about=batch,
    )


def page_of(batch: Batch, language: str) -> str:
    """The whole address of a class's page, for letters."""
    with translation.override(language):
        return settings.SITE_URL + reverse("school_classes:class", args=[batch.public_id])

"""Takes in the drawings of the demo the way every drawing goes: entered, made ready, approved, released by another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, timedelta

from django.conf import settings
from django.contrib.auth import get_user_model

from consent.enums import AgeBand
from facts.models import Country
from gallery import domain, processing
from gallery.enums import Move, Reason, State
from gallery.models import Award, Batch, Competition, Entry
from partners.models import Partner

from .content.competition import competitions, key_of
from .content.drawings import DRAWINGS, Drawing
from .drawings import children
from .stable import stable_id

#: Who enters the drawings of a country, as a partner and as a person; what comes from elsewhere, the network.
ENTERED_BY = {
    "lt": ("example-centre-lithuania", "editor.lt@demo.example"),
    "gr": ("example-centre-greece", "editor.gr@demo.example"),
}
NETWORK = ("example-network-international", "coordinator@demo.example")
APPROVED_BY = "moderator@demo.example"
RELEASED_BY = "safeguarding@demo.example"

#: Making one ready takes a second or more, and nobody should wait longer than ten without a word.
SAID_EVERY = 3

Say = Callable[[str], None]


def load_competitions(next_year: int) -> None:
    """Rows by their key. A row that is there stays as it is."""
    for row in competitions(next_year):
        if not Competition.objects.filter(key=row["key"]).exists():
            competition = Competition(**row)
            competition.full_clean()
            competition.save()


def load_drawings(next_year: int, say: Say) -> None:
    """Each drawing is brought as far as its content says, from wherever a run that was killed has left it."""
    years = {"next": next_year, "last": next_year - 1}
    taken = 0
    for drawing in DRAWINGS:
        competition = Competition.objects.get(key=key_of(years[drawing.edition]))
        with while_open(competition):
            new = _take(drawing, competition)
        taken += new
        if new and taken % SAID_EVERY == 0:
            say(f"{taken} drawings taken in.")
    if taken:
        say(f"{len(DRAWINGS)} drawings are there.")


@contextmanager
def while_open(competition: Competition) -> Iterator[None]:
    """On the last day of a competition that is over, for nothing can be entered in one later.

    The demo’s clock is set back instead of the competition’s days forward: so all that is written down is as it would
    have been, down to the day on which an original is deleted.
    """
    if not competition.is_over:
        yield
        return
    real, settings.CLOCK = settings.CLOCK, _in_time(competition)
    try:
        yield
    finally:
        settings.CLOCK = real


def _in_time(competition: Competition) -> str:
    return (competition.closes_at - timedelta(hours=12)).astimezone(UTC).isoformat()


def _take(drawing: Drawing, competition: Competition) -> bool:
    """Whether anything was done."""
    key = stable_id(f"drawing {competition.key} {drawing.key}")
    batch = _batch(drawing, competition)
    entry = batch.entries.filter(idempotency_key=key).first()
    before = entry.version if entry else 0
    if entry is None:
        entry = domain.receive(
            batch,
            children.draw(drawing.key),
            domain.Facts(
                band=AgeBand(drawing.band),
                country=batch.country,
                language=drawing.language,
                first_name=drawing.first_name,
                title=drawing.title,
                alt_text=drawing.alt_text,
            ),
            user=batch.entered_by,
            attested=True,
            scopes=drawing.scopes,
            key=key,
        )
    _bring(entry, State(drawing.state), drawing.award)
    return entry.version != before


def _batch(drawing: Drawing, competition: Competition) -> Batch:
    key, email = ENTERED_BY.get(drawing.country, NETWORK)
    partner, editor = Partner.objects.get(key=key), get_user_model().objects.get(email=email)
    country, _made = Country.objects.get_or_create(code=drawing.country)
    known = competition.batches.filter(
        partner=partner, country=country, language=drawing.language, entered_by=editor
    )
    return known.order_by("pk").first() or domain.open_batch(
        competition, partner, country, drawing.language, editor
    )


def _bring(entry: Entry, wanted: State, award: str) -> None:
    """On from the loader’s own last step only: what a person has decided since is theirs."""
    users = get_user_model().objects
    first, second = users.get(email=APPROVED_BY), users.get(email=RELEASED_BY)
    if entry.state == State.PROCESSING:
        # The run before was killed over it. Nobody else is at work: the worker starts after the first load.
        domain.lose(entry)
    if entry.state == State.RECEIVED:
        processing.process(entry.pk)
    entry.refresh_from_db()
    if wanted == State.REJECTED and last_move(entry) == Move.MAKE_READY:
        domain.reject(entry, user=first, version=entry.version, reason=Reason.CONSENT)
    if wanted in {State.APPROVED, State.PUBLISHED} and last_move(entry) == Move.MAKE_READY:
        domain.approve(entry, user=first, version=entry.version)
    if wanted == State.PUBLISHED and last_move(entry) == Move.APPROVE:
        domain.release(entry, user=second, version=entry.version)
    if award and entry.state == State.PUBLISHED and not Award.objects.filter(entry=entry).exists():
        domain.award(entry, award, user=second)


def last_move(entry: Entry) -> str:
    return entry.decisions.order_by("-pk").values_list("move", flat=True)[0]

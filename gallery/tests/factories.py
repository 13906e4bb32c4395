"""Rows for tests: a competition that is open, a batch in it, and entries brought as far as a test needs them."""

from __future__ import annotations

import io
import itertools
from datetime import timedelta
from typing import Any

import factory
from PIL import Image, ImageDraw

from accounts.holdings import held_for
from accounts.models import User
from accounts.tests.holders import give
from consent.enums import AgeBand, Scope
from core import clock
from core.roles import Role
from facts.models import Country
from gallery import domain, processing
from gallery.enums import BANDS, State
from gallery.models import Batch, Competition, Entry
from partners.models import Partner

_numbers = itertools.count(1)


class CompetitionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Competition

    key = factory.Sequence(lambda number: f"competition-{number}")
    name = "A competition"
    year = 2027
    zone = "Europe/Vilnius"
    opens_on = factory.LazyFunction(lambda: clock.today() - timedelta(days=30))
    closes_on = factory.LazyFunction(lambda: clock.today() + timedelta(days=30))
    consent_until = factory.LazyFunction(lambda: clock.today() + timedelta(days=700))
    bands = [band.value for band in BANDS]


class PartnerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Partner

    key = factory.Sequence(lambda number: f"partner-{number}")
    name = "Example Centre Lithuania"
    type = "national_centre"


def a_user(name: str, **fields: Any) -> User:
    return User.objects.create_user(f"{name}-{next(_numbers)}@example.org", **fields)


def a_decider(name: str) -> User:
    """Somebody who may decide on a drawing from any country."""
    return give(a_user(name), Role.SAFEGUARDING)


def a_batch(competition: Competition | None = None, editor: User | None = None, country: str = "lt") -> Batch:
    """A batch of one editor for one partner."""
    editor = editor or a_user("editor")
    partner = Partner.objects.filter(key__in=held_for(editor, Role.EDITOR)).first()
    if partner is None:
        partner = PartnerFactory.create()
        give(editor, Role.EDITOR, partner.key)
    known, _made = Country.objects.get_or_create(code=country)
    return domain.open_batch(competition or CompetitionFactory.create(), partner, known, "en", editor)


def drawn(number: int = 0, size: tuple[int, int] = (440, 420), kind: str = "JPEG") -> bytes:
    """A picture unlike every other with another number."""
    picture = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(picture)
    pen.ellipse((20, 20, 120 + number % 97, 200), fill=(47, 95, 196))
    pen.text((300, 300), str(number), fill="black")
    output = io.BytesIO()
    picture.save(output, kind)
    return output.getvalue()


def received(batch: Batch, scopes: tuple[Scope, ...] = (Scope.SITE,), **facts: Any) -> Entry:
    """An entry as it stands when its receipt is shown."""
    given = {
        "band": AgeBand.FROM_7,
        "country": batch.country,
        "language": "en",
        "title": "The way home",
        "alt_text": "A house with a lit window.",
        **facts,
    }
    return domain.receive(
        batch,
        drawn(next(_numbers)),
        domain.Facts(**given),
        user=batch.entered_by,
        attested=True,
        scopes=scopes,
    )


def an_entry(state: State, batch: Batch | None = None, **facts: Any) -> Entry:
    """An entry brought to ``state`` by the moves that lead there, each by somebody of their own."""
    entry = received(batch or a_batch(), **facts)
    if state == State.RECEIVED:
        return entry
    processing.process(entry.pk)
    entry.refresh_from_db()
    if state in {State.APPROVED, State.PUBLISHED, State.HIDDEN}:
        domain.approve(entry, user=a_decider("first"), version=entry.version)
    if state in {State.PUBLISHED, State.HIDDEN}:
        domain.release(entry, user=a_decider("second"), version=entry.version)
    if state == State.HIDDEN:
        domain.hide(entry, user=a_decider("third"), version=entry.version, reason="name")
    if state == State.REJECTED:
        domain.reject(entry, user=a_decider("first"), version=entry.version, reason="face")
    if state == State.WITHDRAWN:
        domain.withdraw(entry, user=batch.entered_by if batch else entry.entered_by, channel="letter")
    return entry

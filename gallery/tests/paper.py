"""Slips, and what stands behind them: drawings of a school and of a partner, in any state, with nothing decoded."""

from __future__ import annotations

import itertools
import secrets
from typing import Any

from django.test import Client

from audit.addresses import fingerprint
from audit.sealed import seal
from consent.taking_back import codes
from core import clock
from facts.models import Country
from gallery import domain, files
from gallery.enums import AssetKind, State
from gallery.models import Batch, Competition, Concern, Entry, EntryAsset, SealedCase, Slip
from gallery.slips import pin_of
from schools.models import Contact, School

from .factories import CompetitionFactory, drawn
from .staff import quick

_numbers = itertools.count(1)


def a_class(competition: Competition | None = None, email: str = "") -> Batch:
    """Of a school with one contact, whose address is ``email``."""
    number = next(_numbers)
    email = email or f"teacher-{number}@school.example"
    country, _made = Country.objects.get_or_create(code="lt")
    school = School.objects.create(name=f"School {number}", country=country, town="Kaunas")
    contact = Contact.objects.create(
        school=school, email=seal(email), email_fingerprint=fingerprint(email), language="en"
    )
    competition = competition or CompetitionFactory.create()
    return domain.open_class(competition, contact, language="en", band="7-9")


def a_slip(batch: Batch | None = None) -> Slip:
    code = "".join(secrets.choice(codes.SIGNS) for _ in range(10))
    batch = batch or a_class()
    return Slip.objects.create(batch=batch, number=batch.slips.count() + 1, code=code)


def a_draft(slip: Slip) -> Entry:
    """As its school sees it before it is sent."""
    entry = domain.receive_from_school(
        slip.batch,
        drawn(1000 + next(_numbers)),
        contact=slip.batch.contact,
        key=secrets.token_hex(16),
        begun_at=clock.now(),
    )
    Entry.objects.filter(pk=entry.pk).update(slip=slip)
    domain.take_up(entry)
    domain.made_ready(entry, [])
    entry.refresh_from_db()
    return entry


def with_paper(entry: Entry) -> Entry:
    """With a slip, and with one private file."""
    EntryAsset.objects.create(
        entry=entry,
        kind=AssetKind.COPY,
        format="webp",
        key=files.keep_private(b"a drawing", ".webp"),
        bytes=9,
    )
    Entry.objects.filter(pk=entry.pk).update(slip=a_slip(entry.batch))
    entry.refresh_from_db()
    return entry


def with_the_lead(state: State, batch: Batch | None = None) -> Entry:
    """With an open concern, or sealed; by hand, for this is about what others see of it."""
    entry = with_paper(quick(State.PENDING, batch))
    Entry.objects.filter(pk=entry.pk).update(state=state)
    entry.refresh_from_db()
    if state == State.SAFEGUARDING:
        Concern.objects.create(entry=entry)
    else:
        SealedCase.objects.create(entry=entry)
    return entry


class Family:
    """At the browser, with the paper. Guards against forged forms are on, as on the site."""

    def __init__(self, slip: Slip, network: str = "192.0.2.7", language: str = "en") -> None:
        self.slip = slip
        self.client = Client(enforce_csrf_checks=True, REMOTE_ADDR=network)
        self.address = f"/{language}/take-back/{slip.code}/"

    def opens(self, pin: str | None = None) -> Any:
        return self.client.post(self.address, {"pin": pin_of(self.slip.code) if pin is None else pin})

    def presses(self, act: str, **more: str) -> Any:
        return self.client.post(self.address, {"ticket": self.ticket(), "act": act, **more})

    def takes_it_back(self) -> Any:
        return self.presses("take_back")

    def ticket(self) -> str:
        text = self.opens().text
        return text.split('name="ticket" value="')[1].split('"')[0]

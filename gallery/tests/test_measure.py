"""What one school can lay down here, and that a full disk takes nothing but uploads down."""

from __future__ import annotations

import shutil
import uuid
from collections import namedtuple
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import Settings

from core import clock
from gallery import domain
from gallery.domain import measure
from gallery.enums import State
from gallery.models import Batch, Entry, EntryAsset
from schools.enums import Standing
from schools.tests.visits import a_contact, a_school, visit

from .classes import a_class, a_draft, arrived
from .factories import drawn
from .stored import stored_files
from .test_class_pages import JSON, upload

pytestmark = pytest.mark.django_db


def refused(batch: Batch) -> str:
    before = (Entry.objects.count(), stored_files())
    try:
        arrived(batch)
    except domain.Refused as why:
        assert (Entry.objects.count(), stored_files()) == before
        return why.code
    return ""


def test_a_class_holds_no_more_unsent_drawings_than_it_can_have_slips(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert measure.MOST_UNSENT == domain.MOST_SLIPS
    monkeypatch.setattr(measure, "MOST_UNSENT", 2)
    contact = a_contact()
    one, other = a_class(contact), a_class(contact)
    draft = a_draft(one)
    arrived(one)

    assert (refused(one), refused(other)) == ("measure", "")
    Entry.objects.filter(pk=draft.pk).update(state=State.PENDING)
    assert refused(one) == ""


def test_a_school_nobody_has_verified_sends_so_many_files_a_day_also_when_it_takes_them_back(
    monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    monkeypatch.setattr(measure, "NOT_VERIFIED", measure.Measure(files=2, bytes=measure.GIGABYTE))
    contact = a_contact()
    batch = a_class(contact)
    draft = a_draft(batch)
    domain.withdraw(draft, user=contact, channel="school")
    unreadable = arrived(batch)
    domain.take_up(unreadable)
    domain.found_unreadable(unreadable, "damaged")

    assert refused(batch) == "measure"
    with pytest.raises(domain.Refused):
        domain.replace(unreadable, drawn(5), user=contact, key=uuid.uuid4(), version=unreadable.version)
    assert refused(a_class(a_contact(a_school(standing=Standing.VERIFIED)))) == ""
    settings.CLOCK = (clock.now() + timedelta(hours=25)).replace(tzinfo=None).isoformat()
    assert refused(batch) == ""


def test_a_school_nobody_has_verified_lays_down_so_many_bytes() -> None:
    school = a_school()
    batch = a_class(a_contact(school))
    arrived(batch)
    EntryAsset.objects.update(bytes=measure.NOT_VERIFIED.bytes - 10)

    assert refused(batch) == "measure"
    school.standing = Standing.VERIFIED
    school.proof = "call"
    school.save()
    assert refused(batch) == ""


def test_a_nearly_full_disk_refuses_files_and_nothing_else(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = a_class(visit(client))
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage(10**12, 10**12, 10**9))

    answer = upload(client, batch, drawn(7), **JSON)

    assert (answer.status_code, answer.json()["received"], answer.headers["Retry-After"]) == (
        503,
        False,
        "30",
    )
    assert Entry.objects.count() == 0

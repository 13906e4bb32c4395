"""Whatever is done for a child, its school sees the calendar and what it did itself, and nothing else."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import UTC, timedelta
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.tests.holders import give
from audit.models import Letter
from audit.outbox import contents
from audit.sealed import unseal
from consent.domain import scopes_in_force
from consent.enums import Scope
from core import clock
from core.roles import Role
from gallery import domain, files, retention_ticks, ticks
from gallery.enums import AssetKind, State
from gallery.models import Batch, Concern, DeletionNotice, Entry, EntryAsset, Report
from schools.enums import Standing
from schools.models import Contact
from schools.tests.visits import a_contact, a_school, form_token_of, visit

from .classes import a_class, arrived, brought_to
from .factories import a_batch, a_decider, a_user, drawn
from .staff import at_work, quick
from .test_class_pages import address, card, save, soup, typed

pytestmark = pytest.mark.django_db


def lead() -> Any:
    return give(a_user("lead"), Role.SAFEGUARDING)


def _replace(entry: Entry, *, contact: Contact, version: int) -> None:
    domain.replace(entry, drawn(5), user=contact, key=uuid.uuid4(), version=version)


def nothing(entry: Entry) -> None:
    pass


def concern(entry: Entry) -> None:
    domain.raise_concern(entry, user=a_decider("worried"))


def sealed(entry: Entry) -> None:
    domain.seal(entry, user=lead())


def destroyed(entry: Entry) -> None:
    case = domain.seal(entry, user=(user := lead()))
    domain.destroy(case, user=user, confirmed=case.code)


def given_back(entry: Entry) -> None:
    case = domain.seal(entry, user=(user := lead()))
    domain.give_back_as_lawful(case, user=user)
    entry.refresh_from_db()


def taken_up_again(entry: Entry) -> None:
    given_back(entry)
    domain.take_up(entry)


def unreadable_then(entry: Entry) -> None:
    taken_up_again(entry)
    domain.found_unreadable(entry, "damaged")


def blocked_then(entry: Entry) -> None:
    taken_up_again(entry)
    domain.found_infected(entry)


CASES = [concern, sealed, destroyed, given_back, taken_up_again, unreadable_then, blocked_then]


def pages(client: Client, batch: Batch, *entries: Entry) -> list[str]:
    """All that a teacher can look at, but for what is made anew each time."""
    seen = []
    for place in (
        address("class", batch),
        address("receipt", batch),
        reverse("school_classes:classes"),
        reverse("schools"),
        *(address("take_back", batch, entry) for entry in entries),
    ):
        page = soup(client.get(place))
        for changing in page.select("[name=key], [name=form_token]"):
            changing["value"] = ""
        seen.append(str(page.select_one("main")))
    for entry in entries:
        for name, rest in (("picture", [320]), ("replace", [])):
            seen.append(str(client.get(address(name, batch, entry, *rest)).status_code))
    return seen


def as_a_card(client: Client, entry: Entry) -> str:
    """Its row on the page, but for its codes and its slip."""
    entry.refresh_from_db()
    row = str(card(client, entry)).replace(entry.public_id, "")
    return row.replace(f"Slip {entry.slip.number if entry.slip else ''}", "Slip")


def at(settings: Settings, batch: Batch, days: int) -> None:
    moment = batch.competition.closes_at + timedelta(days=days)
    settings.CLOCK = moment.astimezone(UTC).replace(tzinfo=None).isoformat()


@pytest.mark.parametrize("happens", CASES)
def test_nobody_at_a_school_can_tell_what_became_of_a_drawing_that_waits(
    client: Client, happens: Callable[[Entry], None]
) -> None:
    """Nothing is blanked that depends on the drawing; and what was typed before it happened is answered alike."""
    visit(client, teacher := a_contact())
    batch = a_class(teacher, slips=3, most_from_a_school=2)
    entry, other = brought_to(State.PENDING, batch, b"1"), brought_to(State.PENDING, batch, b"2")
    known = {each.pk: typed(each) for each in (entry, other)}
    its_file = files.read_private(entry.assets.get(kind=AssetKind.ORIGINAL).key)

    def all_of_it() -> list[str]:
        told = pages(client, batch, entry, other)
        for more in ({}, {"title": "Another"}):
            forms = (
                {**known[each.pk], f"{each.public_id}-title": more.get("title", each.title)}
                for each in (entry, other)
            )
            answer = save(client, batch, *forms)
            assert answer.status_code == 422
            for row in soup(answer).select("[data-class-row]"):
                assert len(row.select(".wrong")) == 1, "it is sent, and the page says so"
                assert not row.select("input")
                told.append(str(row))
        told.append(str(domain.room_left(batch)))
        return told

    def sent_once_more() -> None:
        # Of its school's places none is free; the file is "already here" all the same, where there is room.
        batch.competition.most_from_a_school = 3
        with pytest.raises(domain.AlreadyHere):
            domain.receive_from_school(
                batch, its_file, contact=teacher, key=uuid.uuid4(), begun_at=clock.now()
            )

    before = all_of_it()
    sent_once_more()
    title = entry.title
    happens(entry)
    entry.title = title
    batch.competition.refresh_from_db()
    assert all_of_it() == before
    sent_once_more()
    entry.refresh_from_db()
    facts = domain.Facts(entry.band, entry.country, "en", title="x")
    version = entry.version
    for seen in (version, version - 1):
        for change in (
            partial(domain.put_right, entry, facts),
            partial(domain.attest, entry, batch.slips.last(), []),
            partial(_replace, entry),
        ):
            with pytest.raises(domain.Refused) as refused:
                change(contact=teacher, version=seen)
            assert refused.value.code == "sent"


def hidden_by_a_report(entry: Entry) -> None:
    domain.approve(entry, user=a_decider("a"), version=entry.version)
    domain.release(entry, user=a_decider("b"), version=entry.version)
    domain.report(entry, Report.Category.SAFETY, "x")
    entry.refresh_from_db()
    if entry.state == State.PUBLISHED:
        domain.hide(entry, user=a_decider("c"), version=entry.version, reason="name")


def test_from_its_day_on_what_waits_looks_deleted_whoever_keeps_it_longer(
    client: Client, settings: Settings
) -> None:
    teacher = a_contact(a_school(standing=Standing.VERIFIED))
    all_cases = [nothing, *CASES, hidden_by_a_report]
    batch = a_class(teacher, slips=len(all_cases))
    entries = [brought_to(State.PENDING, batch) for _case in all_cases]
    for entry, happens in zip(entries, all_cases, strict=True):
        happens(entry)

    def told() -> list[str]:
        assert len({as_a_card(client, entry) for entry in entries}) == 1
        return pages(client, batch, entries[0], entries[1])

    for days, words in ((29, "waits for a decision"), (31, "Deleted"), (40, "Deleted"), (400, "Deleted")):
        at(settings, batch, days)
        visit(client, Contact.objects.get(pk=teacher.pk))
        if days == 40:
            domain.close_concern(
                Concern.objects.get(closed_at=None), user=lead(), outcome=Concern.Outcome.NO_CONCERN
            )
        before = told()
        assert words in before[0]
        retention_ticks.delete_drawings_whose_time_is_over()
        assert told() == before
    assert Entry.objects.get(pk=entries[0].pk).state == State.PURGED
    retention_ticks.forget_what_is_left_of_what_was_destroyed()
    assert not Entry.objects.filter(state=State.PURGED).exclude(sha256="").exists()
    for each in entries[:2]:
        client.post(address("take_back", batch, each), {"form_token": form_token_of(client)})
        assert card(client, each) is None, "it can still be taken back"


def test_each_drawing_taken_back_frees_its_place_whoever_has_it() -> None:
    batch = a_class(teacher := a_contact(), most_from_a_school=2)
    entries = [brought_to(State.PENDING, batch), brought_to(State.PENDING, batch)]
    concern(entries[1])
    room = []
    for entry in entries:
        domain.withdraw(entry, user=teacher, channel="school")
        room.append(domain.room_left(batch))
    assert room == [1, 2]


def test_what_could_not_be_read_asks_for_a_place_again_when_it_is_replaced() -> None:
    batch = a_class(teacher := a_contact(), most_from_a_school=1)
    unreadable, good = arrived(batch), None
    domain.take_up(unreadable)
    domain.found_unreadable(unreadable, "damaged")
    good = arrived(batch)

    def replaced(entry: Entry, number: int) -> None:
        domain.replace(entry, drawn(number), user=teacher, key=uuid.uuid4(), version=entry.version)

    with pytest.raises(domain.Refused) as refused:
        replaced(unreadable, 3)
    assert refused.value.code == "quota"
    domain.take_up(good)
    domain.made_ready(good, [])
    replaced(good, 4)


def test_the_slip_of_what_was_sent_stays_its_slip() -> None:
    """Else the family's paper would take nothing back, and say that it did."""
    batch = a_class(teacher := a_contact(), slips=2)
    entry = brought_to(State.CHANGES, batch)
    own, other = entry.slip, batch.slips.get(entry=None)
    with pytest.raises(domain.Refused) as refused:
        domain.attest(entry, other, [Scope.SITE], contact=teacher, version=entry.version)
    assert refused.value.code == "sent"
    entry.refresh_from_db()
    assert entry.slip == own
    domain.attest(entry, own, [Scope.SITE], contact=teacher, version=entry.version)


def test_a_partner_takes_back_what_is_in_no_list_of_theirs_as_anything_else() -> None:
    batch = a_batch()
    entries = [quick(State.PENDING, batch) for _each in range(4)]
    concern(entries[1])
    sealed(entries[2])
    destroyed(entries[3])
    editor = at_work(batch.entered_by)
    asked = [editor.get(reverse("gallery_staff:take_back", args=[entry.public_id])) for entry in entries]
    said = [
        str(soup(page).select_one(".drawings-narrow")).replace(entry.public_id, "")
        for page, entry in zip(asked, entries, strict=True)
    ]
    tokens = [soup(page).select_one(".drawings-narrow [name=csrfmiddlewaretoken]")["value"] for page in asked]
    said = [page.replace(token, "") for page, token in zip(said, tokens, strict=True)]
    assert said == said[:1] * 4
    for entry in entries:
        there = reverse("gallery_staff:take_back", args=[entry.public_id])
        assert [editor.post(there, {"channel": "family"}).status_code for _tap in (1, 2)] == [302, 404]
        assert scopes_in_force(entry.subject) == []


def test_of_two_taken_back_on_one_day_a_school_hears_together_and_the_lead_is_called_before(
    settings: Settings,
) -> None:
    batch = a_class(teacher := a_contact(), slips=2)
    one, kept = brought_to(State.PENDING, batch), brought_to(State.PENDING, batch)
    concern(kept)
    user = lead()
    for entry in (one, kept):
        entry.refresh_from_db()
        domain.withdraw(entry, user=teacher, channel="school")
    taken_back = kept.taken_back_at
    EntryAsset.objects.filter(entry=one).delete()
    for days, called in ((19, 0), (20, 1), (21, 1), (25, 2), (29, 3), (31, 3)):
        settings.CLOCK = (taken_back + timedelta(days=days, minutes=5)).replace(tzinfo=None).isoformat()
        for _time in (1, 2):
            ticks.call_the_leads_again()
            ticks.tell_that_it_is_deleted()
        # Whoever was worried leads as well, and was called on the day.
        addressed = [contents(letter)[0] for letter in Letter.objects.filter(letter="safeguarding_case")]
        assert addressed.count(user.email) == called
    assert not Letter.objects.filter(letter="drawings_deleted").exists()
    domain.close_concern(Concern.objects.get(), user=user, outcome=Concern.Outcome.NO_CONCERN)
    EntryAsset.objects.filter(entry=kept).delete()
    ticks.tell_that_it_is_deleted()
    assert contents(Letter.objects.get(letter="drawings_deleted"))[1]["count"] == 2


def test_the_address_of_the_family_is_not_replaced_by_whoever_has_the_paper_after_them() -> None:
    slip = a_class().slips.first()
    domain.take_back(slip)
    given = [
        domain.want_to_know(slip, each) for each in ("a@home.example", "b@school.example", "a@home.example")
    ]
    assert given == [True, False, True]
    assert unseal(DeletionNotice.objects.get().address) == "a@home.example"

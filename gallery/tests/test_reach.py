"""How far a moderator reaches: the countries their partner serves, by every address, and not one drawing further."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from accounts.tests.holders import give
from core.roles import Role
from facts.models import Country
from gallery import domain
from gallery.enums import State
from gallery.models import Award, Decision, Entry
from gallery.reach import entries_moderated_by, may_decide
from gallery.staff.urls import urlpatterns

from .factories import PartnerFactory, a_batch, a_decider, a_user, an_entry
from .staff import a_moderator, an_editor, at_work, quick

pytestmark = pytest.mark.django_db


@pytest.fixture
def lithuanian() -> User:
    return a_moderator("lt")


def greek(state: State, **facts: Any) -> Entry:
    facts.setdefault("title", "Secret of Athens")
    return quick(state, a_batch(country="gr"), **facts)


def test_each_moderator_sees_the_drawings_of_the_countries_their_partner_serves() -> None:
    here, there = quick(State.PENDING), greek(State.PENDING)
    both, nowhere = a_moderator("lt", "gr"), a_user("moderator")
    give(nowhere, Role.MODERATOR, PartnerFactory.create().key)

    def seen(user: User) -> set[Entry]:
        return set(entries_moderated_by(user))

    assert seen(a_moderator("lt")) == {here}
    assert seen(both) == {here, there}
    assert seen(a_moderator()) == {here, there}
    assert seen(a_decider("safeguarding")) == {here, there}
    assert seen(nowhere) == set(), "a partner that serves nobody"
    assert seen(give(a_user("moderator"), Role.MODERATOR, "gone")) == set(), "a partner that is not there"
    for role in (Role.COORDINATOR, Role.LEAD, Role.JUROR, Role.KEEPER):
        assert seen(give(a_user(role.value), role)) == set(), role


def test_a_country_less_or_more_counts_from_the_next_request(lithuanian: User) -> None:
    entry = greek(State.PENDING)
    (holding,) = [group.name for group in lithuanian.groups.all()]
    partner = PartnerFactory._meta.model.objects.get(key=holding.partition(":")[2])
    before = may_decide(lithuanian, entry)

    partner.countries.add(entry.country_id)
    during = may_decide(lithuanian, entry)
    partner.countries.clear()

    assert (before, during, may_decide(lithuanian, entry)) == (False, True, False)


@pytest.mark.parametrize(
    "state", [State.PENDING, State.APPROVED, State.PUBLISHED, State.REJECTED, State.HIDDEN]
)
def test_a_drawing_from_another_country_is_at_no_address_and_nothing_happens_to_it(
    lithuanian: User, state: State
) -> None:
    entry = greek(state)
    client = at_work(lithuanian)
    before = (Decision.objects.count(), entry.state, entry.version)
    sent = {"version": entry.version, "reason": "face", "alt_text": "Mine now.", "channel": "hub"}
    sent |= {
        "ask-reason": "blurred",
        **{f"cover-{name}": "10" for name in ("left", "top", "width", "height")},
    }
    presses = [
        "approve",
        "reject",
        "describe",
        "ask",
        "mask",
        "hide",
        "show_again",
        "reconsider",
        "hold_back",
        "withdraw",
        "award",
    ]

    statuses = {}
    for pattern in urlpatterns:
        if "public_id" not in pattern.pattern.converters or pattern.name in {"take_back", "replace"}:
            continue
        named = {name: {"width": 320}.get(name, entry.public_id) for name in pattern.pattern.converters}
        address = reverse(f"gallery_staff:{pattern.name}", kwargs=named)
        answers = [client.get(address), *(client.post(address, {**sent, "do": press}) for press in presses)]
        statuses[pattern.name] = {answer.status_code for answer in answers} - {405}
        assert not any("Athens" in answer.content.decode() for answer in answers)

    assert statuses == {
        name: {404} for name in ("decide_on", "undo", "drawing", "picture", "raise_concern", "seal")
    }
    entry.refresh_from_db()
    assert (Decision.objects.count(), entry.state, entry.version) == before


def test_no_list_count_or_sheet_tells_of_another_country(lithuanian: User) -> None:
    mine = {
        state: quick(state, title="The way home")
        for state in (State.PENDING, State.APPROVED, State.PUBLISHED)
    }
    theirs = {state: greek(state) for state in mine}
    client = at_work(lithuanian)

    def page(name: str, **asked: str) -> Any:
        return client.get(reverse(f"gallery_staff:{name}"), asked)

    bench, sheet = page("decide"), page("release")
    assert (bench.context["entry"], str(bench.context["count"])) == (mine[State.PENDING], "1")
    assert (sheet.context["entries"], sheet.context["count"]) == ([mine[State.APPROVED]], 1)
    found = page("gallery", state="", q="")
    assert set(found.context["object_list"]) == set(mine.values())
    pages = [
        bench,
        sheet,
        found,
        page("gallery", q="Athens", state=""),
        page("gallery_results", country="gr"),
    ]
    text = " ".join(answer.content.decode() for answer in pages)
    assert not [entry for entry in theirs.values() if entry.public_id in text]
    assert "Secret of Athens" not in text
    # The same pages do show it to somebody who decides there.
    assert (
        "Secret of Athens" in at_work(a_moderator("gr")).get(reverse("gallery_staff:decide")).content.decode()
    )


def test_a_sheet_releases_what_is_the_moderators_and_passes_over_the_rest(lithuanian: User) -> None:
    mine, theirs = an_entry(State.APPROVED), an_entry(State.APPROVED, a_batch(country="gr"), title="Athens")
    ticked = {f"version-{entry.public_id}": entry.version for entry in (mine, theirs)}
    client = at_work(lithuanian)

    client.post(reverse("gallery_staff:release"), {**ticked, "release": [mine.public_id, theirs.public_id]})
    client.post(reverse("gallery_staff:release"), {**ticked, "hold_back": [theirs.public_id]})

    assert [Entry.objects.get(pk=entry.pk).state for entry in (mine, theirs)] == ["published", "approved"]
    assert theirs.public_id not in client.get(reverse("gallery_staff:release_result")).content.decode()


@pytest.mark.parametrize(
    ("move", "state", "more"),
    [
        ("approve", State.PENDING, {}),
        ("reject", State.PENDING, {"reason": "face"}),
        ("ask_for_change", State.PENDING, {"reason": "blurred"}),
        ("mask", State.APPROVED, {"rectangles": []}),
        ("reconsider", State.REJECTED, {}),
        ("hold_back", State.APPROVED, {}),
        ("release", State.APPROVED, {}),
        ("hide", State.PUBLISHED, {"reason": "name"}),
        ("show_again", State.HIDDEN, {}),
    ],
)
@pytest.mark.parametrize("who", ["moderator elsewhere", "nobody"])
def test_the_domain_refuses_too(who: str, move: str, state: State, more: dict[str, str]) -> None:
    entry = greek(state)
    user = a_moderator("lt") if who == "moderator elsewhere" else a_user("nobody")

    with pytest.raises(domain.Refused) as refused:
        getattr(domain, move)(entry, user=user, version=entry.version, **more)
    with pytest.raises(domain.Refused):
        domain.withdraw(entry, user=user, channel="hub")

    assert refused.value.code == "not_your_country"
    assert Entry.objects.get(pk=entry.pk).state == state


def test_nobody_gives_or_takes_a_prize_of_what_they_entered_or_of_another_country(lithuanian: User) -> None:
    """A moderator who enters drawings as well, for the same country."""
    both = give(a_moderator("lt"), Role.EDITOR, PartnerFactory.create().key)
    own, theirs = quick(State.PUBLISHED, a_batch(editor=both)), greek(State.PUBLISHED)
    anyone = a_decider("juror")

    for who, entry, code in ((both, own, "your_own"), (lithuanian, theirs, "not_your_country")):
        with pytest.raises(domain.Refused) as given:
            domain.award(entry, "first", user=who)
        domain.award(entry, "second", user=anyone)
        with pytest.raises(domain.Refused) as taken:
            domain.take_award(entry, user=who)
        assert (given.value.code, taken.value.code) == (code, code)
    assert set(Award.objects.values_list("entry_id", "place")) == {(own.pk, "second"), (theirs.pk, "second")}

    page = reverse("gallery_staff:drawing", args=[own.public_id])
    assert 'value="take_award"' not in at_work(both).get(page).content.decode()
    answer = at_work(both).post(page, {"do": "award", "place": "first"})
    assert answer.status_code == 422
    assert "You entered this drawing yourself." in answer.content.decode()


def test_a_description_is_written_by_those_who_decide_there_only(lithuanian: User) -> None:
    entry = greek(State.PENDING)

    with pytest.raises(domain.Refused):
        domain.describe(entry, "Mine now.", user=lithuanian, version=entry.version)
    domain.describe(entry, "A harbour.", user=a_moderator("gr"), version=entry.version)

    assert Entry.objects.get().alt_text == "A harbour."


def test_who_enters_for_the_partner_takes_a_drawing_off_wherever_it_is_from() -> None:
    editor = an_editor()
    entry = quick(State.PUBLISHED, a_batch(editor=editor, country="gr"))

    domain.hide(entry, user=editor, version=entry.version, reason="name")
    domain.withdraw(entry, user=editor, channel="partner")

    assert Entry.objects.get().state == State.WITHDRAWN


def test_an_editor_enters_for_the_partners_they_hold_the_role_for() -> None:
    batch = a_batch(editor=an_editor())
    colleague, moderator_of_the_same = a_user("colleague"), a_user("moderator")
    give(moderator_of_the_same, Role.MODERATOR, batch.partner.key)
    country = Country.objects.get(code="lt")

    for user in (colleague, moderator_of_the_same):
        with pytest.raises(domain.Refused):
            domain.open_batch(batch.competition, batch.partner, country, "en", user)
    domain.open_batch(
        batch.competition, batch.partner, country, "en", give(colleague, Role.EDITOR, batch.partner.key)
    )

    assert batch.partner.batches.count() == 2

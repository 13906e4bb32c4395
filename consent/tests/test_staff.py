"""What the keeper of consents reads and does at the desk, and what nobody else sees of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from audit.models import Record
from audit.sealed import unseal
from consent import domain, surfaces, texts
from consent.enums import Capacity, Channel, Party, Scope, TextName
from consent.models import ConsentRecord, ConsentText, Subject
from consent.surfaces import Surface, Use
from core.clock import today
from core.roles import Role

from .keeping import LABEL, at_work, page_of, person, somebody, terms

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("remembering")]


@pytest.fixture
def keeper() -> User:
    return person(Role.KEEPER)


@pytest.fixture
def desk(keeper: User) -> Client:
    return at_work(keeper)


def said(**changes: Any) -> dict[str, Any]:
    """A grown-up agrees to two places for a year."""
    return {
        "age_band": "18+",
        "capacity": "self",
        "text": texts.current(TextName.STORY, "en").pk,
        "scopes": ["site", "print"],
        "identification": "pseudonym",
        "given_on": today().isoformat(),
        "expires_on": (today() + timedelta(days=300)).isoformat(),
        **changes,
    }


def words(response: Any) -> str:
    """Of the page's own part, without markup: what is read."""
    main = re.search(r"<main.*</main>", response.content.decode(), re.DOTALL)
    assert main, response.content
    return " ".join(re.sub(r"<[^>]*>", " ", main[0]).split())


# --- Writing down -------------------------------------------------------------------------------------------------


def test_a_keeper_writes_down_somebody_and_what_they_agreed_to(desk: Client, keeper: User) -> None:
    desk.post(reverse("consent_staff:add"), {"label": LABEL, "language": "lt", "contact": "q@example.org"})
    subject = Subject.objects.get()
    response = desk.post(page_of(subject, "record"), said())

    assert response.status_code == 302
    record = subject.records.get()
    assert (record.capacity, record.given_on, record.expires_on, record.review_on) == (
        Capacity.SELF, today(), today() + timedelta(days=300), today() + timedelta(days=150)
    )  # fmt: skip
    assert domain.scopes_in_force(subject) == [Scope.SITE, Scope.PRINT]
    assert subject.language == "lt"
    shown = words(desk.get(page_of(subject)))
    assert "In force until" in shown
    assert "Nowhere on this site." in shown
    logged = Record.objects.filter(object_id=str(subject.pk), actor=keeper.pk).order_by("pk")
    assert list(logged.values_list("action", flat=True)) == ["core.added", "consent.recorded", "core.viewed"]


FIVE_YEARS_AND_A_BIT = timedelta(days=5 * 366 + 1)


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"expires_on": "2020-01-01"}, "expires_on", "The last day cannot be before the first."),
        ({"given_on": "2019-01-01", "expires_on": "2020-01-01"}, "expires_on", "This consent would be over already."),
        ({"given_on": "tomorrow"}, "given_on", "This is no day of the calendar."),
        ({"age_band": "18+", "capacity": "guardian"}, "capacity", "A grown-up agrees for themselves."),
        ({"age_band": "13-15", "capacity": "self"}, "capacity", "From 13 to 17 the person and"),
        ({"age_band": "7-9", "capacity": "self"}, "capacity", "Under 13 a guardian agrees"),
        ({"age_band": "unknown"}, "capacity", "Say how old the person was"),
        ({"text": ""}, "text", "Say which text was read before they agreed."),
        ({"text": "999999"}, "text", "There is no such text, or a newer version of it."),
        ({"capacity": "holder"}, "holder", "Say which organisation holds the consent."),
        ({"review_on": "2020-01-01"}, "review_on", "The day to look at it again lies between"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_beside_its_field_and_nothing_typed_is_lost(
    desk: Client, changes: dict[str, str], field: str, sentence: str
) -> None:
    subject = somebody()
    response = desk.post(page_of(subject, "record"), said(holder_reference="A-17", **changes))

    assert response.status_code == 422
    form = response.context["form"]
    assert list(form.errors) == [field]
    assert form.errors[field][0].startswith(sentence)
    assert form["holder_reference"].value() == "A-17"
    assert form["scopes"].value() == ["site", "print"]
    assert not ConsentRecord.objects.exists()


def test_more_than_five_years_are_refused(desk: Client) -> None:
    response = desk.post(
        page_of(somebody(), "record"), said(expires_on=(today() + FIVE_YEARS_AND_A_BIT).isoformat())
    )

    assert response.context["form"].errors == {
        "expires_on": ["Consent holds five years at most. Then it is asked for again."]
    }


def test_in_a_language_without_a_text_nobody_is_asked_to_agree(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = texts.newest_versions
    monkeypatch.setattr(texts, "newest_versions", lambda: every().exclude(language="lt"))
    subject = Subject.objects.create(label=LABEL, language="lt")

    assert "There is no text to agree to in Lithuanian yet." in words(desk.get(page_of(subject, "record")))
    response = desk.post(page_of(subject, "record"), said(text=""))

    assert response.context["form"].errors == {"text": ["There is no text to agree to in this language yet."]}


def test_only_the_newest_version_of_a_text_can_be_agreed_to(desk: Client) -> None:
    old = texts.current(TextName.STORY, "en")
    new = texts.write(TextName.STORY, "en", "Better words.", after=old.version)
    subject = somebody()

    offered = desk.get(page_of(subject, "record")).context["form"].fields["text"].queryset
    assert new in offered
    assert old not in offered
    assert desk.post(page_of(subject, "record"), said(text=old.pk)).status_code == 422


def test_of_a_consent_before_no_scope_and_no_day_is_carried_over(desk: Client) -> None:
    subject = somebody(Scope.SITE, capacity=Capacity.HOLDER, holder="Example Centre", text=None)
    form = desk.get(page_of(subject, "record")).context["form"]

    assert (form["holder"].value(), form["scopes"].value(), form["expires_on"].value()) == (
        "Example Centre",
        None,
        None,
    )


def test_nothing_is_written_about_somebody_who_was_erased(desk: Client) -> None:
    subject = somebody()
    Subject.objects.update(label="", erased_at="2026-01-01T00:00Z")

    for act, data in (("record", said()), ("edit", {"label": LABEL, "language": "en"})):
        response = desk.post(page_of(subject, act), data)
        assert response.status_code == 422
        assert "Everything about this person was erased. Begin anew." in words(response)
    assert Subject.objects.get().label == ""
    assert not ConsentRecord.objects.exists()


@pytest.mark.parametrize(
    ("data", "field", "sentence"),
    [
        ({"label": "Q", "language": "en"}, "label", "At least two signs, and no everyday word"),
        ({"label": LABEL, "language": "tlh"}, "language", "This site does not speak that language."),
        ({"label": LABEL, "language": "en", "contact": "not an address"}, "contact", "Enter a valid email"),
    ],
)
def test_a_person_that_cannot_be_written_down_so(
    desk: Client, data: dict[str, str], field: str, sentence: str
) -> None:
    response = desk.post(reverse("consent_staff:add"), data)

    assert response.status_code == 422
    assert response.context["form"].errors[field][0].startswith(sentence)
    assert not Subject.objects.exists()


def test_an_address_is_kept_sealed_shown_masked_and_can_be_replaced_and_forgotten(desk: Client) -> None:
    address, said_of = "zephyrine@example.org", {"label": LABEL, "language": "en"}
    desk.post(reverse("consent_staff:add"), {**said_of, "contact": address})
    subject = Subject.objects.get()

    assert address not in subject.contact
    assert unseal(subject.contact) == address
    for act in ("subject", "edit", "link"):
        shown = desk.get(page_of(subject, act)).content.decode()
        assert "z…@example.org" in shown
        assert address not in shown

    desk.post(page_of(subject, "edit"), said_of)
    assert unseal(Subject.objects.get().contact) == address, "an empty field leaves it"
    desk.post(page_of(subject, "edit"), {**said_of, "contact": "another@example.org"})
    assert unseal(Subject.objects.get().contact) == "another@example.org"
    desk.post(page_of(subject, "edit"), {**said_of, "forget_contact": "on"})
    assert Subject.objects.get().contact == ""


# --- The desk -----------------------------------------------------------------------------------------------------


@pytest.fixture
def a_place(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A surface that shows everybody whose consent for this site is in force."""

    def uses(subject: Subject) -> list[Use]:
        shown = domain.in_force(Scope.SITE).filter(pk=subject.pk).exists()
        return [Use("/en/stories/the-way-home/", "The way home", "en")] if shown else []

    found = [Surface("test", "A page of a story", Scope.SITE, uses)]
    monkeypatch.setattr(surfaces, "surfaces", lambda: found)
    return


@pytest.mark.usefixtures("a_place")
def test_the_page_of_a_person_says_what_holds_where_it_is_used_and_what_was_before(desk: Client) -> None:
    subject = somebody(Scope.SITE, Scope.PRINT, capacity=Capacity.HOLDER, holder="Example Centre", text=None)
    domain.change_scopes(subject, [Scope.SITE], party=Party.PERSON)
    domain.pause(subject, party=Party.STAFF)
    domain.resume(subject, party=Party.STAFF)
    response = desk.get(page_of(subject))
    shown = words(response)

    assert "In force until" in shown
    assert "A page of a story The way home" in shown
    assert shown.count("Example Centre") == 4
    history = [(one["standing"].value, one["places"]) for one in response.context["history"]]
    assert history == [
        ("in_force", ["this site"]),
        ("paused", ["this site"]),
        ("in_force", ["this site"]),
        ("in_force", ["this site", "print"]),
    ]


def test_who_writes_down_a_new_consent_reads_that_the_pause_stays(desk: Client) -> None:
    subject = somebody(Scope.SITE)
    stays = "It is paused, and stays paused"
    before = words(desk.get(page_of(subject, "record")))
    domain.pause(subject, party=Party.PERSON)

    assert (stays in before, stays in words(desk.get(page_of(subject, "record")))) == (False, True)


@pytest.mark.usefixtures("a_place")
def test_a_keeper_pauses_and_shows_again(desk: Client) -> None:
    subject = somebody(Scope.SITE)
    desk.post(page_of(subject), {"do": "pause", "party": "staff"})

    assert domain.scopes_in_force(subject) == []
    assert "Nowhere on this site." in words(desk.get(page_of(subject)))
    assert 'value="resume"' in desk.get(page_of(subject)).content.decode()

    desk.post(page_of(subject), {"do": "resume"})
    assert domain.scopes_in_force(subject) == [Scope.SITE]


def test_what_a_person_paused_no_keeper_shows_again(desk: Client) -> None:
    subject = somebody(Scope.SITE)
    desk.post(page_of(subject), {"do": "pause", "party": "person"})

    assert 'value="resume"' not in desk.get(page_of(subject)).content.decode()
    response = desk.post(page_of(subject), {"do": "resume"})
    assert response.status_code == 422
    assert "Only whoever paused it can show it again." in words(response)
    assert domain.scopes_in_force(subject) == []


def test_a_keeper_shows_less_and_never_more(desk: Client) -> None:
    subject = somebody(Scope.SITE, Scope.PRINT)
    desk.post(page_of(subject), {"do": "narrow", "scopes": ["site"]})
    assert domain.scopes_in_force(subject) == [Scope.SITE]

    response = desk.post(page_of(subject), {"do": "narrow", "scopes": ["site", "press"]})
    assert response.status_code == 422
    assert response.context["narrow"].errors == {
        "scopes": ["More places can only be agreed to anew. Write down a new consent."]
    }
    assert domain.scopes_in_force(subject) == [Scope.SITE]


def test_withdrawing_asks_once_who_and_how_and_is_done(desk: Client, keeper: User) -> None:
    subject = somebody(Scope.SITE)
    address = page_of(subject, "withdraw")

    assert "What others have saved, printed or published" in words(desk.get(address))
    assert domain.scopes_in_force(subject) == [Scope.SITE], "looking ends nothing"
    missing = desk.post(address, {})
    assert missing.context["form"].errors == {
        "party": ["Say who wants it."],
        "channel": ["Say how we know."],
    }
    assert domain.scopes_in_force(subject) == [Scope.SITE]
    desk.post(address, {"party": "guardian", "channel": "phone"})

    row = domain.newest(subject)
    assert row is not None
    assert (row.withdrawn_on, row.withdrawn_by, row.withdrawal_channel) == (
        today(),
        Party.GUARDIAN,
        Channel.PHONE,
    )
    assert Record.objects.get(action="consent.withdrawn").actor == keeper.pk
    assert "Withdrawn on" in words(desk.get(page_of(subject)))


def test_withdrawing_twice_says_that_it_was_and_leaves_the_first(desk: Client) -> None:
    subject = somebody(Scope.SITE)
    first = domain.withdraw(subject, Channel.LINK, party=Party.PERSON)
    again = desk.post(page_of(subject, "withdraw"), {"party": "staff", "channel": "phone"}, follow=True)

    assert "This was withdrawn already" in again.content.decode()
    assert domain.newest(subject) == first


def test_where_nothing_was_recorded_there_is_nothing_to_end(desk: Client) -> None:
    subject = somebody()

    for response in (
        desk.get(page_of(subject, "withdraw")),
        desk.post(page_of(subject, "withdraw"), {"party": "staff", "channel": "phone"}),
        desk.post(page_of(subject), {"do": "pause", "party": "staff"}),
    ):
        assert response.status_code == 422
        assert "Nothing was ever recorded for this person" in words(response)


@pytest.mark.parametrize("data", [{}, {"do": "dance"}, {"do": "end_link", "link": "x"}, {"do": "resume"}])
def test_a_button_that_is_none_does_nothing_and_says_so(desk: Client, data: dict[str, str]) -> None:
    subject = somebody(Scope.SITE)
    response = desk.post(page_of(subject), data)

    assert response.status_code == 422
    assert response.context["problem"]
    assert subject.records.count() == 1


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.LEAD])
def test_who_looks_after_the_site_sees_nothing_of_it(role: Role) -> None:
    subject = somebody(Scope.SITE)
    client = at_work(person(role))

    seen = [
        client.get(address, follow=True).content.decode()
        for address in (
            "/admin/",
            reverse("consent_staff:index"),
            reverse("consent_staff:texts"),
            *(page_of(subject, act) for act in ("subject", "edit", "record", "withdraw", "link", "erase")),
        )
    ]
    assert [LABEL in page for page in seen] == [False] * len(seen)
    assert "/admin/consents/" not in seen[0], "not even in the menu"
    client.post(page_of(subject, "withdraw"), {"party": "staff", "channel": "phone"})
    assert domain.scopes_in_force(subject) == [Scope.SITE]


def test_every_page_of_the_desk_is_read_in_arabic_too() -> None:
    client = at_work(person(Role.KEEPER, language="ar"))
    subject = somebody(Scope.SITE)
    text = texts.current(TextName.STORY, "en")
    domain.pause(subject, party=Party.STAFF)

    for address in (
        reverse("consent_staff:index"),
        reverse("consent_staff:add"),
        reverse("consent_staff:texts"),
        reverse("consent_staff:text", args=[text.pk]),
        reverse("consent_staff:new_text", args=["story", "ar"]),
        reverse("consent_staff:find_receipt"),
        *(page_of(subject, act) for act in ("subject", "edit", "record", "withdraw", "link")),
    ):
        response = client.get(address)
        assert response.status_code == 200, address
        assert re.search(r"<html[^>]*dir=\"rtl\"", response.content.decode()), address


# --- The list -----------------------------------------------------------------------------------------------------


@pytest.fixture
def all_kinds() -> dict[str, Subject]:
    made = {
        "runs": somebody(Scope.SITE, label="runs"),
        "ends soon": somebody(Scope.SITE, label="ends soon", days=60),
        "a day later": somebody(Scope.SITE, label="a day later", days=61),
        "paused": somebody(Scope.SITE, label="paused", days=30),
        "withdrawn": somebody(Scope.SITE, label="withdrawn"),
        "never asked": somebody(label="never asked"),
        "erased": somebody(Scope.SITE, label="erased"),
        "over": somebody(Scope.SITE, label="over"),
    }
    domain.pause(made["paused"], party=Party.PERSON)
    domain.withdraw(made["withdrawn"], Channel.LETTER)
    Subject.objects.filter(label="erased").update(erased_at="2026-01-01T00:00Z")
    over = {
        **vars(terms()),
        "given_on": today() - timedelta(days=9),
        "expires_on": today() - timedelta(days=1),
    }
    ConsentRecord(
        subject=made["over"],
        **{name: over[name] for name in over if name not in {"holder", "basis", "basis_address"}},
    ).save()
    return made


@pytest.mark.parametrize(
    ("state", "found"),
    [
        ("in_force", {"runs", "ends soon", "a day later"}),
        ("ending", {"ends soon", "paused"}),
        ("paused", {"paused"}),
        ("ended", {"withdrawn", "over"}),
        ("erased", {"erased"}),
    ],
)
def test_the_list_is_narrowed_to_what_a_keeper_looks_for(
    desk: Client, all_kinds: dict[str, Subject], state: str, found: set[str]
) -> None:
    rows = desk.get(reverse("consent_staff:index"), {"state": state}).context["rows"]

    assert {row["subject"].label for row in rows} == found


@pytest.mark.usefixtures("all_kinds")
def test_the_list_says_of_each_what_holds_now(desk: Client) -> None:
    rows = desk.get(reverse("consent_staff:index")).context["rows"]

    assert {row["subject"].label: row["words"].standing.value for row in rows} == {
        "runs": "in_force",
        "ends soon": "in_force",
        "a day later": "in_force",
        "paused": "paused",
        "withdrawn": "withdrawn",
        "never asked": "none",
        "erased": "erased",
        "over": "ended",
    }
    # What is said here and what is shown to readers is one thing.
    assert {row["subject"].label for row in rows if row["words"].is_shown} == set(
        domain.in_force(Scope.SITE).exclude(erased_at__isnull=False).values_list("label", flat=True)
    )


@pytest.mark.usefixtures("all_kinds")
def test_a_label_is_found_and_never_stands_in_an_address(desk: Client) -> None:
    response = desk.post(reverse("consent_staff:index"), {"q": "ENDS"})

    assert [row["subject"].label for row in response.context["rows"]] == ["ends soon"]
    assert 'method="post" class="consents-search"' in response.content.decode()
    assert "Nobody fits." in words(desk.post(reverse("consent_staff:index"), {"q": "nobody\x00 such"}))
    unknown = desk.get(reverse("consent_staff:index"), {"state": "x"})
    assert (unknown.status_code, unknown.context["rows"]) == (400, [])


def test_the_list_asks_as_much_for_thirty_as_for_one(desk: Client) -> None:
    def asked() -> int:
        Record.objects.all()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            desk.get(reverse("consent_staff:index"))
        return len(queries)

    somebody(Scope.SITE, Scope.PRINT)
    desk.get(reverse("consent_staff:index"))
    one = asked()
    for number in range(29):
        somebody(Scope.SITE, Scope.PRINT, label=f"{LABEL} {number}")
    desk.get(reverse("consent_staff:index"))

    assert asked() == one


def test_who_looked_is_on_record(desk: Client, keeper: User) -> None:
    subject = somebody(Scope.SITE)
    desk.get(reverse("consent_staff:index"))
    desk.get(page_of(subject))

    looked = Record.objects.filter(action="core.viewed", actor=keeper.pk).order_by("pk")
    assert list(looked.values_list("object_id", "codes")) == [
        ("", {"kind": "subjects", "rows": 1}),
        (str(subject.pk), {"kind": "subject"}),
    ]


# --- Texts --------------------------------------------------------------------------------------------------------


def test_a_better_wording_is_a_new_version_and_the_one_before_stays(desk: Client, keeper: User) -> None:
    before = texts.current(TextName.STORY, "en")
    address = reverse("consent_staff:new_text", args=["story", "en"])
    assert desk.get(address).context["form"]["text"].value() == before.text

    desk.post(address, {"text": "Better\r\nwords.", "after": before.version})

    now = texts.current(TextName.STORY, "en")
    assert (now.version, now.text) == (before.version + 1, "Better\nwords.")
    assert ConsentText.objects.get(pk=before.pk).text == before.text
    assert "An earlier version." in words(desk.get(reverse("consent_staff:text", args=[before.pk])))
    assert "Better words." in words(desk.get(reverse("consent_staff:text", args=[now.pk])))
    assert Record.objects.get(action="consent.text_written").after == f"story.en.{now.version}"


@pytest.mark.parametrize(
    ("text", "behind", "sentence"),
    [
        ("", 0, "Write what people are to read before they agree."),
        ("Mine.", 1, "Somebody else wrote a version meanwhile."),
        (None, 0, "This is word for word the version that people read now."),
    ],
)
def test_a_version_that_cannot_be_is_refused_and_nothing_typed_is_lost(
    desk: Client, text: str | None, behind: int, sentence: str
) -> None:
    before = texts.current(TextName.STORY, "en")
    typed = before.text if text is None else text
    response = desk.post(
        reverse("consent_staff:new_text", args=["story", "en"]),
        {"text": typed, "after": before.version - behind},
    )

    assert response.status_code == 422
    form = response.context["form"]
    assert form.errors["text"][0].startswith(sentence)
    assert (form["text"].value(), form["after"].value()) == (typed, before.version)
    assert texts.current(TextName.STORY, "en") == before


def test_there_is_no_text_in_a_language_that_the_site_does_not_speak(desk: Client) -> None:
    assert desk.get(reverse("consent_staff:new_text", args=["story", "tlh"])).status_code == 404
    assert desk.get(reverse("consent_staff:new_text", args=["poem", "en"])).status_code == 404

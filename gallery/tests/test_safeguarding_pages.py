"""Nobody but the lead finds a trace of what the lead has; of what is sealed, nobody a picture."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from accounts.models import User
from accounts.tests.holders import give
from audit.models import Record
from core.roles import Role
from facts.tests.factories import HelplineFactory
from gallery import domain
from gallery.enums import AssetKind, State
from gallery.files import keep_private
from gallery.models import Concern, Entry, EntryAsset, SealedCase
from gallery.staff.safeguarding.steps import AFTER_A_CONCERN, AFTER_A_SEALING, FOR_THE_LEAD
from gallery.staff.urls import urlpatterns

from .factories import a_batch, a_decider, a_user
from .guarded import TITLE, a_class, letters, sent_by_a_school, telling, traces_of
from .released import a_competition_page
from .staff import a_moderator, at_work, no_nul_reaches_the_database, quick

pytestmark = pytest.mark.django_db

DOCS = Path(settings.BASE_DIR) / "docs" / "moderators"
PICTURE = "image/webp"
#: A part of the title: the whole of it would stand on the page because it was asked for.
SEARCHED = f"?q={TITLE[:6]}"


@pytest.fixture
def lead() -> User:
    return a_decider("lead")


@pytest.fixture
def moderator() -> User:
    return a_moderator("lt")


def to(name: str, *args: Any) -> str:
    return reverse(f"gallery_staff:{name}", args=args)


def every_address(entry: Entry, code: str) -> list[str]:
    """Every address of the drawings' admin, as it would be of this drawing; and the lists once more, searched."""
    given = {
        "public_id": entry.public_id,
        "width": 320,
        "pk": entry.batch_id,
        "code": code,
        "kind": "csv",
    }
    found = []
    for pattern in urlpatterns:
        named = {name: given.get(name, 1) for name in pattern.pattern.regex.groupindex}
        found.append(reverse(f"gallery_staff:{pattern.name}", kwargs=named))
    states = [f"?state={state}" for state in ("", "safeguarding", "sealed")]
    lists = [address for address in found if re.search(r"(gallery|mine)/(results/)?$", address)]
    return [*found, *[f"{address}{asked}" for address in lists for asked in (*states, SEARCHED)]]


def said(client: Client, address: str) -> str:
    answer = client.get(address)
    return "" if answer.get("Content-Type") == PICTURE else answer.content.decode()


def pictures(client: Client, addresses: list[str]) -> set[str]:
    return {
        address for address in addresses if client.get(address).get("Content-Type", "").startswith("image/")
    }


# --- No trace -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["concern", "sealed"])
def test_nobody_but_the_lead_finds_a_trace_of_it(key: str, lead: User, make_page: Any) -> None:
    page = a_competition_page(make_page)
    batch = a_batch(page.competition)
    editor = give(batch.entered_by, Role.EDITOR, batch.partner.key)
    moderator = a_moderator("lt")
    keeper, boss = give(a_user("keeper"), Role.KEEPER), give(a_user("boss"), Role.COORDINATOR)
    entry = telling(batch)
    # Others stay, or an empty list would prove nothing.
    other = quick(State.PENDING, batch, title="Another one")
    people = [editor, moderator, keeper, boss]
    words = traces_of(entry)
    public = [f"{page.url}{entry.public_id}/", page.url, f"{page.url}gallery/"]
    eyes = [at_work(who) for who in (editor, moderator)]
    before = [said(client, address) for client in eyes for address in every_address(entry, "x")]
    before_words = {word for text in before for word in words if word in text}
    assert before_words == set(words), "each of these would be found"
    assert any(entry.public_id in said(Client(), address) for address in public)
    media = _media(entry)
    assert _status(media) == 200

    case = _pressed(key, entry, moderator)

    for who in people:
        client = at_work(who)
        for address in every_address(entry, case.code):
            answer = client.get(address)
            assert answer.headers["Content-Type"].startswith("text/html"), address
            text = answer.content.decode().replace(address, "")
            found = [word for word in words if word in text]
            if who == editor and address == to("take_back", entry.public_id):
                # Nothing blocks taking back: there its code is named, as of every other drawing, and nothing else.
                found = [word for word in found if word != entry.public_id]
            assert not found, (who, address, found)
            # Whoever pressed a key reads what to do now: the code of the case, and nothing of the drawing.
            assert who in (editor, moderator) or case.code not in text
    assert other.public_id in said(at_work(moderator), to("gallery") + "?state=")
    assert not [word for address in public[1:] for word in words if word in said(Client(), address)]
    assert (_status(public[0]), _status(media)) == (410, 404)
    for name in ("consent_staff:index", "audit_staff:log"):
        client = at_work(keeper if name.startswith("consent") else boss)
        assert not [word for word in words[:3] if word in said(client, reverse(name))]


def _media(entry: Entry) -> str:
    from gallery.files import public_name

    copy = entry.assets.filter(kind=AssetKind.COPY).first()
    assert copy is not None
    return f"/media/{public_name(entry.public_key, copy)}"


def _status(address: str) -> int:
    answer = Client().get(address)
    answer.getvalue()
    return int(answer.status_code)


def _pressed(key: str, entry: Entry, user: User) -> Concern | SealedCase:
    entry = Entry.objects.get(pk=entry.pk)
    if key == "concern":
        return domain.raise_concern(entry, user=user, note="A knife.")
    return domain.seal(entry, user=user)


def test_of_what_is_sealed_not_even_the_lead_gets_a_picture_or_a_word(lead: User, moderator: User) -> None:
    entry = telling()
    concern = domain.raise_concern(entry, user=moderator, note="A knife by the door.")
    client = at_work(lead)
    open_ = every_address(entry, concern.code)
    assert pictures(client, open_) == {to("concern_picture", concern.code, 320)}

    case = domain.seal(Entry.objects.get(), user=moderator)
    # One that a worker was still making at that moment.
    late = keep_private(b"late", ".webp")
    EntryAsset.objects.create(
        entry=entry, kind=AssetKind.COPY, key=late, format="webp", width=320, height=240, bytes=4
    )

    for code in (concern.code, case.code):
        addresses = every_address(entry, code)
        assert pictures(client, addresses) == set()
        for address in addresses:
            text = said(client, address).replace(address, "")
            assert not [word for word in [*traces_of(entry)[:3], "knife"] if word in text], address
            assert not re.findall("<img[^>]*(?:picture|media|data:)", text)
            assert f"/picture/{entry.public_id}" not in text


# --- The two keys -------------------------------------------------------------------------------------------------


def test_both_keys_stand_on_a_page_without_being_part_of_its_forms() -> None:
    entry = quick(State.PENDING)
    soup = BeautifulSoup(
        render_to_string("gallery/admin/includes/two_keys.html", {"entry": entry}), "html.parser"
    )

    (link,), (button,) = soup.select("a"), soup.select("button")
    assert (link["href"], link["data-two-keys"]) == (to("raise_concern", entry.public_id), "c")
    assert (button["formaction"], button["form"]) == (to("seal", entry.public_id), "two-keys")
    assert (button["data-two-keys"], soup.select("form")) == ("x", [])
    page = at_work(a_moderator()).get(to("decide")).content.decode()
    forms = BeautifulSoup(page, "html.parser").select(
        "form#two-keys[method=post] input[name=csrfmiddlewaretoken]"
    )
    assert len(forms) == 1


def test_a_concern_is_two_presses_with_whom_to_call_before_and_after(lead: User, moderator: User) -> None:
    HelplineFactory.create(purpose="emergency", number="112", operator="", source_date="2020-01-01")
    HelplineFactory.create(purpose="child_helpline", number="116 111")
    HelplineFactory.create(purpose="hotline", number="8 800 11111")
    HelplineFactory.create(purpose="emergency", number="999", countries=["gb"])
    entry = telling()
    client = at_work(moderator)
    asked = client.get(to("raise_concern", entry.public_id))
    assert not [word for word in traces_of(entry)[:3] if word in asked.content.decode()]
    assert asked.headers["Cache-Control"] == "private, no-store"

    pressed = client.post(to("raise_concern", entry.public_id), {"note": "Zwei Messer."})

    concern = Concern.objects.get()
    assert (pressed.status_code, pressed.url) == (302, to("what_now", concern.code))
    assert (concern.note, Entry.objects.get().state) == ("Zwei Messer.", "safeguarding")
    for answer in (asked, client.get(pressed.url)):
        text = answer.content.decode()
        assert all(number in text for number in ("tel:112", "tel:116111"))
        assert not any(number in text for number in ("11111", "999"))
        assert "Not yet verified by a person" in text
    assert all(str(step) in text for step in AFTER_A_CONCERN)
    assert concern.code in text
    assert "Nobody here is safeguarding lead" not in text
    assert "Zwei Messer" not in text


def test_an_illegal_image_is_sealed_at_one_press_and_the_browser_forgets_it(
    lead: User, moderator: User, settings: Settings
) -> None:
    settings.OPERATOR_COUNTRY = "nl"
    HelplineFactory.create(purpose="emergency", number="112", operator="")
    HelplineFactory.create(purpose="hotline", number="020 261 5275", countries=["nl"])
    HelplineFactory.create(purpose="child_helpline", number="116 111")
    entry = telling()
    client = at_work(moderator)

    pressed = client.post(to("seal", entry.public_id))
    page = client.get(pressed.url)

    case = SealedCase.objects.get()
    assert (pressed.url, Entry.objects.get().state) == (to("what_now", case.code), "sealed")
    assert [answer.headers["Clear-Site-Data"] for answer in (pressed, page)] == ['"cache"', '"cache"']
    text = page.content.decode()
    assert [
        region["aria-label"]
        for region in BeautifulSoup(text, "html.parser").select("section.drawings-numbers")
    ] == [
        "Lithuania",
        "Netherlands",
    ]
    assert all(number in text for number in ("tel:112", "tel:0202615275"))
    assert "tel:116111" not in text
    # Lithuania has no hotline here; the Netherlands have.
    assert text.count('https://www.inhope.org/" rel') == 1
    assert all(str(step) in text for step in AFTER_A_SEALING)
    # By a link one is asked first; nothing of the drawing stands there.
    other = quick(State.PENDING, title="Another one")
    assert "Another one" not in said(client, to("seal", other.public_id))
    assert Entry.objects.get(pk=other.pk).state == State.PENDING


def test_where_nobody_is_lead_the_page_says_so(moderator: User) -> None:
    entry, client = quick(State.PENDING), at_work(moderator)
    sentence = "Nobody here is safeguarding lead at present."
    assert sentence in said(client, to("raise_concern", entry.public_id))
    assert sentence in client.post(to("seal", entry.public_id), follow=True).content.decode()


def test_what_was_typed_too_late_is_not_lost_and_what_is_sent_wrong_is_said(
    lead: User, moderator: User
) -> None:
    entry, client = quick(State.PENDING), at_work(moderator)
    address = to("raise_concern", entry.public_id)
    with no_nul_reaches_the_database():
        for note, sentence in (("a\x00b", "Null characters are not allowed."), ("x" * 2001, "at most 2000")):
            answer = client.post(address, {"note": note})
            assert (answer.status_code, sentence in answer.content.decode()) == (422, True)
        assert client.get(to("what_now", "none")).status_code == 404
        assert at_work(lead).get(to("case", "none")).status_code == 404
    assert not Concern.objects.exists()
    domain.seal(entry, user=lead)

    late = client.post(address, {"note": "I saw a knife."})

    assert (late.status_code, "I saw a knife." in late.content.decode()) == (409, True)
    stranger = at_work(a_moderator("gr"))
    code = SealedCase.objects.get().code
    addresses = [address, to("seal", entry.public_id), to("what_now", code)]
    assert [stranger.get(each).status_code for each in addresses] == [404] * 3
    assert [stranger.post(each).status_code for each in addresses[:2]] == [404] * 2


def test_a_schools_draft_is_before_nobody_here() -> None:
    entry = sent_by_a_school(a_class())
    Entry.objects.filter(pk=entry.pk).update(state=State.DRAFT)

    assert at_work(a_moderator()).post(to("seal", entry.public_id)).status_code == 404


# --- The lead's desk ----------------------------------------------------------------------------------------------


def test_the_desk_is_the_leads_alone(lead: User, moderator: User) -> None:
    entry = telling()
    concern = domain.raise_concern(entry, user=moderator)
    sealed = domain.seal(quick(State.PENDING), user=moderator)
    desk = [
        to("safeguarding"),
        to("case", concern.code),
        to("concern", concern.code),
        to("concern_picture", concern.code, 320),
        to("case", sealed.code),
        to("sealed", sealed.code),
    ]
    roles = [role for role in Role if role not in (Role.SAFEGUARDING, Role.MODERATOR, Role.EDITOR)]
    people = [
        moderator,
        entry.entered_by,
        *[give(a_user(role), role) for role in roles if role != Role.TRANSLATOR],
    ]

    for who in people:
        client = at_work(who)
        assert {client.get(address).url for address in desk} == {reverse("wagtailadmin_home")}
        assert {client.post(address, {"do": "close", "outcome": "talked"}).url for address in desk} == {
            reverse("wagtailadmin_home")
        }
    assert [at_work(lead).get(address).status_code for address in desk] == [200, 302, 200, 200, 302, 200]
    assert Concern.objects.get().closed_at is None


def test_the_desk_lists_the_oldest_first_and_whom_somebody_waits_for(
    lead: User, moderator: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = at_work(lead)
    first = domain.raise_concern(quick(State.PENDING), user=moderator)
    domain.seal(quick(State.PENDING), user=moderator)
    client.get(to("safeguarding"))

    def queries() -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as asked:
            client.get(to("safeguarding"))
        return len([one for one in asked if "audit_record" not in one["sql"]])

    few = queries()
    later = [domain.raise_concern(quick(State.PENDING), user=moderator) for _ in range(3)]
    taken = later[0].entry
    Concern.objects.filter(pk=first.pk).update(raised_at="2026-11-20T10:00Z")
    Entry.objects.filter(pk=taken.pk).update(taken_back_at="2026-11-20T10:00Z")
    domain.close_concern(later[2], user=lead, outcome=Concern.Outcome.TALKED)

    assert queries() == few
    page = client.get(to("safeguarding"))
    assert [waiting.case for waiting in page.context["concerns"]] == [first, later[0], later[1]]
    assert page.context["concerns"][0].days >= 6
    text = page.content.decode()
    assert "Whoever did so" in text
    assert "by Dec. 20, 2026" in text or "by 20 December 2026" in text
    assert "talked over with the school" in text
    seen = Record.objects.filter(action="core.viewed", actor=lead.pk)
    assert {row.codes["kind"] for row in seen} == {"concerns"}


def test_the_lead_looks_asks_whom_to_write_to_and_closes_and_each_is_on_record(
    lead: User, moderator: User
) -> None:
    entry = sent_by_a_school(a_class())
    concern = domain.raise_concern(entry, user=moderator, note="A knife.")
    client, address = at_work(lead), to("concern", concern.code)

    looked = client.get(address)
    text = looked.content.decode()
    assert all(word in text for word in ("A knife.", "Aukuras School", "Klaipėda"))
    assert "teacher@school.example" not in text
    assert looked.headers["Cache-Control"] == "private, no-store"
    assert "teacher@school.example" in client.post(address, {"do": "contact"}).content.decode()
    kinds = [row.codes["kind"] for row in Record.objects.filter(action="core.viewed", actor=lead.pk)]
    assert sorted(kinds) == ["concern", "school_contact"]
    for sent in (
        {"do": "close"},
        {"do": "close", "outcome": "sealed"},
        {"do": "else", "outcome": "talked"},
        {},
    ):
        assert client.post(address, sent).status_code == 422
    closed = client.post(address, {"do": "close", "outcome": "talked"}, follow=True).content.decode()
    assert "The drawing waits for a decision again, by two people." in closed
    assert client.post(address, {"do": "close", "outcome": "talked"}).status_code == 409
    assert client.post(address, {"do": "contact"}).content.decode().count("teacher@") == 0


def test_a_sealed_case_gives_what_the_police_need_and_takes_what_they_said(
    lead: User, moderator: User
) -> None:
    entry = telling()
    case = domain.seal(entry, user=moderator)
    original, sha256 = entry.assets.get(kind=AssetKind.ORIGINAL).key, entry.sha256
    client, address = at_work(lead), to("sealed", case.code)

    text = client.get(address).content.decode()
    assert all(word in text for word in (case.code, original, sha256, "Lithuania", *map(str, FOR_THE_LEAD)))
    assert not [
        each
        for each in BeautifulSoup(text, "html.parser").select("main a, main img")
        if original in str(each)
    ]
    for sent, sentence in (
        ({}, "Choose what to do with it."),
        ({"do": "hand_over"}, "This field is required."),
        ({"do": "hand_over", "their_reference": "Officer Jonaitis"}, "No name of a person."),
        ({"do": "destroy"}, "Nobody has handed it over."),
        ({"do": "destroy", "confirmed": "yes"}, "Nobody has handed it over."),
    ):
        answer = client.post(address, sent)
        assert (answer.status_code, sentence in answer.content.decode()) == (422, True), sent
    client.post(address, {"do": "hand_over", "their_reference": "LT-114"})
    client.post(address, {"do": "destroy"})
    assert client.post(address, {"do": "destroy"}).status_code == 409
    over = client.get(address).content.decode()
    assert "LT-114" in over
    assert original not in over
    assert Entry.objects.get().state == State.PURGED
    assert at_work(moderator).get(to("drawing", entry.public_id)).status_code == 404


def test_destroying_and_giving_back_ask_who_it_is_and_sealing_does_not(lead: User) -> None:
    from config.admin_kinds import GRAVE

    assert GRAVE["gallery_staff:sealed"] == ("do", frozenset({"destroy", "give_back"}))
    assert not {"gallery_staff:seal", "gallery_staff:raise_concern"} & GRAVE.keys()


# --- What is written down -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "heading", "steps"),
    [
        ("concerns.md", "after a concern", AFTER_A_CONCERN),
        ("illegal-images.md", "after a sealing", AFTER_A_SEALING),
        ("illegal-images.md", "for the lead", FOR_THE_LEAD),
    ],
)
def test_the_pages_and_the_documentation_say_the_same_steps(
    name: str, heading: str, steps: tuple[Any, ...]
) -> None:
    _before, _mark, after = (DOCS / name).read_text().partition(f"<!-- {heading} -->\n")
    listed = after.partition("\n\n")[0].splitlines()

    assert listed == [f"{number}. {step}" for number, step in enumerate(steps, 1)]


def test_no_letter_of_it_holds_more_than_a_code_and_an_address(lead: User, moderator: User) -> None:
    domain.seal(telling(), user=moderator)

    assert {tuple(sorted(context)) for _letter, _to, context in letters()} == {("code", "page")}

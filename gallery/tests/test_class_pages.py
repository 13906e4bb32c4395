"""A teacher and her class: what she sends, what she is told, and what nobody at a school may be able to tell."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django import DjangoAssertNumQueries, Settings

from audit.models import Letter, Record
from audit.outbox import contents
from consent.domain import newest, scopes_in_force
from consent.enums import Capacity, Identification, Scope
from core import clock
from gallery import daily_mail, domain, files, slips
from gallery.classes.standing import words_for_school
from gallery.enums import AssetKind, Reason, State
from gallery.models import Batch, Decision, Entry, EntryAsset
from gallery.tests.factories import CompetitionFactory, drawn
from schools.models import Contact
from schools.tests.visits import a_contact, form_token_of, visit

from .classes import (
    a_class,
    a_draft,
    arrived,
    brought_to,
    complete,
    described,
    put_with_the_lead,
)
from .refused import REFUSED
from .stored import stored_files

pytestmark = pytest.mark.django_db


@pytest.fixture
def teacher(client: Client) -> Contact:
    return visit(client)


def address(name: str, batch: Batch, entry: Entry | None = None, *more: object) -> str:
    return reverse(
        f"school_classes:{name}", args=[batch.public_id, *([entry.public_id] if entry else []), *more]
    )


def soup(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def card(client: Client, entry: Entry) -> Any:
    return soup(client.get(address("class", entry.batch))).find(id=f"drawing-{entry.public_id}")


def upload(client: Client, batch: Batch, *pictures: bytes, key: object = None, **how: Any) -> Any:
    data = {
        "form_token": form_token_of(client),
        "key": str(key or uuid.uuid4()),
        "file": [SimpleUploadedFile("Lina Kazlauskaite.jpg", picture) for picture in pictures],
    }
    return client.post(address("drawings", batch), data, **how)


JSON = {"headers": {"Accept": "application/json"}}


def typed(entry: Entry, **said: Any) -> dict[str, Any]:
    """What the form of one drawing sends."""
    given = {
        "version": entry.version,
        "title": entry.title,
        "alt_text": entry.alt_text,
        "first_name": entry.first_name,
        "band": entry.band,
        "language": entry.language,
        "slip": entry.slip.number if entry.slip else "",
        **said,
    }
    return {f"{entry.public_id}-{name}": value for name, value in given.items()}


def save(client: Client, batch: Batch, *forms: dict[str, Any], **more: Any) -> Any:
    data: dict[str, Any] = {"form_token": form_token_of(client), "p": "1"}
    for form in forms:
        data |= form
    return client.post(address("save", batch), {**data, **more})


# --- Opening ------------------------------------------------------------------------------------------------------
def test_a_class_is_opened_once_however_often_the_button_is_pressed(client: Client, teacher: Contact) -> None:
    competition = CompetitionFactory.create(bands=["7-9", "10-12"])
    CompetitionFactory.create(key="over", closes_on=clock.today() - timedelta(days=2))
    form = soup(client.get(reverse("school_classes:classes")))
    assert [radio["value"] for radio in form.select("[name=competition]")] == [competition.key]
    said = {
        "form_token": form_token_of(client),
        "competition": competition.key,
        "band": "7-9",
        "language": "lt",
    }
    first = client.post(reverse("school_classes:classes"), said)
    again = client.post(reverse("school_classes:classes"), said)
    assert first.status_code == again.status_code == 302
    assert first.url == again.url
    [batch] = Batch.objects.all()
    assert (batch.school, batch.contact, batch.country) == (teacher.school, teacher, teacher.school.country)
    for wrong in ({"competition": "over"}, {"band": "16-17"}, {"language": "xx"}, {"competition": "\x00"}):
        assert client.post(reverse("school_classes:classes"), {**said, **wrong}).status_code == 422
    assert Batch.objects.count() == 1


def test_nobody_of_another_school_finds_a_class_and_a_colleague_does(
    client: Client, teacher: Contact
) -> None:
    batch = a_class(teacher)
    entry = a_draft(batch, b"a picture")
    stranger, colleague = Client(), Client()
    visit(stranger)
    visit(colleague, a_contact(teacher.school))
    there = [
        ("class", []),
        ("slips", []),
        ("receipt", []),
        ("slips_print", []),
        ("replace", [entry]),
        ("take_back", [entry]),
        ("picture", [entry, 320]),
    ]
    for name, rest in there:
        assert stranger.get(address(name, batch, *rest)).status_code == 404
        assert colleague.get(address(name, batch, *rest)).status_code == 200
        assert Client().get(address(name, batch, *rest)).status_code == 302
    assert upload(stranger, batch, drawn(1)).status_code == 404
    assert save(stranger, batch, typed(entry)).status_code == 404
    other = a_class(a_contact(), slips=1)
    assert client.get(address("picture", other, entry, 320)).status_code == 404


# --- Sending pictures in ------------------------------------------------------------------------------------------
def test_a_picture_is_received_once_for_its_key_and_its_bytes_are_kept(
    client: Client, teacher: Contact
) -> None:
    batch, key, picture = a_class(teacher), uuid.uuid4(), drawn(1)
    first = upload(client, batch, picture, key=key, **JSON)
    again = upload(client, batch, picture, key=key, **JSON)
    assert (first.status_code, again.status_code) == (201, 200)
    [entry] = batch.entries.all()
    assert first.json() == {"received": True, "sentence": "Received.", "id": entry.public_id}
    assert again.json()["id"] == entry.public_id
    original = entry.assets.get()
    assert files.read_private(original.key) == picture
    other = upload(client, batch, picture, **JSON)
    assert (other.status_code, other.json()["received"]) == (409, False)


def test_without_a_script_several_pictures_are_answered_one_by_one(client: Client, teacher: Contact) -> None:
    batch, key = a_class(teacher), uuid.uuid4()
    pictures = (drawn(2), b"<script>", drawn(3))
    answer = upload(client, batch, *pictures, key=key)
    assert answer.status_code == 422
    assert [("is-received" in line["class"]) for line in soup(answer).select(".outcomes li")] == [
        True,
        False,
        True,
    ]
    upload(client, batch, *pictures, key=key)  # the page is sent again by a reload
    assert batch.entries.count() == 2
    assert "Kazlauskaite" not in answer.content.decode()


def test_what_cannot_be_kept_is_never_called_received(
    client: Client, teacher: Contact, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch, key = a_class(teacher), uuid.uuid4()

    def away(content: bytes, ending: str = "") -> str:
        raise OSError("the bucket does not answer")

    with monkeypatch.context() as broken:
        broken.setattr(files, "keep_private", away)
        for how in (JSON, {}):
            answer = upload(client, batch, drawn(4), key=key, **how)
            assert answer.status_code == 503
            assert answer.headers["Retry-After"]
            assert "not received" in answer.content.decode()
    assert not batch.entries.exists()
    assert upload(client, batch, drawn(4), key=key, **JSON).status_code == 201


@pytest.mark.parametrize(("content", "words"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_is_no_picture_we_can_take_is_refused_with_a_sentence_and_not_kept(
    client: Client, teacher: Contact, content: Any, words: str
) -> None:
    batch = a_class(teacher)

    answer = upload(client, batch, content(), **JSON)

    assert (answer.status_code, answer.json()["received"]) == (422, False)
    assert words in answer.json()["sentence"]
    assert (batch.entries.count(), stored_files()) == (0, [])


def test_whatever_is_sent_is_answered_with_a_sentence(client: Client, teacher: Contact) -> None:
    batch = a_class(teacher)
    there, token = address("drawings", batch), form_token_of(client)
    for data, status in (
        ({"form_token": token}, 422),
        ({"form_token": token, "key": "\x00"}, 422),
        ({"form_token": token, "key": str(uuid.uuid4())}, 422),
        ({"form_token": "wrong", "key": str(uuid.uuid4())}, 403),
    ):
        assert client.post(there, data).status_code == status
    broken = client.post(
        there,
        b"--x\r\nnothing",
        content_type="multipart/form-data; boundary=y",
        headers={"X-Form-Token": token},
    )
    assert broken.status_code in (400, 422)
    assert client.post(there, {"form_token": token}, CONTENT_LENGTH=str(10**12)).status_code == 413
    assert upload(client, batch, b"", **JSON).json()["received"] is False


def test_what_began_before_the_last_minute_counts_by_when_it_began(
    client: Client, teacher: Contact, settings: Settings
) -> None:
    batch = a_class(teacher, zone="UTC", opens_on=clock.today(), closes_on=clock.today())
    settings.CLOCK = (batch.competition.closes_at + timedelta(days=1)).isoformat()[:19]
    visit(client, teacher)
    answer = upload(client, batch, drawn(5), **JSON)
    assert (answer.status_code, answer.json()["received"]) == (422, False)
    assert not soup(client.get(address("class", batch))).select("[data-class-send]")


# --- What is said of each -----------------------------------------------------------------------------------------
def test_one_form_saves_what_is_right_and_keeps_what_was_typed_elsewhere(
    client: Client, teacher: Contact
) -> None:
    batch = a_class(teacher)
    good, named, unheld = a_draft(batch), a_draft(batch), a_draft(batch)
    slip = batch.slips.get(number=2)
    answer = save(
        client,
        batch,
        typed(
            good,
            title="The lake",
            alt_text="A lake.",
            slip=slips.shown(slip.code).lower(),
            held="on",
            scopes=["site", "print"],
        ),
        typed(named, title="My street", first_name="Lina Kazlauskaite"),
        typed(unheld, title="Our cat", slip="1", scopes=["site"]),
    )
    assert answer.status_code == 422
    for entry in (good, named, unheld):
        entry.refresh_from_db()
    assert (good.title, good.slip) == ("The lake", slip)
    assert set(scopes_in_force(good.subject)) == {Scope.SITE, Scope.PRINT}
    record = newest(good.subject)
    assert (record.capacity, record.holder, record.holder_reference) == (
        Capacity.HOLDER,
        teacher.school.name,
        slip.code,
    )
    # A full name is refused with the reason, stays in its field, and nothing of that card is lost.
    kept = soup(answer)
    field = kept.find("input", {"name": f"{named.public_id}-first_name"})
    assert field["value"] == "Lina Kazlauskaite"
    assert "full name" in kept.find(id=field["aria-describedby"].split()[-1]).get_text()
    assert kept.find("input", {"name": f"{named.public_id}-title"})["value"] == "My street"
    assert (named.title, named.first_name) == ("", "")
    # The words are saved though the paper is not right yet, and the ticks are still there.
    assert (unheld.title, unheld.slip) == ("Our cat", None)
    assert newest(unheld.subject) is None
    assert kept.find("input", {"name": f"{unheld.public_id}-scopes", "value": "site"}).has_attr("checked")


@pytest.mark.parametrize("name", ["Lina S.", "Lina Kazlauskaite", "lina7", "Lina_K"])
def test_a_name_that_could_find_a_child_is_refused(client: Client, teacher: Contact, name: str) -> None:
    entry = a_draft(a_class(teacher))
    assert save(client, entry.batch, typed(entry, first_name=name)).status_code == 422
    entry.refresh_from_db()
    assert entry.first_name == ""


def test_a_slip_belongs_to_one_drawing_and_can_be_said_again(client: Client, teacher: Contact) -> None:
    batch = a_class(teacher)
    one, other = complete(batch), a_draft(batch)
    taken = save(client, batch, typed(other, slip=one.slip.number, held="on"))
    assert taken.status_code == 422
    assert "another drawing" in taken.content.decode()
    elsewhere = a_class(a_contact(), slips=1).slips.get()
    for wrong in (elsewhere.code, "999", "\u202eABC", "x" * 64):
        assert save(client, batch, typed(other, slip=wrong, held="on")).status_code == 422
    other.refresh_from_db()
    assert other.slip is None
    # Again, with fewer ticks: the newest counts.
    one.refresh_from_db()
    assert save(client, batch, typed(one, held="on")).status_code == 302
    assert scopes_in_force(one.subject) == []
    with pytest.raises(domain.Refused):
        domain.attest(other, elsewhere, [], contact=teacher, version=other.version)


def test_a_name_and_another_age_are_in_the_consent_as_well(client: Client, teacher: Contact) -> None:
    entry = complete(a_class(teacher))
    assert newest(entry.subject).identification == Identification.NONE
    assert (
        save(
            client, entry.batch, typed(entry, first_name="Lina", band="10-12", held="on", scopes=["site"])
        ).status_code
        == 302
    )
    record = newest(entry.subject)
    assert (record.identification, record.age_band) == (Identification.FIRST_NAME, "10-12")
    assert set(scopes_in_force(entry.subject)) == {Scope.SITE}


def test_two_at_one_drawing_lose_nothing(client: Client, teacher: Contact) -> None:
    entry = a_draft(a_class(teacher))
    form = typed(entry, title="The lake")
    assert save(client, entry.batch, typed(entry, title="The sea")).status_code == 302
    late = save(client, entry.batch, form)
    assert late.status_code == 409
    assert soup(late).find("input", {"name": f"{entry.public_id}-title"})["value"] == "The lake"
    entry.refresh_from_db()
    assert entry.title == "The sea"


# --- Sending ------------------------------------------------------------------------------------------------------
def test_sending_takes_what_is_complete_and_the_receipt_holds_codes_alone(
    client: Client, teacher: Contact
) -> None:
    batch = a_class(teacher)
    ready = complete(batch, title="The secret garden", first_name="Lina", alt_text="A garden behind a wall.")
    without_gallery = described(a_draft(batch), scopes=())
    wordless, unready = described(a_draft(batch), alt_text=""), a_draft(batch)
    answer = save(client, batch, typed(unready, title="The lake"), then="send")
    assert answer.status_code == 302
    for entry in (ready, without_gallery, wordless, unready):
        entry.refresh_from_db()
    # Taking part does not depend on the gallery.
    assert [entry.state for entry in (ready, without_gallery, wordless, unready)] == [
        State.PENDING,
        State.PENDING,
        State.DRAFT,
        State.DRAFT,
    ]
    receipt = soup(client.get(answer.url))
    codes_there = [slips.shown(entry.slip.code) for entry in (ready, without_gallery)]
    assert [each.get_text() for each in receipt.select(".receipt .code")] == codes_there
    letter = Letter.objects.get(letter="class_received")
    _to, context = contents(letter)
    assert context["slips"] == [
        {"number": entry.slip.number, "code": slips.shown(entry.slip.code)}
        for entry in (ready, without_gallery)
    ]
    for word in ("secret", "Lina", "garden", slips.pin_of(ready.slip.code)):
        assert word not in str(context)
        assert word not in receipt.select_one("main").get_text()
    assert Record.objects.filter(action="gallery.send", by=Record.By.SCHOOL).count() == 2
    again = save(client, batch, then="send")
    assert again.status_code == 422
    assert Letter.objects.filter(letter="class_received").count() == 1
    teacher.refresh_from_db()
    assert teacher.needed_until > batch.competition.closes_on + timedelta(days=365)


def test_each_card_says_what_it_lacks_and_where_it_stands(client: Client, teacher: Contact) -> None:
    batch = a_class(teacher, slips=20)
    empty, damaged = a_draft(batch), arrived(batch)
    domain.take_up(damaged)
    domain.found_unreadable(damaged, "damaged")
    assert domain.missing_of(empty) == ["its slip", "a title", "a description"]
    assert domain.missing_of(damaged)[0] == "a picture that can be read"
    assert "its slip, a title, a description" in card(client, empty).get_text()
    assert "Complete" in card(client, brought_to(State.DRAFT, batch)).get_text()
    for state in (State.APPROVED, State.REJECTED, State.CHANGES, State.PENDING):
        entry = brought_to(state, batch)
        assert words_for_school(entry) in card(client, entry).get_text()
    page = card(client, Entry.objects.get(state=State.REJECTED)).get_text()
    assert "could recognise" in page, "the kind sentence for the reason is missing"
    assert str(Reason.FACE.label) not in page


# --- A change is asked for ----------------------------------------------------------------------------------------
def test_a_change_is_made_and_sent_again(client: Client, teacher: Contact) -> None:
    batch = a_class(teacher)
    words, picture = brought_to(State.CHANGES, batch), brought_to(State.CHANGES, batch)
    assert "photograph" in card(client, words).get_text()
    assert save(client, batch, then="send").status_code == 422, "nothing has been changed yet"
    assert (
        save(
            client, batch, typed(words, title="The way to school", held="on", scopes=["site"]), then="send"
        ).status_code
        == 302
    )
    words.refresh_from_db()
    assert words.state == State.PENDING
    old, new = picture.assets.get().key, drawn(6)
    there = address("replace", batch, picture)
    data = {"form_token": form_token_of(client), "key": str(uuid.uuid4()), "version": picture.version}
    assert client.post(there, {**data, "file": SimpleUploadedFile("x", b"no picture")}).status_code == 422
    for _again in range(2):
        client.post(there, {**data, "file": SimpleUploadedFile("x", new)})
    picture.refresh_from_db()
    assert (picture.state, picture.title) == (State.RECEIVED, "The way home")
    original = picture.assets.get(kind=AssetKind.ORIGINAL)
    assert files.read_private(original.key) == new
    assert picture.assets.count() == 1, "something of the old picture is left"
    assert original.key != old
    domain.take_up(picture)
    domain.made_ready(picture, [])
    assert domain.missing_of(picture) == []
    assert [entry.pk for entry in domain.send(batch, contact=teacher)] == [picture.pk]


# --- Nothing may differ -------------------------------------------------------------------------------------------
@pytest.mark.parametrize("state", [State.SAFEGUARDING, State.SEALED])
def test_what_the_lead_has_cannot_be_told_from_what_waits(
    client: Client, teacher: Contact, state: State
) -> None:
    batch = a_class(teacher)
    entry, other = (
        brought_to(State.PENDING, batch, b"a picture"),
        brought_to(State.PENDING, batch, b"another"),
    )
    places = [
        address("class", batch),
        address("receipt", batch),
        address("take_back", batch, entry),
        reverse("school_classes:classes"),
        reverse("schools"),
    ]

    def everything() -> list[str]:
        seen = []
        for place in places:
            page = soup(client.get(place))
            for changing in page.select("[name=key], [name=form_token]"):
                changing["value"] = ""
            seen.append(str(page.select_one("main")))
        for each in (entry, other):
            for name, rest in (("picture", [320]), ("replace", [])):
                seen.append(str(client.get(address(name, batch, each, *rest)).status_code))
        answer = save(client, batch, typed(entry, title="Something else", version=version))
        assert answer.status_code == 422
        return seen

    version = entry.version
    before = everything()
    put_with_the_lead(entry, state)
    EntryAsset.objects.filter(entry=entry).delete()
    assert everything() == before
    assert before[-1] == "404"
    entry.refresh_from_db()
    for _each in (1, 2):
        with pytest.raises(domain.Refused):
            domain.put_right(
                entry,
                domain.Facts(entry.band, entry.country, "en", title="x"),
                contact=teacher,
                version=entry.version,
            )


def test_no_letter_tells_of_what_the_lead_has(teacher: Contact) -> None:
    batch = a_class(teacher)
    entry = brought_to(State.APPROVED, batch)
    put_with_the_lead(entry, State.SAFEGUARDING)
    assert not daily_mail.tell(batch, clock.now() + timedelta(minutes=1))
    assert not Letter.objects.filter(letter="class_decided").exists()


# --- The letter of the day ----------------------------------------------------------------------------------------
def test_a_class_is_told_once_a_day_at_three_where_it_is(settings: Settings) -> None:
    contact = a_contact(language="ar")
    batch = a_class(contact, zone="Pacific/Auckland")
    brought_to(State.REJECTED, batch)
    brought_to(State.CHANGES, batch)
    decided = Decision.objects.latest("pk").at
    here = decided.astimezone(ZoneInfo("Pacific/Auckland"))
    three = here.replace(hour=15, minute=0, second=0, microsecond=0)
    if three - timedelta(minutes=10) <= here:
        three += timedelta(days=1)

    def at(moment: Any) -> int:
        settings.CLOCK = moment.astimezone(clock.now().tzinfo).replace(tzinfo=None).isoformat()
        daily_mail.tell_all()
        return Letter.objects.filter(letter="class_decided").count()

    assert at(three - timedelta(minutes=5)) == 0
    assert at(three) == 1
    assert at(three + timedelta(minutes=5)) == 1
    letter = Letter.objects.get(letter="class_decided")
    _to, context = contents(letter)
    assert letter.language == "ar"
    assert context["page"].startswith(f"{settings.SITE_URL}/ar/schools/classes/")
    assert [group["count"] for group in context["asked"] + context["not_shown"]] == [1, 1]
    with translation.override("ar"):
        assert context["not_shown"][0]["why"] == __import__("gallery.reasons", fromlist=["x"]).for_school(
            "face"
        )
    # What is decided later the same day waits for the next.
    brought_to(State.APPROVED, batch)
    assert at(three + timedelta(hours=3)) == 1
    assert at(three + timedelta(days=1)) == 2


# --- Taking back --------------------------------------------------------------------------------------------------
def test_a_drawing_is_taken_back_at_one_press_and_what_was_never_sent_leaves_its_slip_free(
    client: Client, teacher: Contact
) -> None:
    batch = a_class(teacher, slips=2)
    with_lead = brought_to(State.PENDING, batch)
    put_with_the_lead(with_lead, State.SAFEGUARDING)
    draft = complete(batch)
    slips_of = [draft.slip, with_lead.slip]
    for entry in (draft, with_lead):
        there = address("take_back", batch, entry)
        assert soup(client.get(there)).select_one("form")
        for _tap in (1, 2):
            assert client.post(there, {"form_token": form_token_of(client)}).status_code == 302
        assert scopes_in_force(entry.subject) == []
    page = soup(client.get(address("class", batch)))
    assert page.select("[data-class-row]") == []
    assert "2 drawings were taken back." in page.get_text()
    anew = a_draft(batch)
    domain.attest(anew, slips_of[0], [Scope.SITE], contact=teacher, version=anew.version)
    other = a_draft(batch)
    with pytest.raises(domain.Refused):
        domain.attest(other, slips_of[1], [Scope.SITE], contact=teacher, version=other.version)


# --- Lists --------------------------------------------------------------------------------------------------------
def test_a_full_class_takes_as_many_queries_as_a_small_one(
    client: Client, teacher: Contact, django_assert_num_queries: DjangoAssertNumQueries, warm: None
) -> None:
    batch = a_class(teacher, slips=12)
    places = [address("class", batch), reverse("school_classes:classes"), reverse("schools")]

    def queries() -> list[int]:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        counted = []
        for place in places:
            client.get(place)
            with CaptureQueriesContext(
                connection,
            ) as captured:
                assert client.get(place).status_code == 200
            counted.append(len(captured))
        return counted

    for state in (State.CHANGES, State.APPROVED, State.DRAFT):
        brought_to(state, batch)
    small = queries()
    for state in (State.CHANGES, State.REJECTED, State.DRAFT, State.DRAFT):
        brought_to(state, batch)
    for _more in range(3):
        a_class(teacher, slips=1)
    assert queries() == small


def test_the_home_of_a_school_lists_its_classes_and_what_they_lack(client: Client, teacher: Contact) -> None:
    batch = a_class(teacher)
    a_draft(batch)
    brought_to(State.PENDING, batch)
    put_with_the_lead(brought_to(State.PENDING, batch), State.SEALED)
    a_class(a_contact(), name="Of another school")
    [only] = soup(client.get(reverse("schools"))).select(".class-card")
    said = re.sub(r"\s+", " ", only.get_text())
    assert "1 drawing still lacks something." in said
    assert "2 drawings are sent." in said

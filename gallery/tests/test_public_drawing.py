"""A drawing large, between its neighbours; and its address when it may not be seen."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from consent import domain as consent
from consent.enums import AgeBand, Scope
from core import clock
from gallery import domain
from gallery.enums import State
from gallery.models import CompetitionPage, Entry

from .factories import CompetitionFactory, a_batch, a_decider, a_user, an_entry, received
from .many import make_many_entries
from .released import a_competition_page, cards, released, soup_of

pytestmark = pytest.mark.django_db
PAGE = "/en/drawings/way-home/"
GALLERY = f"{PAGE}gallery/"


@pytest.fixture
def page(make_page: Any) -> CompetitionPage:
    return a_competition_page(make_page)


def address(entry: Entry) -> str:
    return f"{PAGE}{entry.public_id}/"


def neighbours(soup: Any) -> tuple[str | None, str | None]:
    found = [soup.select_one(f'a[rel~="{rel}"]') for rel in ("prev", "next")]
    # They lead to the heading, so that the drawing is in view and is named.
    assert [link["href"].partition("#")[2] for link in found if link] == ["drawing"] * len(
        [*filter(None, found)]
    )
    assert soup.h1["id"] == "drawing"
    previous, following = [link["href"].partition("#")[0] if link else None for link in found]
    return previous, following


def test_a_drawing_is_shown_whole_with_its_words_and_nothing_of_the_child_in_the_title(
    client: Client, page: CompetitionPage
) -> None:
    entry = released(
        a_batch(page.competition), first_name="Lina", title="Kelias namo", language="lt", alt_text="Namas."
    )

    soup = soup_of(client, address(entry))

    assert soup.title.get_text() == "Drawing – Drawing competition – Missing Children’s Day"
    assert soup.h1.get_text() == "Kelias namo"
    assert soup.h1.span["lang"] == "lt"
    assert soup.select_one("main .lead").get_text() == "Lina, 7 to 9, Lithuania"
    assert (soup.figure.img["alt"], soup.figure["lang"]) == ("Namas.", "lt")
    assert soup.figure.source["srcset"].endswith(f"/media/drawings/{entry.public_key}/900.avif 900w")
    assert (soup.figure.img["width"], soup.figure.img["height"]) == ("900", "675")
    head = soup.head.decode()
    assert [word for word in ("Lina", "Kelias", "Namas", "/media/") if word in head] == []


def test_no_search_engine_keeps_it(client: Client, page: CompetitionPage) -> None:
    response = client.get(address(released(a_batch(page.competition))))

    assert response.headers["X-Robots-Tag"] == "noindex, noimageindex"
    assert '<meta name="robots" content="noindex, noimageindex">' in response.content.decode()
    assert response.headers["Cache-Control"] == "public, max-age=0, s-maxage=30"


def test_the_way_on_stays_within_what_was_chosen(client: Client, page: CompetitionPage) -> None:
    lithuanian, greek = a_batch(page.competition), a_batch(page.competition, country="gr")
    oldest = released(lithuanian)
    between = released(greek)
    middle = released(lithuanian)
    newest = released(lithuanian, band=AgeBand.FROM_13)

    assert neighbours(soup_of(client, address(middle))) == (address(newest), address(between))
    assert neighbours(soup_of(client, address(middle) + "?country=lt")) == (
        f"{address(newest)}?country=lt",
        f"{address(oldest)}?country=lt",
    )
    assert neighbours(soup_of(client, address(middle) + "?country=lt&band=7-9")) == (
        None,
        f"{address(oldest)}?country=lt&band=7-9",
    )
    assert neighbours(soup_of(client, address(newest)))[0] is None
    assert neighbours(soup_of(client, address(oldest)))[1] is None


def test_a_drawing_opened_from_all_leads_on_to_those_of_other_years(
    client: Client, page: CompetitionPage, make_page: Any
) -> None:
    earlier = make_page(
        CompetitionPage,
        page.get_parent().specific,
        title="Earlier",
        slug="earlier",
        theme="A light",
        competition=CompetitionFactory.create(year=2026),
    )
    oldest = released(a_batch(earlier.competition))
    middle = released(a_batch(page.competition))
    newest = released(a_batch(earlier.competition))
    # Its competition has no page here: nobody could open it.
    released(a_batch())

    def of(entry: Entry, below: str = "way-home") -> str:
        return f"/en/drawings/{below}/{entry.public_id}/?all=1"

    soup = soup_of(client, of(middle))
    assert neighbours(soup) == (of(newest, "earlier"), of(oldest, "earlier"))
    back = soup.select_one('main a[href*="gallery/#"]')["href"]
    assert back == f"/en/drawings/gallery/#{middle.public_id}"
    assert cards(soup_of(client, back)) == [newest.public_id, middle.public_id, oldest.public_id]
    assert neighbours(soup_of(client, address(middle) + "?year=2026&all=1")) == (
        address(newest).replace("way-home", "earlier") + "?year=2026&all=1",
        address(oldest).replace("way-home", "earlier") + "?year=2026&all=1",
    )
    assert neighbours(soup_of(client, address(middle))) == (None, None)


def test_it_is_printed_only_where_the_family_lets_it_be(client: Client, page: CompetitionPage) -> None:
    batch = a_batch(page.competition)
    not_printed, printed = released(batch), released(batch, (Scope.SITE, Scope.PRINT))

    refused, allowed = soup_of(client, address(not_printed)), soup_of(client, address(printed))

    assert ["printable" in soup.figure["class"] for soup in (refused, allowed)] == [False, True]
    assert [soup.select_one("[data-print]") is not None for soup in (refused, allowed)] == [False, True]
    assert (
        refused.select_one(".print-only").get_text() == "This drawing may be looked at here, but not printed."
    )
    assert allowed.select_one(".print-only") is None


def test_the_way_back_leads_to_where_the_drawing_stands(client: Client, page: CompetitionPage) -> None:
    make_many_entries(60, page.competition)
    entries = list(Entry.objects.public().order_by("-place"))

    for entry in (entries[0], entries[23], entries[24], entries[-1]):
        back = soup_of(client, address(entry)).select_one(f'main a[href^="{GALLERY}"]')["href"]
        page_address, _hash, fragment = back.partition("#")
        assert fragment == entry.public_id
        assert entry.public_id in cards(soup_of(client, page_address))


def test_a_choice_that_cannot_be_is_refused_in_a_sentence_above_the_drawing(
    client: Client, page: CompetitionPage
) -> None:
    entry = released(a_batch(page.competition), title="The way home")

    soup = soup_of(client, f"{address(entry)}?country=%00", status=404)

    assert soup.select_one('[role="alert"]') is not None
    assert soup.h1.get_text() == "The way home"


def test_an_address_that_no_drawing_ever_had_is_not_found(client: Client, page: CompetitionPage) -> None:
    elsewhere = released(a_batch())

    for below in (
        "nothing",
        "a" * 500,
        "ąžuolas",
        elsewhere.public_id,
        f"{elsewhere.public_id}/more",
        "gallery/2",
    ):
        assert client.get(f"{PAGE}{below}/").status_code == 404, below


@pytest.mark.parametrize("state", [State.RECEIVED, State.PENDING, State.APPROVED, State.REJECTED])
def test_what_was_never_released_is_not_found_and_nor_is_any_file_of_it(
    client: Client, page: CompetitionPage, state: State
) -> None:
    entry = an_entry(state, a_batch(page.competition))

    response = client.get(address(entry))

    assert response.status_code == 404
    assert "The way home" not in response.content.decode().replace(page.theme, "")
    assert cards(soup_of(client, GALLERY)) == []
    assets = list(entry.assets.all())
    assert assets
    for asset in assets:
        guessed = f"{asset.width}.{asset.format or 'jpg'}"
        for file in (
            asset.key,
            f"drawings/{asset.key}",
            f"drawings//{guessed}",
            f"drawings/{guessed}",
            f"drawings/{entry.public_id}/{guessed}",
            f"drawings/{entry.sha256[:40]}/{guessed}",
        ):
            assert client.get(f"/media/{file}").status_code == 404, file


@pytest.mark.parametrize("ending", ["hidden", "taken back", "consent withdrawn", "consent over"])
def test_what_is_taken_off_is_gone_from_everywhere_at_once(
    client: Client, page: CompetitionPage, settings: Settings, ending: str
) -> None:
    batch = a_batch(page.competition)
    before, entry, after = [released(batch, first_name="Lina", title="A lit window") for _ in range(3)]
    picture = soup_of(client, address(entry)).figure.img["src"]
    if ending == "hidden":
        domain.hide(entry, user=a_decider("third"), version=entry.version, reason="name")
    elif ending == "taken back":
        domain.withdraw(entry, user=batch.entered_by, channel="letter")
    elif ending == "consent withdrawn":
        consent.withdraw(entry.subject, "letter")
    else:
        over = clock.today() + timedelta(days=1)
        record = entry.subject.records.first()
        terms = consent.Terms(
            capacity=record.capacity,
            identification=record.identification,
            given_on=record.given_on,
            expires_on=clock.today(),
            holder=record.holder,
        )
        consent.record(entry.subject, terms, ["site"])
        assert client.get(address(entry)).status_code == 200
        settings.CLOCK = f"{over}T00:00:00"

    response = client.get(address(entry))

    assert response.status_code == 410
    assert response.headers["X-Robots-Tag"] == "noindex, noimageindex"
    assert response.headers["Cache-Control"] == "public, max-age=0, s-maxage=30"
    text = response.content.decode()
    private = ("Lina", "A lit window", "Lithuania", picture)
    assert [word for word in private if word in text] == []
    assert "Every drawing belongs to the child who made it" in text
    assert cards(soup_of(client, GALLERY)) == [after.public_id, before.public_id]
    assert cards(soup_of(client, PAGE)) == [after.public_id, before.public_id]
    assert neighbours(soup_of(client, address(after)))[1] == address(before)
    assert neighbours(soup_of(client, address(before)))[0] == address(after)
    if ending in {"hidden", "taken back"}:
        assert client.get(picture).status_code == 404


def test_what_was_hidden_before_anybody_saw_it_was_never_there(client: Client, page: CompetitionPage) -> None:
    entry = an_entry(State.APPROVED, a_batch(page.competition))
    domain.hide(entry, user=a_decider("third"), version=entry.version, reason="name")

    assert client.get(address(entry)).status_code == 404


PLANTED = {
    "surname": "Kazlauskienė",
    "school": "Ąžuolo gimnazija",
    "e-mail": "mokytoja@azuolas.example",
    "editor": "Editor Editorson",
    "holder": "Secret Holder Centre",
    "reference": "slip-4711",
    "label": "Lina Kazlauskienė 3b",
    "note": "She signed it with her name",
}


def test_nothing_stands_on_a_public_page_but_label_band_country_caption_and_picture(
    client: Client, page: CompetitionPage
) -> None:
    """Everything that is kept around a drawing, in the places in which it is kept."""
    editor = a_user("editor", first_name=PLANTED["editor"], last_name=PLANTED["surname"])
    batch = a_batch(page.competition, editor)
    batch.partner.name = PLANTED["holder"]
    batch.partner.contact_email = PLANTED["e-mail"]
    batch.partner.save()
    entry = released(batch, first_name="Lina", title="The lit window")
    entry.subject.label = PLANTED["label"]
    entry.subject.save()
    record = entry.subject.records.first()
    terms = consent.Terms(
        capacity=record.capacity,
        identification=record.identification,
        given_on=record.given_on,
        expires_on=record.expires_on,
        holder=PLANTED["school"],
        holder_reference=PLANTED["reference"],
    )
    consent.record(entry.subject, terms, ["site", "school_name", "winner"])
    unreadable = received(batch, first_name="Ona", title="Not yet decided on")

    private = [
        *PLANTED.values(),
        editor.email,
        str(entry.subject_id),
        entry.sha256,
        str(entry.idempotency_key),
        unreadable.public_id,
        unreadable.title,
        *entry.assets.values_list("key", flat=True),
    ]
    for place in (PAGE, GALLERY, f"{GALLERY}?country=lt", address(entry), "/en/drawings/", "/sitemap.xml"):
        response = client.get(place)
        said = response.content.decode() + str(response.headers)
        assert [word for word in private if word in said] == [], place
    assert "Lina, 7 to 9, Lithuania" in client.get(address(entry)).content.decode()

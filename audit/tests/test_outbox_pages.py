"""What staff see of the outbox, and what they can do about a letter."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from audit.enums import LetterState
from audit.models import Letter, Record

from .letters import ADDRESS, NAME, a_letter, read_again, worker_at_work
from .mail_server import MailServer
from .staff import a_reader, at_work

pytestmark = pytest.mark.django_db

OUTBOX = "/admin/outbox/"


@pytest.fixture
def reader() -> Client:
    return at_work(a_reader())


def soup_of(client: Client, address: str = OUTBOX) -> BeautifulSoup:
    return BeautifulSoup(client.get(address).content, "html.parser")


def table(client: Client, address: str = OUTBOX) -> list[list[str]]:
    """Letter, address, state and tries of each line."""
    return [
        [cell.get_text(" ", strip=True) for number, cell in enumerate(line.select("td")) if number in {0, 1, 3, 4}]
        for line in soup_of(client, address).select("tbody tr")
    ]  # fmt: skip


def buttons(client: Client, letter: Letter) -> list[str]:
    return [button["value"] for button in soup_of(client, f"{OUTBOX}{letter.pk}/").select("button[name=do]")]


def press(client: Client, letter: Letter, button: str) -> int:
    with worker_at_work():
        return client.post(f"{OUTBOX}{letter.pk}/", {"do": button}).status_code


def test_the_outbox_shows_what_became_of_each_letter_and_nothing_of_what_it_says(
    reader: Client, server: MailServer
) -> None:
    a_letter()
    server.answers = {"RCPT": "451 later"}
    a_letter("q@example.org")
    assert table(reader) == [
        ["Search", "…@example.org", "waits to be sent", "1"],
        ["Search", "z…@example.org", "sent", "1"],
    ]
    assert table(reader, f"{OUTBOX}?state=sent") == [["Search", "z…@example.org", "sent", "1"]]
    counts = [" ".join(count.get_text().split()) for count in soup_of(reader).select(".audit-counts a")]
    assert counts == [
        "All", "Waits to be sent: 1", "Is being sent: 0", "Sent: 1", "Perhaps sent: 0", "Refused: 0", "Held back: 0",
        "Given up: 0",
    ]  # fmt: skip
    for letter in Letter.objects.all():
        for page in (reader.get(OUTBOX).text, reader.get(f"{OUTBOX}{letter.pk}/").text):
            assert NAME not in page
            assert ADDRESS not in page
            assert "q@example.org" not in page


def test_an_unclear_letter_is_sent_again_by_a_button_and_only_once(
    reader: Client, server: MailServer
) -> None:
    server.answers = {"END": None}
    letter = a_letter()
    server.answers = {}
    assert buttons(reader, letter) == ["send_again", "came_back"]
    assert [press(reader, letter, "send_again"), press(reader, letter, "send_again")] == [302, 422]
    assert (read_again(letter).state, len(server.taken)) == (LetterState.SENT, 2)
    sent = Record.objects.get(action="audit.letter_sent_again")
    assert (sent.by, sent.before, sent.object_id) == (Record.By.STAFF, "unclear", str(letter.pk))


def test_an_address_is_let_in_again_before_a_refused_letter_can_be_sent(
    reader: Client, server: MailServer
) -> None:
    server.answers = {"RCPT": "550 no such user"}
    letter = a_letter()
    server.answers = {}
    assert buttons(reader, letter) == ["lift"]
    assert press(reader, letter, "send_again") == 422
    assert press(reader, letter, "lift") == 302
    assert buttons(reader, letter) == ["send_again"]
    assert press(reader, letter, "lift") == 422
    assert press(reader, letter, "send_again") == 302
    assert (read_again(letter).state, len(server.taken)) == (LetterState.SENT, 1)
    lifted = Record.objects.get(action="audit.suppression_lifted")
    assert lifted.by == Record.By.STAFF


def test_a_letter_that_came_back_is_noted_and_a_button_that_nobody_made_changes_nothing(
    reader: Client, server: MailServer
) -> None:
    letter = a_letter()
    assert buttons(reader, letter) == ["came_back"]
    assert press(reader, letter, "no such button") == 422
    assert read_again(letter).state == LetterState.SENT
    assert press(reader, letter, "came_back") == 302
    assert (read_again(letter).state, buttons(reader, letter)) == (LetterState.REFUSED, ["lift"])


@pytest.mark.parametrize("query", ["state=gone", "before=x", f"before={'9' * 30}", "before=-1", "before=²"])
def test_an_address_that_somebody_typed_gets_a_sentence(reader: Client, query: str) -> None:
    response = reader.get(f"{OUTBOX}?{query}")
    assert response.status_code == 400
    assert "There is no such list of letters." in response.text


def test_the_outbox_takes_as_many_queries_for_hundreds_of_letters_and_misses_none(
    reader: Client, server: MailServer
) -> None:
    assert "No letter has been written in the last three months." in reader.get(OUTBOX).text
    letter = a_letter()
    with CaptureQueriesContext(connection) as for_one:
        table(reader)
    Letter.objects.bulk_create(
        Letter(letter="audit_sample", language="en", to_masked=f"{number}…@example.org", give_up_at=letter.made_at)
        for number in range(149)
    )  # fmt: skip
    with CaptureQueriesContext(connection) as for_many:
        table(reader)
    assert len(for_many) == len(for_one)
    seen, address = [], OUTBOX
    while address and len(seen) <= 150:
        seen += [line[1] for line in table(reader, address)]
        older = soup_of(reader, address).find("a", string="Older")
        address = OUTBOX + older["href"].removeprefix(OUTBOX) if older else ""
    assert len(seen) == len(set(seen)) == 150

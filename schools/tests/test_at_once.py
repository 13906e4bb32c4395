"""One link, many hands: several connections to a real file, as the site has them."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.test import Client

from schools import domain
from schools.models import Contact, InvitationCode, School, Visit

from .letters import letters_to, link_in
from .test_standing import a_code

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="the prepared rows are a dump there")

SOAK = os.environ.get("SOAK") == "1"
HANDS = 50
ROUNDS = 20 if SOAK else 1
NEW = "rasa@mokykla.example"


@pytest.fixture
def on_a_file(tmp_path: Path, prepared_rows: Path, db: None) -> Iterator[None]:
    """Threads that begin from here on work on a copy of the prepared site in a file."""
    file = tmp_path / "site.sqlite3"
    shutil.copy(prepared_rows, file)
    before = connections.databases["default"]
    connections.databases["default"] = before | {"NAME": str(file)}
    try:
        yield
    finally:
        connections.databases["default"] = before


def at_once(number: int, do: Callable[[int], Any]) -> list[Any]:
    found: list[Any] = []
    start = threading.Barrier(number)

    def one(which: int) -> None:
        start.wait()
        try:
            found.append(do(which))
        except Exception as error:
            found.append(error)
        finally:
            connections["default"].close()

    threads = [threading.Thread(target=one, args=(which,)) for which in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def there(do: Callable[[], Any]) -> Any:
    """In the file, by one hand."""
    (found,) = at_once(1, lambda _which: do())
    if isinstance(found, Exception):
        raise found
    return found


def counts() -> tuple[int, int, int]:
    return Visit.objects.count(), Contact.objects.count(), School.objects.count()


def a_link(email: str = NEW, code: str = "") -> str:
    with transaction.atomic():  # once it is committed it is sent, and forgotten
        domain.ask(email, "en", domain.Told("Saulės mokykla", "lt", "Kaunas", code))
        return link_in(letters_to(email)[0])


def press(links: list[str]) -> list[int]:
    return at_once(len(links), lambda which: Client().post(links[which]).status_code)


def test_of_fifty_who_press_the_button_of_one_link_at_the_same_moment_one_comes_in(on_a_file: None) -> None:
    for done in range(1, ROUNDS + 1):
        link = there(a_link)
        statuses = press(HANDS * [link])
        assert sorted(map(str, statuses)) == ["302"] + ["410"] * (HANDS - 1)
        assert there(counts) == (done, 1, 1)


def test_two_links_of_one_new_address_used_at_the_same_moment_make_one_school(on_a_file: None) -> None:
    links = there(lambda: [a_link() for _each in range(10)])
    assert press(links) == [302] * 10
    assert there(counts) == (10, 1, 1)


def test_a_code_for_three_schools_verifies_three_of_twenty_that_come_at_once(on_a_file: None) -> None:
    def links() -> list[str]:
        digest = a_code(most_uses=3)[1]
        return [a_link(f"teacher-{number}@school.example", digest) for number in range(20)]

    assert press(there(links)) == [302] * 20
    standings = there(lambda: sorted(School.objects.values_list("standing", flat=True)))
    assert standings == ["asked"] * 17 + ["verified"] * 3
    assert there(lambda: InvitationCode.objects.get().uses) == 3

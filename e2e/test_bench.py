"""What the bench says of its figures, and that its load is real."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from e2e.bench import load
from e2e.bench.__main__ import audited
from e2e.bench.__main__ import main as bench
from e2e.bench.table import Row, as_json, compared, markdown
from e2e.kinds import COUNTRY, PAGES


@pytest.mark.parametrize(
    ("row", "within"),
    [
        (Row("bytes", 60.0, "KB", 60), True),
        (Row("bytes", 60.1, "KB", 60), False),
        (Row("score", 100, "score", 100, "at least"), True),
        (Row("score", 99, "score", 100, "at least"), False),
        (Row("rate", 30, "per second", 0.3, "at least", baseline=100, ratio=0.3), True),
        (Row("rate", 500, "per second", 0.3, "at least", baseline=2000, ratio=0.25), False),
        (Row("shift", 0.0, "shift", 0), True),
        (Row("shift", 0.001, "shift", 0), False),
    ],
)
def test_a_figure_is_judged_by_its_ratio_if_it_has_one(row: Row, within: bool) -> None:
    assert row.within is within


def test_one_disturbed_round_does_not_decide() -> None:
    """In the second round the machine was busy while the bare page was measured, in the third while ours was."""
    row = compared("home", [(50, 100), (60, 20), (10, 100)], 0.3)

    assert (row.value, row.baseline, row.ratio) == (50, 100, 0.5)


def test_the_table_lines_up() -> None:
    rows = [
        compared("Home", [(50, 100)], 0.3),
        Row("First view", 61.25, "KB", 60),
        Row("Layout shift", 0.0, "shift", 0),
    ]

    assert markdown(rows).splitlines() == [
        "| What         | Measured | Bare page | Ratio             | Budget    | Kept   |",
        "| ------------ | -------- | --------- | ----------------- | --------- | ------ |",
        "| Home         | 50 /s    | 100 /s    | 0.50              | ≥ 0.30    | yes    |",
        "| First view   | 61.2 KB  |           | 1.02 of the limit | ≤ 60.0 KB | **no** |",
        "| Layout shift | 0.000    |           |                   | ≤ 0.000   | yes    |",
    ]


def test_what_is_kept_can_be_read_again() -> None:
    written = json.loads(as_json([Row("First view", 61.2, "KB", 60)], {"day": "2027-05-25"}))

    assert written["day"] == "2027-05-25"
    assert written["rows"][0] | {"what": "First view", "value": 61.2, "within": False} == written["rows"][0]


def test_every_page_type_is_audited_and_one_page_from_the_right() -> None:
    paths = audited().values()

    of_type = {kind.model for kind in PAGES if kind.in_language("en") in paths}
    assert of_type == {kind.model for kind in PAGES}
    assert {COUNTRY.in_language("en"), "/ar/"} < set(paths)
    assert len(paths) == len(of_type) + 2


def test_what_cannot_be_measured_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert bench(["rates", "speed"]) == 2
    assert (
        "There is no speed to measure. There are: rates, queries, lists, bytes, hostile, lighthouse, observatory."
        in capsys.readouterr().out
    )


# --- Load ---------------------------------------------------------------------------------------------------------


@contextmanager
def answering(answer: bytes) -> Iterator[str]:
    """Something that gives everybody this answer."""
    with socket.create_server(("127.0.0.1", 0)) as door:

        def serve() -> None:
            while True:
                try:
                    connection, _address = door.accept()
                except OSError:
                    return
                with connection:
                    connection.recv(65536)
                    connection.sendall(answer)

        server = threading.Thread(target=serve)
        server.start()
        yield f"http://127.0.0.1:{door.getsockname()[1]}/en/"
        door.shutdown(socket.SHUT_RDWR)
    server.join()


def test_whole_pages_are_counted() -> None:
    with answering(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\npage") as url:
        assert load.rate(url, 0.2) > 10


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 500 Internal Server Error\r\nContent-Length: 4\r\n\r\npage",
        b"HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\npage",
        b"HTTP/1.1 200 OK\r\n\r\n",
        b"",
    ],
    ids=["an error", "half a page", "no length", "nothing"],
)
def test_what_is_no_page_ends_the_measurement(answer: bytes) -> None:
    """An error page is quick to make: counted, it would make a broken site the fastest of all."""
    with answering(answer) as url, pytest.raises(load.Failed):
        load.rate(url, 0.2)

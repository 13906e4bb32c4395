"""A partner enters what came by post: a list, every row checked, and ZIPs of which the drawings alone are kept."""

from __future__ import annotations

import csv
import io
import struct
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from openpyxl import Workbook, load_workbook

from accounts.models import User
from consent.enums import AgeBand, Scope
from consent.models import RecordScope
from core import clock
from facts.models import Country
from gallery import files
from gallery.boxes import archive, columns, reading, template, unpacking
from gallery.boxes.checking import check
from gallery.boxes.ticks import finish_boxes_left_alone
from gallery.domain import boxes as doing
from gallery.models import Box, BoxRow, Competition, Entry

from .factories import CompetitionFactory, a_batch, drawn
from .staff import an_editor, at_work, no_nul_reaches_the_database
from .stored import stored_files

pytestmark = pytest.mark.django_db

MARK = "Zebrafinkmarker"
GOOD = {
    "file": f"{MARK} 01.jpg",
    "band": "10-12",
    "country": "",
    "first_name": "Zebrafinkmarker",
    "title": f"{MARK} goes home",
    "description": f"A house, {MARK}.",
    "slip": "yes",
    "allows_site": "yes",
}
CODES = [column.code for column in columns.COLUMNS]


def a_row(**changes: Any) -> dict[str, Any]:
    return {**GOOD, **changes}


def as_csv(*rows: dict[str, Any], sign: str = ";") -> bytes:
    output = io.StringIO()
    writer = csv.writer(output, delimiter=sign)
    writer.writerow(CODES)
    writer.writerows([row.get(code, "") for code in CODES] for row in rows)
    return output.getvalue().encode("utf-8-sig")


def as_xlsx(*rows: dict[str, Any]) -> bytes:
    """The empty list as it is handed out, filled in."""
    book = load_workbook(io.BytesIO(template.as_xlsx(CompetitionFactory.build())))
    sheet = book.worksheets[0]
    for number, row in enumerate(rows, template.FIRST):
        for place, code in enumerate(CODES, 1):
            sheet.cell(number, place).value = row.get(code)
    return _bytes_of(book)


def _bytes_of(book: Workbook) -> bytes:
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def a_zip(**named: bytes) -> bytes:
    return zip_of(named)


def zip_of(named: dict[str, bytes]) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in named.items():
            made.writestr(name, content)
    return output.getvalue()


def a_day(*day: int) -> datetime:
    """As a spreadsheet has it, which knows of no zones."""
    return datetime(*day)  # type: ignore[arg-type] # noqa: DTZ001


@pytest.fixture
def editor() -> User:
    return an_editor()


@pytest.fixture
def box(editor: User) -> Box:
    return Box.objects.create(batch=a_batch(editor=editor))


@pytest.fixture
def client(editor: User) -> Client:
    return at_work(editor)


def send(client: Client, box: Box, what: str, content: bytes | None, **more: Any) -> Any:
    sent = {} if content is None else {"file": SimpleUploadedFile(f"{MARK}.bin", content)}
    return client.post(reverse(f"gallery_staff:box_send_{what}", args=[box.pk]), {**sent, **more})


def lines_of(content: bytes) -> list[reading.Line]:
    return reading.read(io.BytesIO(content))


def problems_of(box: Box, *rows: dict[str, Any], make: Any = as_csv) -> list[tuple[int, str]]:
    checked = check(lines_of(make(*rows)), box.batch)
    return [(problem.number, problem.column.code) for problem in checked.problems]


# --- The way of a box ---------------------------------------------------------------------------------------------


def test_a_box_goes_from_its_list_to_drawings_that_somebody_else_decides_on(
    client: Client, editor: User
) -> None:
    batch = a_batch(editor=editor)
    begun = client.post(
        reverse("gallery_staff:boxes"),
        {
            "competition": batch.competition_id,
            "partner": batch.partner_id,
            "country": batch.country_id,
            "language": "en",
        },
    )
    box = Box.objects.get()
    assert begun.url == reverse("gallery_staff:box", args=[box.pk])

    two = a_row(file="02.jpg", first_name="", allows_site="no", allows_print="x")
    assert send(client, box, "list", as_xlsx(a_row(), two)).status_code == 302
    answer = send(client, box, "zip", zip_of({f"scans/{MARK} 01.JPG": drawn(1), "02.jpg": drawn(2)}))

    assert answer.status_code == 200
    assert (answer.context["outcome"].entered, answer.context["outcome"].refused) == (2, 0)
    first, second = Entry.objects.order_by("pk")
    assert (first.title, first.first_name, first.band) == (GOOD["title"], GOOD["first_name"], AgeBand.FROM_10)
    assert (first.entered_by, second.entered_by) == (editor, editor)
    assert [
        sorted(RecordScope.objects.filter(record__subject=entry.subject).values_list("scope", flat=True))
        for entry in (first, second)
    ] == [[Scope.SITE], [Scope.PRINT]]
    box.refresh_from_db()
    assert box.finished_at is not None


def test_of_list_and_zip_nothing_is_left_when_the_drawings_are_here(client: Client, box: Box) -> None:
    send(client, box, "list", as_csv(a_row()))
    assert MARK in _everything_in("gallery_boxrow"), "the marker would be found"
    send(client, box, "zip", zip_of({f"{MARK} 01.jpg": drawn(1)}))

    assert MARK not in _everything_in("gallery_boxrow")
    assert MARK not in _everything_in("gallery_box")
    assert [MARK.encode() in files.read_private(name) for name in stored_files()] == [False]
    assert [name for name in stored_files() if MARK in name] == []


def _everything_in(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")
        return repr(cursor.fetchall())


def test_the_same_zip_again_enters_nothing_twice_and_goes_on_where_it_was_cut_off(
    client: Client, box: Box, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"{number}.jpg" for number in range(4)]
    send(client, box, "list", as_csv(*[a_row(file=name, first_name="") for name in names]))
    scans = zip_of({name: drawn(number) for number, name in enumerate(names)})

    tried = doing.receive
    calls = iter(range(9))

    def cut_off(*args: Any, **kwargs: Any) -> Entry:
        number = next(calls)
        if number == 1:
            raise OSError("the storage is away")
        entry = tried(*args, **kwargs)
        if number == 2:
            raise KeyboardInterrupt  # killed between the drawing and the row
        return entry

    monkeypatch.setattr(doing, "receive", cut_off)
    away = send(client, box, "zip", scans)
    assert away.status_code == 503
    assert Entry.objects.count() == 1
    with pytest.raises(KeyboardInterrupt):
        unpacking.unpack(box, io.BytesIO(scans), user=editor)
    assert (Entry.objects.count(), box.rows.filter(state="entered").count()) == (2, 1)
    page = client.get(reverse("gallery_staff:box", args=[box.pk])).content.decode()
    assert "1 of 4 drawings are here" in page
    monkeypatch.undo()

    outcome = unpacking.unpack(box, io.BytesIO(scans), user=editor, seconds=0)
    assert (outcome.entered, outcome.not_yet) == (1, 2), "what there is no time for waits"
    outcome = unpacking.unpack(box, io.BytesIO(scans), user=editor)
    assert (outcome.entered, outcome.strangers) == (2, 2)
    assert Entry.objects.count() == 4
    again = send(client, box, "zip", scans)
    assert (again.context["outcome"].strangers, Entry.objects.count()) == (4, 4)


def test_a_picture_that_is_not_taken_says_why_and_another_takes_its_place(client: Client, box: Box) -> None:
    send(client, box, "list", as_csv(*[a_row(file=f"{n}.jpg", first_name="") for n in range(4)]))
    bad = {"0.jpg": b"no picture at all", "a/1.jpg": drawn(1), "b/1.jpg": drawn(2), "2.jpg": a_zip(x=b"y")}

    answer = send(client, box, "zip", zip_of(bad))

    assert answer.status_code == 422
    rows = list(box.rows.values_list("file_name", "state", "code"))
    assert rows[1:] == [
        ("1.jpg", "refused", "twice_in_zip"),
        ("2.jpg", "refused", "archive_in_archive"),
        ("3.jpg", "waiting", ""),
    ]
    assert rows[0][1] == "refused"
    assert "There are two pictures with this name" in answer.content.decode()

    answer = send(client, box, "zip", zip_of({f"{n}.jpg": drawn(n) for n in range(3)}))
    assert answer.context["outcome"].entered == 3


# --- The list -----------------------------------------------------------------------------------------------------


def test_nothing_is_kept_while_a_row_has_a_problem_unless_the_good_ones_are_asked_for(
    client: Client, box: Box
) -> None:
    sheet = as_csv(a_row(), a_row(file="2.jpg", band="12", first_name="Anna Smith"))

    refused = send(client, box, "list", sheet)

    assert refused.status_code == 422
    assert BoxRow.objects.count() == 0
    said = refused.content.decode()
    assert "Row 3, “Age group”:" in said
    assert "Row 3, “First name or made-up name, if it may be shown”:" in said
    assert send(client, box, "list", sheet, good_only="on").status_code == 302
    assert [row.number for row in box.rows.all()] == [2]


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"file": ""}, "file"),
        ({"file": "x" * 201}, "file"),
        ({"band": ""}, "band"),
        ({"band": "18+"}, "band"),
        ({"band": "1-10-12"}, "band"),
        ({"country": "Atlantis"}, "country"),
        ({"first_name": "Anna Smith"}, "first_name"),
        ({"title": "x" * 121}, "title"),
        ({"title": "=cmd|'/c calc'!A1"}, "title"),
        ({"description": "x" * 301}, "description"),
        ({"slip": ""}, "slip"),
        ({"slip": "no"}, "slip"),
        ({"allows_site": "perhaps"}, "allows_site"),
    ],
)
def test_what_is_wrong_is_named_by_row_and_column(box: Box, changes: dict[str, Any], column: str) -> None:
    assert problems_of(box, a_row(), a_row(**{"file": "2.jpg", **changes})) == [(3, column)]


def test_two_rows_for_one_picture_are_a_problem_however_it_is_written(box: Box) -> None:
    assert problems_of(box, a_row(file="Žuvis.jpg"), a_row(file="ZUVIS.JPG")) == [(3, "file")]


@pytest.mark.parametrize(
    ("value", "band"),
    [
        ("10-12", "10-12"),
        (" 10 – 12 ", "10-12"),
        ("10 to 12", "10-12"),
        ("١٠-١٢", "10-12"),
        ("10/12", "10-12"),
        ("12.10.", "10-12"),
        (a_day(2026, 12, 10), "10-12"),
        (a_day(2026, 10, 12), "10-12"),
        (a_day(2026, 9, 7), "7-9"),
        ("0-6", "0-6"),
        (a_day(2026, 3, 1), None),
        (10, None),
        ("11", None),
    ],
)
def test_an_age_group_is_understood_also_where_a_spreadsheet_made_a_day_of_it(
    value: Any, band: str | None
) -> None:
    found = columns.band_of(value)
    assert (found.value if found else None) == band


def test_cells_are_understood_in_every_language_of_the_site() -> None:
    for language in ("lt", "el", "ar", "fr", "it", "en"):
        with override(language):
            said = str(columns.YES), str(columns.cldr.country_name("lt")), str(AgeBand.FROM_10.label)
        found = columns.answer_of(said[0]), columns.country_of(said[1]), columns.band_of(said[2])
        assert found == (True, "lt", AgeBand.FROM_10), language


def test_a_spreadsheet_and_both_kinds_of_csv_say_the_same(box: Box) -> None:
    Country.objects.get_or_create(code="fr")
    rows = [
        a_row(file=" 1.jpg ", title=12.0, country="FR"),
        {},
        a_row(file="2.jpg", band=a_day(2026, 12, 10)),
    ]
    text = [rows[0] | {"title": "12"}, {}, rows[2] | {"band": "10-12"}]

    def said(content: bytes) -> list[tuple[Any, ...]]:
        checked = check(lines_of(content), box.batch)
        assert checked.problems == []
        return [(row.file_name, row.title, row.country_id, row.band, row.scopes) for row in checked.rows]

    expected = [
        ("1.jpg", "12", "fr", "10-12", ["site"]),
        ("2.jpg", GOOD["title"], "lt", "10-12", ["site"]),
    ]
    assert said(as_xlsx(*rows)) == expected
    assert [said(as_csv(*text, sign=sign)) for sign in ";,\t"] == [expected] * 3


def test_a_formula_is_refused_also_in_a_spreadsheet(box: Box) -> None:
    assert problems_of(box, a_row(title="=1+1"), make=as_xlsx) == [(3, "title")]


def test_the_empty_list_offers_what_can_be_chosen_and_is_no_drawing_itself(client: Client, box: Box) -> None:
    answers = [client.get(reverse("gallery_staff:box_list", args=[box.pk, kind])) for kind in ("xlsx", "csv")]

    for answer in answers:
        with pytest.raises(reading.NotAList) as nothing:
            lines_of(answer.content)
        assert nothing.value.code == "no_rows"
    sheet = load_workbook(io.BytesIO(answers[0].content)).worksheets[0]
    assert sheet.row_dimensions[1].hidden
    assert len(sheet.data_validations.dataValidation) == 3 + len(columns.ALLOWED)


def _with_part(content: bytes, name: str, part: bytes) -> bytes:
    output = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            new.writestr(info.filename, part if info.filename == name else old.read(info))
    return output.getvalue()


def _hostile_lists() -> Iterator[tuple[str, bytes, str]]:
    sheet, good = "xl/worksheets/sheet1.xml", as_xlsx(a_row())
    entities = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaa">]><worksheet>&a;</worksheet>'
    yield "entities", _with_part(good, sheet, entities), "not_a_list"
    yield "entities in utf-16", _with_part(good, sheet, entities.decode().encode("utf-16")), "not_a_list"
    yield "a bomb", _with_part(good, sheet, b" " * (reading.MOST_UNPACKED + 1)), "not_a_list"
    yield "half", good[: len(good) // 2], "not_a_list"
    yield "nothing", b"", "no_file"
    yield "a picture", drawn(1), "not_utf8"
    yield "another table", b"name;age\nAnna;7\n", "other_columns"
    yield "windows", as_csv(a_row()).decode("utf-8-sig").replace("goes", "gėlė").encode("cp1257"), "not_utf8"
    yield "too many", as_csv(*[a_row(file=f"{n}.jpg") for n in range(columns.MOST_ROWS + 1)]), "too_many_rows"
    yield "too large", b"x" * (reading.MOST_BYTES + 1), "list_too_large"
    yield "a long field", b'"' + b"x" * 200_000 + b'"', "not_a_list"


def test_a_list_that_is_none_is_answered_with_a_sentence_and_nothing_is_kept(
    client: Client, box: Box
) -> None:
    for name, content, code in _hostile_lists():
        with pytest.raises(reading.NotAList) as reason:
            lines_of(content)
        assert reason.value.code == code, name
    refused = send(client, box, "list", b"\x00;\x00")
    assert (refused.status_code, BoxRow.objects.count()) == (422, 0)
    assert "a column is missing" in refused.content.decode()
    assert send(client, box, "list", None).status_code == 422


def test_a_nul_in_a_cell_is_no_error_of_ours(client: Client, box: Box) -> None:
    with no_nul_reaches_the_database():
        send(client, box, "list", as_csv(a_row(title="A\x00B", file="1\x00.jpg")))
    assert box.rows.get().title == "A B"


# --- ZIPs ---------------------------------------------------------------------------------------------------------


class OfAnOldProgram(zipfile.ZipInfo):
    """Writes names in the signs of its country, and says nothing of it."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802
        return self.filename.encode("cp437"), self.flag_bits & ~0x800


def test_names_are_found_however_a_program_wrote_them_and_junk_is_passed_over() -> None:
    output = io.BytesIO()
    old = "Žuvis.jpg".encode("cp775").decode("cp437")
    with zipfile.ZipFile(output, "w") as made:
        made.writestr(zipfile.ZipInfo("x/" + "Ąžuolas.png"), b"1")
        for name in ("__MACOSX/._a.jpg", ".DS_Store", "d/Thumbs.db", "d/", "../../etc/1.jpg"):
            made.writestr(name, b"2")
        made.writestr(OfAnOldProgram(old), b"3")
    with zipfile.ZipFile(output) as read:
        found = [names for _member, names in archive.members(read)]
    assert [
        any(columns.folded(name) in names for names in found) for name in ("ĄŽUOLAS.PNG", "zuvis.jpg")
    ] == [
        True,
        True,
    ]
    assert found[1] == {"1.jpg"}
    assert len(found) == 3


def _broken(content: bytes) -> str:
    with pytest.raises(archive.Broken) as broken, archive.opened(io.BytesIO(content)) as opened:
        archive.inflated(opened, opened.infolist()[0])
    return broken.value.code


def test_a_zip_that_would_hurt_is_refused() -> None:
    bomb = zip_of({"1.jpg": b"\x00" * (archive.MOST_BYTES + 1)})
    locked = bytearray(zip_of({"1.jpg": drawn(1)}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.find(mark) + place] |= 1
    damaged = bytearray(zip_of({"1.jpg": drawn(1)}))
    damaged[60:80] = b"\xff" * 20
    small_lie = bytearray(bomb)
    at = small_lie.find(b"PK\x01\x02")
    small_lie[at + 24 : at + 28] = (10).to_bytes(4, "little")

    assert len(bomb) < 100_000
    assert _broken(bomb) == "too_many_bytes"
    assert _broken(bytes(locked)) == "encrypted"
    assert _broken(bytes(damaged)) == "damaged"
    assert _broken(bytes(small_lie)) == "damaged", (
        "it is read no further than it says, and then does not fit its sum"
    )
    assert _broken(zip_of({"1.jpg": a_zip(x=b"y")})) == "archive_in_archive"
    assert _broken(zip_of({str(n): b"" for n in range(archive.MOST_FILES + 1)})) == "too_many_in_zip"
    assert [_broken(content) for content in (b"", b"PK", drawn(1), bomb[:100])] == ["not_a_zip"] * 4


def test_a_second_table_that_only_the_library_would_believe_is_refused() -> None:
    """A zip64 end record stands before the small one: 60,000 files, where the small one says one."""
    number = 60_000
    entry = (
        struct.pack("<4s4B4HL2L5H2L", b"PK\x01\x02", 20, 3, 20, *[0] * 4, 0x21, 0, 0, 0, 1, *[0] * 6) + b"a"
    )
    table, local = entry * number, b"PK\x03\x04" + bytes(26)
    large = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, number, number, len(table), len(local))
    where = struct.pack("<4sLQL", b"PK\x06\x07", 0, len(local) + len(table), 1)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, 47, 0, 0)
    content = local + table + large + where + end

    assert len(zipfile.ZipFile(io.BytesIO(content)).infolist()) == number
    assert _broken(content) == "too_many_in_zip"


@pytest.mark.parametrize("what", ["one row", "many texts"])
def test_a_small_spreadsheet_that_would_become_gigabytes_is_refused_before_a_library_reads_it(
    what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = []
    monkeypatch.setattr(reading, "load_workbook", lambda *args, **how: opened.append(1))
    body = {
        "one row": b"<worksheet><sheetData><row>" + b"<c/>" * 1_000_000 + b"</row></sheetData></worksheet>",
        "many texts": b"<sst>" + b"<si><t>a</t></si>" * 400_000 + b"</sst>",
    }[what]
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/worksheets/sheet1.xml", body)

    assert book.tell() < 50_000
    with pytest.raises(reading.NotAList) as refused:
        reading.read(book)
    assert (refused.value.code, opened) == ("not_a_list", [])


def test_only_what_is_waited_for_is_unpacked(
    client: Client, box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(client, box, "list", as_csv(a_row(file="1.jpg")))
    unpacked: list[str] = []
    really = unpacking.inflated
    monkeypatch.setattr(
        unpacking, "inflated", lambda zip_, info: unpacked.append(info.filename) or really(zip_, info)
    )
    answer = send(client, box, "zip", zip_of({"other.jpg": drawn(3), "1.jpg": drawn(1)}))
    assert (unpacked, answer.context["outcome"].strangers) == (["1.jpg"], 1)


def test_a_name_without_its_ending_is_enough_and_another_ending_is_another_picture(
    client: Client, box: Box
) -> None:
    send(client, box, "list", as_csv(a_row(file="1"), a_row(file="2.png", first_name="")))
    answer = send(client, box, "zip", zip_of({"1.jpg": drawn(1), "2.jpg": drawn(2)}))
    outcome = answer.context["outcome"]
    assert (outcome.entered, outcome.strangers) == (1, 1)


# --- Whose it is, and when it ends --------------------------------------------------------------------------------


def test_other_partners_boxes_are_not_there(box: Box) -> None:
    stranger = at_work(an_editor())
    pages = [
        reverse("gallery_staff:box", args=[box.pk]),
        reverse("gallery_staff:box_list", args=[box.pk, "csv"]),
    ]
    sent = [
        reverse(f"gallery_staff:box_{name}", args=[box.pk]) for name in ("send_list", "send_zip", "finish")
    ]

    assert [stranger.get(page).status_code for page in pages] == [404, 404]
    assert [stranger.post(page, {}).status_code for page in sent] == [404, 404, 404]


def test_a_form_without_its_token_is_refused(box: Box, editor: User) -> None:
    at_work(editor)
    careful = at_work(editor)
    careful.handler.enforce_csrf_checks = True
    assert [send(careful, box, what, as_csv(a_row())).status_code for what in ("list", "zip")] == [403, 403]
    assert BoxRow.objects.count() == 0


def test_more_than_a_zip_may_have_is_answered_with_a_sentence(
    client: Client, box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gallery.boxes.arriving.MOST_OF_A_ZIP", 1000)
    send(client, box, "list", as_csv(a_row(file="1.jpg")))
    Box.objects.update(touched_at=clock.now())
    answer = send(client, box, "zip", b"x" * 1001)
    assert answer.status_code == 413


def test_a_box_left_alone_is_finished_and_its_words_are_forgotten(
    client: Client, box: Box, settings: Any
) -> None:
    Competition.objects.update(closes_on=clock.today() + timedelta(days=90))
    send(client, box, "list", as_csv(a_row()))
    touched = Box.objects.get().touched_at

    for later, left in ((timedelta(days=30) - timedelta(seconds=1), 1), (timedelta(days=30), 0)):
        settings.CLOCK = (touched + later).replace(tzinfo=None).isoformat()
        finish_boxes_left_alone()
        assert BoxRow.objects.count() == left


def test_a_box_is_finished_when_nothing_can_be_entered_any_more(
    client: Client, box: Box, settings: Any
) -> None:
    send(client, box, "list", as_csv(a_row()))
    over = box.batch.competition.closes_at + timedelta(days=14)

    for moment, left in ((over - timedelta(seconds=1), 1), (over, 0)):
        Box.objects.update(touched_at=moment)
        settings.CLOCK = moment.astimezone(UTC).replace(tzinfo=None).isoformat()
        finish_boxes_left_alone()
        assert BoxRow.objects.count() == left


def test_another_list_takes_the_place_of_the_first_until_a_drawing_is_here(client: Client, box: Box) -> None:
    send(client, box, "list", as_csv(a_row(file="old.jpg")))
    send(client, box, "list", as_csv(a_row(file="1.jpg"), a_row(file="2.jpg", first_name="")))
    assert [row.file_name for row in box.rows.all()] == ["1.jpg", "2.jpg"]
    send(client, box, "zip", zip_of({"1.jpg": drawn(1)}))

    assert send(client, box, "list", as_csv(a_row(file="3.jpg"))).status_code == 409
    assert box.rows.count() == 2

    client.post(reverse("gallery_staff:box_finish", args=[box.pk]))
    assert [row.state for row in box.rows.all()] == ["entered"]
    assert default_storage.exists(Entry.objects.get().assets.get().key)

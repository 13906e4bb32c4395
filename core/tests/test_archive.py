"""An archive is taken as it was made, or not at all."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from core.backup import archive
from core.backup.archive import Manifest, Member
from core.backup.errors import Refused

CONTENT = {"database/site.sqlite3": b"rows " * 40, "files/images/ž.txt": b"a drawing", "files/a": b""}


def manifest(staged: dict[str, Path]) -> Manifest:
    members = {name: archive.describe(path) for name, path in staged.items()}
    return Manifest("2026-11-26T08:00:00+00:00", "sqlite", "3", ["core.0001_initial"], {"t": 1}, [], members)


@pytest.fixture
def staged(tmp_path: Path) -> dict[str, Path]:
    found = {}
    for number, (name, content) in enumerate(CONTENT.items()):
        found[name] = tmp_path / f"staged-{number}"
        found[name].write_bytes(content)
    return found


@pytest.fixture
def made(staged: dict[str, Path]) -> bytes:
    return written(manifest(staged), staged)


def written(named: Manifest, staged: dict[str, Path]) -> bytes:
    out = io.BytesIO()
    archive.write(out, named, staged)
    return out.getvalue()


def read(content: bytes, folder: Path) -> tuple[Manifest, dict[str, bytes]]:
    folder.mkdir(exist_ok=True)
    for left in folder.iterdir():
        left.unlink()
    found, staged = archive.read(io.BytesIO(content), folder)
    return found, {name: path.read_bytes() for name, path in staged.items()}


def refusal(content: bytes, folder: Path) -> str:
    with pytest.raises(Refused) as caught:
        read(content, folder)
    return caught.value.code


def test_what_was_saved_is_read_again_to_the_byte(
    made: bytes, staged: dict[str, Path], tmp_path: Path
) -> None:
    assert read(made, tmp_path / "out") == (manifest(staged), CONTENT)


def test_a_byte_that_changed_anywhere_is_noticed_unless_it_says_the_same(
    made: bytes, staged: dict[str, Path], tmp_path: Path
) -> None:
    """Compressed, the same may be said in two ways: “the same as ten bytes before”, and as twenty."""
    unnoticed = []
    for place in range(len(made)):
        damaged = bytearray(made)
        damaged[place] ^= 0x10
        try:
            found = read(bytes(damaged), tmp_path / "out")
        except Refused:
            continue
        if found != (manifest(staged), CONTENT):
            unnoticed.append(place)
    assert unnoticed == []


def test_an_archive_that_was_cut_off_anywhere_is_noticed(made: bytes, tmp_path: Path) -> None:
    assert {refusal(made[:length], tmp_path / "out") for length in range(0, len(made), 7)} <= {
        "damaged",
        "foreign",
    }


def test_what_follows_the_archive_is_noticed(made: bytes, tmp_path: Path) -> None:
    assert refusal(made + b"more", tmp_path / "out") == "damaged"
    assert refusal(made + gzip.compress(b"more"), tmp_path / "out") == "damaged"


def packed(*members: tuple[tarfile.TarInfo, bytes]) -> bytes:
    """As `archive.write` packs it, whatever it is."""
    out = io.BytesIO()
    with (
        gzip.GzipFile(filename="", fileobj=out, mode="wb", compresslevel=1, mtime=0) as file,
        tarfile.open(fileobj=file, mode="w|") as tar,
    ):
        for info, content in members:
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return out.getvalue()


def named(name: str, content: bytes, **how: Any) -> tuple[tarfile.TarInfo, bytes]:
    info = tarfile.TarInfo(name)
    for field, value in how.items():
        setattr(info, field, value)
    return info, content


def with_names(*names: str) -> bytes:
    digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    members = {name: Member(0, digest) for name in names}
    text = Manifest("2026", "sqlite", "3", [], {}, [], members).as_json()
    return packed(named("manifest.json", text), *(named(name, b"") for name in names))


@pytest.mark.parametrize(
    "name",
    [
        "files/../../etc/cron.d/x",
        "/etc/passwd",
        "files//etc/passwd",
        "files/./a",
        "..",
        "files/a\\b",
        "elsewhere/a",
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "out"
    folder.mkdir(parents=True)

    assert refusal(with_names("files/good", name), folder) == "unsafe"

    assert sorted(tmp_path.rglob("*")) == [tmp_path / "deep", folder]
    assert read(with_names("files/good"), folder)[1] == {"files/good": b""}


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE, tarfile.CHRTYPE])
def test_nothing_but_files_is_unpacked(kind: bytes, tmp_path: Path) -> None:
    text = Manifest("2026", "sqlite", "3", [], {}, [], {"files/a": Member(0, "")}).as_json()
    link = named("files/a", b"", type=kind, linkname="/etc/passwd")

    assert refusal(packed(named("manifest.json", text), link), tmp_path / "out") == "damaged"


def test_a_member_that_is_missing_twice_there_or_unknown_is_refused(
    staged: dict[str, Path], tmp_path: Path
) -> None:
    whole = manifest(staged)
    fewer = replace(whole, members={"files/a": whole.members["files/a"]})
    text, a = named("manifest.json", fewer.as_json()), named("files/a", b"")

    assert refusal(packed(text), tmp_path / "out") == "damaged"
    assert refusal(packed(text, a, named("files/a", b"")), tmp_path / "out") == "damaged"
    assert refusal(packed(text, a, named("files/b", b"")), tmp_path / "out") == "damaged"
    assert refusal(packed(text, named("files/a", b"x")), tmp_path / "out") == "damaged"
    assert read(packed(text, a), tmp_path / "out")[1] == {"files/a": b""}


def changed(made: bytes, change: Callable[[dict[str, Any]], Any]) -> bytes:
    with tarfile.open(fileobj=io.BytesIO(made)) as tar:
        text = json.loads(tar.extractfile("manifest.json").read())
    change(text)
    return packed(named("manifest.json", json.dumps(text).encode()))


def test_an_archive_of_a_later_format_or_of_another_program_is_refused_by_its_name(
    made: bytes, tmp_path: Path
) -> None:
    assert refusal(changed(made, lambda text: text.update(format=2)), tmp_path / "out") == "newer"
    assert refusal(changed(made, lambda text: text.update(software="x")), tmp_path / "out") == "foreign"
    assert refusal(changed(made, lambda text: text.update(surprise=1)), tmp_path / "out") == "damaged"
    assert refusal(packed(named("readme.txt", b"hello")), tmp_path / "out") == "foreign"
    assert refusal(gzip.compress(b"hello"), tmp_path / "out") == "foreign"
    assert refusal(b"", tmp_path / "out") == "foreign"


def test_an_archive_that_the_disk_has_no_room_for_is_refused_before_it_is_unpacked(
    staged: dict[str, Path], tmp_path: Path
) -> None:
    whole = manifest(staged)
    huge = replace(whole, members=whole.members | {"files/a": Member(1 << 60, "")})

    assert refusal(packed(named("manifest.json", huge.as_json())), tmp_path / "out") == "no_room"

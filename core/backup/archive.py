"""The archive: a gzipped tar whose first member says what the others must be, to the byte.

Nothing in it is believed. Members are written to files with names of our own, never under theirs; each is compared with
the manifest, and the whole is refused before anything of the site was touched.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import tarfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from shutil import disk_usage
from typing import Any, BinaryIO

from .errors import Refused

FORMAT = 1
SOFTWARE = "forget-me-not"
MANIFEST = "manifest.json"
FILES = "files/"
BLOCK = 1024 * 1024
#: A million files have one of this size.
LARGEST_MANIFEST = 256 * 1024 * 1024
#: As we write it: no name, no time. It is the one part of a gzip file that its checksum does not cover.
GZIP_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x04\xff"

_DAMAGE = (gzip.BadGzipFile, EOFError, zlib.error, tarfile.TarError, ValueError, KeyError, TypeError)


@dataclass(frozen=True)
class Member:
    size: int
    sha256: str


@dataclass
class Manifest:
    made_at: str
    engine: str
    engine_version: str
    migrations: list[str]
    #: Rows by table, as the archive holds them.
    rows: dict[str, int]
    #: Tables whose rows were left out.
    left_empty: list[str]
    members: dict[str, Member] = field(default_factory=dict)
    #: Files that a row names and that the storage did not have.
    missing: list[str] = field(default_factory=list)
    #: What rooms want to know again after a restore, by the name of their duty.
    told: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> bytes:
        return json.dumps({"software": SOFTWARE, "format": FORMAT} | asdict(self), indent=1).encode()

    @classmethod
    def from_json(cls, text: bytes) -> Manifest:
        """Raises `Refused` for what is no manifest of ours, or one of a later day."""
        try:
            found = json.loads(text)
            if found.pop("software") != SOFTWARE:
                raise ValueError
            version = found.pop("format")
        except (ValueError, KeyError, TypeError, AttributeError):
            raise foreign() from None
        if version != FORMAT:
            raise Refused(
                "newer",
                f"The archive is of format {version}, and this version of the site reads format {FORMAT}. "
                "Install the version that made it, or a later one.",
            )
        members = {name: Member(**member) for name, member in found.pop("members").items()}
        return cls(members=members, **found)

    @property
    def files(self) -> dict[str, Member]:
        """What lies in the storage, by its name there."""
        return {
            name.removeprefix(FILES): member
            for name, member in self.members.items()
            if name.startswith(FILES)
        }


def damaged(what: str) -> Refused:
    return Refused(
        "damaged",
        f"The archive is damaged: {what}. Nothing was changed. Take another copy, or an older backup.",
    )


def foreign() -> Refused:
    return Refused("foreign", "This is no archive of `manage.py backup`.")


def is_safe(name: str) -> bool:
    """Whether a name can be one in the storage: it leads to no other place."""
    return (
        bool(name)
        and not any(sign in name for sign in ("\\", "\0", "\n"))
        and all(part not in ("", ".", "..") for part in name.split("/"))
    )


def describe(path: Path) -> Member:
    digest = hashlib.sha256()
    size = 0
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
            size += len(block)
    return Member(size, digest.hexdigest())


# --- Writing ------------------------------------------------------------------------------------------------------


def write(out: BinaryIO, manifest: Manifest, staged: Mapping[str, Path]) -> None:
    """The manifest first, then each member in the order of its name."""
    # Pictures are compressed already; the rest shrinks nearly as far in a third of the time.
    with (
        gzip.GzipFile(filename="", fileobj=out, mode="wb", compresslevel=1, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w|", format=tarfile.PAX_FORMAT) as tar,
    ):
        text = manifest.as_json()
        tar.addfile(_info(MANIFEST, len(text)), io.BytesIO(text))
        for name, member in sorted(manifest.members.items()):
            with staged[name].open("rb") as file:
                tar.addfile(_info(name, member.size), file)


def _info(name: str, size: int) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size = size
    info.mode = 0o600
    return info


# --- Reading ------------------------------------------------------------------------------------------------------


def read(source: BinaryIO, folder: Path) -> tuple[Manifest, dict[str, Path]]:
    """Everything in it, written to files in ``folder``. Raises `Refused` unless all of it is as it was made."""
    try:
        return _read(source, folder)
    except _DAMAGE:
        raise damaged("it cannot be unpacked to its end") from None


def _read(source: BinaryIO, folder: Path) -> tuple[Manifest, dict[str, Path]]:
    with _unpacked(source) as packed:
        staged: dict[str, Path] = {}
        with tarfile.open(fileobj=packed, mode="r|") as tar:
            members = iter(tar)
            manifest = _manifest(tar, next(members, None))
            _check_names(manifest)
            _check_room(manifest, folder)
            for info in members:
                if not info.isreg() or info.name not in manifest.members or info.name in staged:
                    raise damaged("it holds something that its manifest does not name")
                staged[info.name] = folder / f"{len(staged):07}"
                _unpack(tar, info, manifest.members[info.name], staged[info.name])
        _nothing_follows(packed)
    if staged.keys() != manifest.members.keys():
        raise damaged("something is missing that its manifest names")
    return manifest, staged


@contextmanager
def _unpacked(source: BinaryIO) -> Iterator[BinaryIO]:
    header = source.read(len(GZIP_HEADER))
    if header != GZIP_HEADER:
        raise foreign()
    with gzip.GzipFile(fileobj=_Rejoined(header, source), mode="rb") as packed:  # type: ignore[call-overload]
        yield packed


class _Rejoined:
    """A stream that was read from already, from its start: a pipe cannot be set back."""

    def __init__(self, first: bytes, rest: BinaryIO) -> None:
        self._first = first
        self._rest = rest

    def read(self, size: int = -1) -> bytes:
        if not self._first:
            return self._rest.read(size)
        taken, self._first = (self._first, b"") if size < 0 else (self._first[:size], self._first[size:])
        return taken


def _manifest(tar: tarfile.TarFile, info: tarfile.TarInfo | None) -> Manifest:
    if info is None or info.name != MANIFEST or not info.isreg() or info.size > LARGEST_MANIFEST:
        raise foreign()
    file = tar.extractfile(info)
    text = file.read() if file else b""
    return Manifest.from_json(text)


def _check_names(manifest: Manifest) -> None:
    for name in manifest.members:
        if not is_safe(name) or not name.startswith((FILES, "database/")):
            raise Refused(
                "unsafe",
                "The archive holds a name that leads out of its place. It was not made by `manage.py backup`. "
                "Nothing was changed.",
            )


def _check_room(manifest: Manifest, folder: Path) -> None:
    needed = sum(member.size for member in manifest.members.values())
    free = disk_usage(folder).free
    if needed > free:
        raise Refused(
            "no_room",
            f"The archive unpacks to {needed // BLOCK + 1} MiB, and BACKUP_DIR has room for {free // BLOCK}. "
            "Nothing was changed.",
        )


def _unpack(tar: tarfile.TarFile, info: tarfile.TarInfo, expected: Member, target: Path) -> None:
    file = tar.extractfile(info)
    if file is None or info.size != expected.size:
        raise damaged("a file in it has another size than its manifest says")
    digest = hashlib.sha256()
    with target.open("xb") as out:
        while block := file.read(BLOCK):
            digest.update(block)
            out.write(block)
    if digest.hexdigest() != expected.sha256:
        raise damaged("a file in it is not what its manifest says")


def _nothing_follows(packed: BinaryIO) -> None:
    """Read to the very end: only there is the checksum of the whole."""
    while block := packed.read(BLOCK):
        if block.strip(b"\0"):
            raise damaged("something follows its end")

"""The pictures with which Pillow tests itself, among them all that once crashed it: from its source distribution, whose
version and hash stand in ``pillow-sdist.txt``. Downloaded once, by pip as it is set up here, and kept in ``var/``.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
from pathlib import Path

from config.progress import VAR, only_one

PINNED = Path(__file__).with_name("pillow-sdist.txt")
KEPT = VAR / "hostile"
#: Of `make test`. At full size all of them are tried.
ONE_IN = 25


class NotHere(Exception):
    """It could not be downloaded; the text is pip's last line."""


def every() -> dict[str, bytes]:
    """The content of each, by its name. Raises `NotHere`."""
    with tarfile.open(_archive()) as archive:
        return {
            Path(member.name).name: archive.extractfile(member).read()  # type: ignore[union-attr]
            for member in sorted(archive.getmembers(), key=lambda member: member.name)
            if member.isfile() and "/Tests/images/" in member.name
        }


def some() -> dict[str, bytes]:
    return {name: content for number, (name, content) in enumerate(every().items()) if number % ONE_IN == 0}


def _archive() -> Path:
    name, _equals, version = PINNED.read_text().split()[0].partition("==")
    archive = KEPT / f"{name}-{version}.tar.gz"
    KEPT.mkdir(parents=True, exist_ok=True)
    with only_one(KEPT / "pillow.lock", "Pillow’s own pictures"):
        if not archive.exists():
            _download()
    return archive


def _download() -> None:
    """pip checks the hash, and leaves nothing half downloaded."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:"]
    command += ["--require-hashes", "--dest", str(KEPT), "--requirement", str(PINNED)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    if done.returncode:
        raise NotHere((done.stderr.strip().splitlines() or ["pip said nothing"])[-1])

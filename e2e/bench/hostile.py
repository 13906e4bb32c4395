"""Sends hostile files through the form of a running site: what it answered, and how much its web process grew."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from e2e.site import Site
from e2e.uploading import Door

#: Answers that a person can do something with, when they come with a sentence.
SAYS_WHY = {201, 409, 413, 422}
MEGABYTE = 1024 * 1024
BEHIND_ONE_DOOR = 60


@dataclass
class Tried:
    """``growth``: in MB, from before the first of these files to the most that the process ever held."""

    statuses: Counter[int] = field(default_factory=Counter)
    server_errors: list[str] = field(default_factory=list)
    without_a_sentence: list[str] = field(default_factory=list)
    growth: float = 0.0


def try_all(site: Site, open_door: Callable[[Site], Door], files: Mapping[str, bytes]) -> Tried:
    """Each file once, behind a new door from time to time: a class may wait with so many only. A connection that breaks
    counts as a server's error."""
    tried = Tried()
    (worker,) = children(site.process)
    before = most_memory(worker)
    for number, (name, content) in enumerate(files.items()):
        if number % BEHIND_ONE_DOOR == 0:
            door = open_door(site)
        try:
            status, sentence = door.send(content, str(uuid.uuid4()))
        except OSError:
            status, sentence = 599, ""
        tried.statuses[status] += 1
        if status >= 500:
            tried.server_errors.append(name)
        elif status not in SAYS_WHY or not sentence:
            tried.without_a_sentence.append(name)
    # A process that was ended and replaced has not held out.
    tried.growth = most_memory(worker) - before if children(site.process) == [worker] else float("inf")
    return tried


def made_here() -> dict[str, bytes]:
    from gallery.tests.hostile import files as hostile

    whole = hostile.plain.jpeg(hostile.SIZE)
    kinds = (hostile.BOMBS, hostile.HEAVY, hostile.DISGUISED, hostile.GOOD, hostile.PLANTED, hostile.COLOURED)
    return {name: make() for kind in kinds for name, make in kind.items()} | {
        "as large as may be": whole + bytes(14 * MEGABYTE),
        "larger than may be": whole + bytes(30 * MEGABYTE),
    }


def children(process: int) -> list[int]:
    listed = Path(f"/proc/{process}/task/{process}/children")
    return [int(number) for number in listed.read_text().split()]


def most_memory(process: int) -> float:
    """The most that a process ever held, in MB."""
    status = Path(f"/proc/{process}/status").read_text()
    (line,) = [line for line in status.splitlines() if line.startswith("VmHWM:")]
    return int(line.split()[1]) / 1024

"""The pictures of a ZIP to the rows that wait for them."""

from __future__ import annotations

import time
import zipfile
from collections import defaultdict
from dataclasses import dataclass
from typing import IO, Any

from ..domain import boxes as doing
from ..models import Box, BoxRow
from .archive import Broken, inflated, members, opened
from .columns import folded

#: Seconds for which pictures are taken in one request. What is left then is sent once more.
ONE_REQUEST = 20.0


@dataclass
class Outcome:
    """What became of the pictures of one ZIP. ``strangers``: nobody waits for them, or they are here already."""

    entered: int = 0
    refused: int = 0
    strangers: int = 0
    not_yet: int = 0


def unpack(box: Box, file: IO[bytes], *, user: Any, seconds: float = ONE_REQUEST) -> Outcome:
    """Raises `Broken` for what is no ZIP, `domain.Refused` where nothing can be entered, and what the storage raises:
    then what was taken in before is here, and the same ZIP can be sent again."""
    begun = time.monotonic()
    outcome = Outcome()
    with opened(file) as archive:
        found = _by_row(box, archive, outcome)
        for row, candidates in found:
            if outcome.entered + outcome.refused and time.monotonic() - begun > seconds:
                outcome.not_yet += 1
            elif _take(row, candidates, archive, user):
                outcome.entered += 1
            else:
                outcome.refused += 1
    doing.after_a_zip(box, user=user)
    return outcome


def _by_row(
    box: Box, archive: zipfile.ZipFile, outcome: Outcome
) -> list[tuple[BoxRow, list[zipfile.ZipInfo]]]:
    """In the order of the list. A name without its ending is enough where it fits one row only."""
    waiting = list(
        box.rows.exclude(state=BoxRow.State.ENTERED).select_related(
            "country", "box__batch__competition", "box__batch__partner"
        )
    )
    whole = {folded(row.file_name): row for row in waiting}
    bare: dict[str, list[BoxRow]] = defaultdict(list)
    for one in waiting:
        bare[_bare(folded(one.file_name))].append(one)
    found: dict[int, list[zipfile.ZipInfo]] = defaultdict(list)
    for member, names in members(archive):
        row: BoxRow | None = next((whole[name] for name in names if name in whole), None)
        if row is None:
            close = {one.pk: one for name in names for one in bare.get(_bare(name), [])}
            # Where the list or the ZIP gives an ending and they differ, they mean two pictures.
            same = [one for one in close.values() if "." not in one.file_name or _no_ending(names)]
            row = same[0] if len(same) == 1 else None
        if row is None:
            outcome.strangers += 1
        else:
            found[row.pk].append(member)
    return [(one, found[one.pk]) for one in waiting if one.pk in found]


def _bare(name: str) -> str:
    return name.rpartition(".")[0] or name


def _no_ending(names: set[str]) -> bool:
    return all("." not in name for name in names)


def _take(row: BoxRow, candidates: list[zipfile.ZipInfo], archive: zipfile.ZipFile, user: Any) -> bool:
    if len(candidates) > 1:
        doing.refuse(row, "twice_in_zip")
        return False
    try:
        content = inflated(archive, candidates[0])
    except Broken as broken:
        doing.refuse(row, broken.code)
        return False
    return doing.enter(row, content, user=user)

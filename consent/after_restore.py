"""What must hold after a restore although the archive does not know it: whoever was erased stays erased, whoever took
back their consent has taken it back, whoever paused it or chose fewer places has it so, and a private link that ended
opens nothing. What was changed in another way is paused, until somebody has looked at it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.module_loading import import_string

from audit.models import Record
from core import clock
from core.backup.after_restore import Duty, Wishes, register
from core.backup.errors import Refused

from . import domain
from .enums import Channel, ErasureState, Party, Scope
from .erasure import ledger
from .models import ConsentRecord, Erasure, Subject, TakeBackKey


def tell(using: str) -> dict[str, Any]:
    """By which line the list knows the archive, and the erasures of the rows that are being saved, under way ones too.
    They go into the archive with it."""
    return {
        "archive": ledger.note_backup(),
        "erasures": [
            {
                "subject": str(one.subject_id),
                "erasure": str(one.pk),
                "at": (one.finished_at or one.asked_at).isoformat(),
            }
            for one in Erasure.objects.using(using).order_by("asked_at", "pk")
        ],
    }


def check(told: Any, wishes: Wishes) -> None:
    """Raises `Refused` when nobody can know who was erased since."""
    if wishes.erasures and not wishes.erasures.is_file():
        raise Refused("no_ledger", f"{wishes.erasures} is not there.")
    found = _lists(wishes)
    lines = [line for path in found for line in ledger.read(path)]
    if wishes.no_erasures_since:
        return
    if not found:
        raise Refused(
            "no_ledger",
            f"The list of who was erased ({ledger.NAME}) is neither beside the archive nor in BACKUP_DIR. Whoever was "
            "erased since the backup would come back. Fetch it from where backups are kept, or name it with "
            "--erasures; say --no-erasures-since if you know that there was nobody.",
        )
    archive = told.get("archive") if isinstance(told, dict) else None
    if not any(line.what == ledger.BACKED_UP and line.archive == archive for line in lines):
        raise Refused(
            "old_ledger",
            f"The list of who was erased ({', '.join(map(str, found))}) does not know this archive: it is older, or of "
            f"another site{_newest(lines)}. Whoever was erased since the backup would come back. Fetch the newest list "
            "from where backups are kept, or name it with --erasures; say --no-erasures-since if you know that there "
            "was nobody.",
        )


def do(told: Any, wishes: Wishes) -> list[str]:
    listed = [line for path in _lists(wishes) for line in ledger.read(path)]
    known = told["erasures"] if isinstance(told, dict) else told or []
    lines = listed + [ledger.Line(ledger.ERASED, **one) for one in known]
    ledger.add(lines)
    said = [f"{_erase_again(lines)[:-1]}{_newest(listed)}."]
    again = _change_again(lines)
    if any(again.values()):
        said.append(
            f"Consents that had changed since the backup: {again['withdrawn']} ended again; {again['narrowed']} with "
            f"fewer places again; {again['held']} paused again by whoever had paused them; {again['paused']} paused, "
            "until somebody has looked at them."
        )
    return said + _links_again(lines)


def _newest(lines: Iterable[ledger.Line]) -> str:
    moments = [line.moment for line in lines]
    return f"; its newest line is of {max(moments):%Y-%m-%d %H:%M} UTC" if moments else ""


def _lists(wishes: Wishes) -> list[Path]:
    """The one that was named, or those that lie where they belong."""
    if wishes.erasures:
        return [wishes.erasures]
    places = dict.fromkeys([wishes.beside / ledger.NAME] if wishes.beside else [])
    places |= dict.fromkeys([ledger.here()])
    return [path for path in places if path.is_file()]


def _erase_again(lines: Iterable[ledger.Line]) -> str:
    """Each subject on the list that is still held; those of whom the archive has half an erasure too."""
    listed = {line.subject for line in lines if line.what == ledger.ERASED}
    listed |= {
        str(key)
        for key in Erasure.objects.filter(state=ErasureState.RUNNING).values_list("subject", flat=True)
    }
    complete = set(Erasure.objects.filter(state=ErasureState.COMPLETE).values_list("subject", flat=True))
    again = [subject for subject in _subjects(listed) if subject.pk not in complete]
    for subject in again:
        import_string("consent.erasure.domain.erase")(subject, party=Party.STAFF)
    return f"Erasures: {len(listed)} on the list, {len(again)} done again."


def _change_again(lines: Iterable[ledger.Line]) -> Counter[str]:
    """Of each subject the last line counts, if it is younger than what the archive knows."""
    last = {
        line.subject: line
        for line in sorted(lines, key=lambda line: line.moment)
        if line.what in (ledger.WITHDRAWN, ledger.CHANGED)
    }
    done: Counter[str] = Counter()
    for subject in _subjects(last):
        line, newest = last[str(subject.pk)], domain.newest(subject)
        if newest is None or newest.withdrawn_on or newest.recorded_at >= line.moment:
            continue
        if line.what == ledger.WITHDRAWN:
            domain.withdraw(subject, Channel.HUB)
            done["withdrawn"] += 1
        else:
            with transaction.atomic():
                done.update(_narrow_again(subject, newest, line))
    return done


def _narrow_again(subject: Subject, newest: ConsentRecord, line: ledger.Line) -> list[str]:
    """What hides more is done at once, and as they had it. What would show more is not done by a machine: then, and
    where nobody can tell what changed, it is paused by us."""
    had = {Scope(code) for code in newest.scopes.values_list("scope", flat=True)}
    done = []
    if line.expires_on and had - line.scope_set and newest.expires_on >= clock.today():
        domain.change_scopes(subject, had & line.scope_set, party=Party.STAFF, by=Record.By.OPERATOR)
        done.append("narrowed")
    if line.paused_by:
        _pause_as(subject, newest, Party(line.paused_by))
        return [*done, "held"]
    if not newest.paused_at and not (line.scope_set <= had and _same_terms(newest, line)):
        domain.pause(subject, party=Party.STAFF)
        done.append("paused")
    return done


def _same_terms(newest: ConsentRecord, line: ledger.Line) -> bool:
    return (line.capacity, line.identification, line.given_on, line.expires_on) == (
        str(newest.capacity),
        str(newest.identification),
        newest.given_on.isoformat(),
        newest.expires_on.isoformat(),
    )


def _pause_as(subject: Subject, newest: ConsentRecord, party: Party) -> None:
    """Only one party holds a pause. The one that held it when the archive was made had let go of it since."""
    if newest.paused_at and newest.paused_by != party:
        domain.resume(subject, party=Party(newest.paused_by))
    domain.pause(subject, party=party)


def _links_again(lines: list[ledger.Line]) -> list[str]:
    """Private links that had ended end again. Those given since nobody can bring back."""
    ended = {line.link for line in lines if line.what == ledger.LINK_ENDED}
    again = list(TakeBackKey.objects.filter(code_digest__in=ended, ended_at=None))
    for key in again:
        import_string("consent.taking_back.domain.end_key")(key, by=Record.By.OPERATOR)
    given = {line.link for line in lines if line.what == ledger.LINK_GIVEN} - ended
    here = set(TakeBackKey.objects.filter(code_digest__in=given).values_list("code_digest", flat=True))
    said = [f"Private links: {len(again)} ended again."] if again else []
    if lost := given - here:
        said.append(
            f"Private links given since the backup: {len(lost)}. They open nothing any more, and nobody can bring them "
            "back. Tell the keepers of consents, who hand out new ones."
        )
    return said


def _subjects(keys: Iterable[str]) -> list[Subject]:
    return [subject for key in sorted(keys) for subject in Subject.objects.filter(pk=key)]


register(Duty("consent.erasures", tell, check, do))

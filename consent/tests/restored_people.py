"""People and their consents around a backup: ``python -m consent.tests.restored_people STEP``.

Each step is a process, as it is for an operator; what it found out is a line of JSON, its last.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

import django
from django.core.management import CommandError, call_command
from django.db import connection

from core.tests.folders import tables
from edge import restoring


def have_an_eraser() -> None:
    """Where the site's own is not built yet, one that empties a label."""
    name = "consent.erasure.domain"
    if find_spec(name) is not None:
        return

    def erase(subject: Any, *, party: Any, by: Any = None) -> Any:
        from consent.domain import withdraw
        from consent.enums import ErasureState
        from consent.models import Erasure
        from core.clock import now

        withdraw(subject, "hub")

        subject.label, subject.erased_at = "", now()
        subject.save()
        made, _new = Erasure.objects.get_or_create(subject=subject, defaults={"party": party})
        made.state, made.finished_at = ErasureState.COMPLETE, now()
        made.save()
        return made

    import consent.erasure

    sys.modules[name] = consent.erasure.domain = ModuleType(name)
    sys.modules[name].erase = erase


def begin() -> None:
    """People, a backup, and what each of them wants after it."""
    from consent import domain
    from consent.enums import Party, Scope
    from consent.models import Subject
    from consent.taking_back.domain import end_key, give_key
    from e2e.build import consenting

    people = {"unrecorded": Subject.objects.create(label="label-unrecorded")}
    for name in ("erased", "asked", "half-erased", "withdrew", "paused", "narrowed", "widened", "stayed"):
        people[name] = consenting()
        Subject.objects.filter(pk=people[name].pk).update(label=f"label-{name}")
        people[name].refresh_from_db()
    ended = give_key(people["withdrew"], Party.PERSON)
    for name in ("stayed", "paused", "erased"):
        give_key(people[name], Party.PERSON)
    domain.change_scopes(people["widened"], [Scope.SITE], party=Party.PERSON)
    # Withdrawn and given anew before the backup: that one holds.
    domain.withdraw(people["stayed"], "email")
    domain.record(people["stayed"], _terms(), [Scope.SITE])
    _ask_to_erase(people["half-erased"])
    call_command("backup")

    _erase(people["erased"])
    _erase(people["unrecorded"])
    _ask_and_be_cut_off(people["asked"])
    domain.withdraw(people["withdrew"], "email", party=Party.PERSON)
    domain.pause(people["paused"], party=Party.PERSON)
    domain.change_scopes(people["narrowed"], [Scope.SITE], party=Party.PERSON)
    domain.record(people["widened"], _terms(), list(Scope))
    end_key(ended.key)
    give_key(people["stayed"], Party.PERSON)
    _say({name: str(person.pk) for name, person in people.items()})


def _terms() -> Any:
    from consent import domain, texts
    from consent.enums import AgeBand, Capacity, Identification, TextName
    from core.clock import today

    return domain.Terms(
        capacity=Capacity.SELF,
        identification=Identification.NONE,
        given_on=today(),
        expires_on=today().replace(year=today().year + 1, day=1),
        age_band=AgeBand.ADULT,
        text=texts.current(TextName.STORY, "en"),
    )


def _ask_to_erase(subject: Any) -> None:
    """As an erasure stands that was cut off after its first step."""
    from consent.enums import ErasureState, Party
    from consent.erasure import domain
    from consent.models import Erasure

    if hasattr(domain, "_begin"):
        domain._begin(subject, Party.PERSON, None, "email")
    else:
        Erasure.objects.create(subject=subject, state=ErasureState.RUNNING, party=Party.PERSON)


def _erase(subject: Any) -> None:
    from consent.enums import Party
    from consent.erasure.domain import erase

    erase(subject, party=Party.PERSON)


class CutOff(BaseException):
    pass


def _ask_and_be_cut_off(subject: Any) -> None:
    """Before anything but the asking is done."""
    from consent.erasure import domain

    def cut(*args: Any) -> None:
        raise CutOff

    take, domain._take = domain._take, cut
    with suppress(CutOff):
        _erase(subject)
    domain._take = take


def restore() -> None:
    call_command("restore", *sys.argv[2:])


def restore_and_die() -> None:
    """Refused without the list; with it, killed before anybody is erased again."""
    from consent import after_restore

    try:
        call_command("restore", sys.argv[2])
    except CommandError as error:
        sys.stdout.write(f"{error}\n")
        sys.stdout.flush()
    if restoring.flag().exists() or tables(Path(str(connection.settings_dict["NAME"]))):
        sys.exit("something was changed")
    after_restore._erase_again = lambda lines: os._exit(9)
    call_command("restore", *sys.argv[2:])


def restore_and_look() -> None:
    restore()
    look()


def look() -> None:
    """Label, where they are shown, who paused it, and how many links open."""
    from consent import domain
    from consent.models import Subject
    from consent.taking_back.domain import open_keys

    found = {}
    for one in Subject.objects.all():
        newest = domain.newest(one)
        found[str(one.pk)] = [
            one.label,
            [str(scope) for scope in domain.scopes_in_force(one)],
            newest.paused_by if newest else "",
            open_keys().filter(subject=one).count(),
        ]
    _say(found)


def _say(found: Any) -> None:
    sys.stdout.write(f"{json.dumps(found)}\n")


STEPS = {step.__name__: step for step in (begin, restore, restore_and_die, restore_and_look)}

if __name__ == "__main__":
    django.setup()
    have_an_eraser()
    STEPS[sys.argv[1]]()

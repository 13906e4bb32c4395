"""Times long lists: ``python -m e2e.bench.lists fill ROOM NUMBER`` makes rows, ``… time PATH …`` asks for pages.

In the environment of e2e/site.py. ``time`` prints a JSON object {path: milliseconds}, the 95th percentile of each.
A path may hold ``{deep}``, the place of one of the oldest drawings, ``{drawing}``, the id of one in the middle, and
``{class}``, the id of a class. Pages for staff are asked for by the head of the demo's bench, who decides everywhere;
those behind the schools' door by a teacher, whose school has as many drawings however many others have.
"""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING

import django

from consent.enums import AgeBand

if TYPE_CHECKING:
    from gallery.models import Competition
    from schools.models import Contact

#: Before anything counts, a process has answered each path this often.
WARM = 3
TIMES = 40


STAFF = "/admin/"
STAFF_LOGIN = "safeguarding@demo.example"
SCHOOLS = "/en/schools/"
TEACHER = "many.classes@demo.example"
CLASSES, DRAWINGS = 4, 25


def fill(room: str, number: int) -> None:
    """That many events to come; or drawings in all galleries, and as many that wait for one."""
    if room == "events":
        from events.tests.many import make_many_events

        make_many_events(number)
        return
    from gallery.enums import State
    from gallery.models import Competition
    from gallery.tests.many import make_many_entries

    newest, *others = Competition.objects.order_by("-year")
    for competition in others:
        make_many_entries(number // 4 // len(others), competition)
    make_many_entries(number - number // 4 // len(others) * len(others), newest)
    make_many_entries(number, newest, State.PENDING, copies=False)
    _fill_a_school(newest)


def _fill_a_school(competition: Competition) -> None:
    """By the moves that lead there: half of its classes are sent, the others are to be completed."""
    from gallery import domain
    from gallery.tests.classes import a_draft, complete
    from schools.tests.visits import a_contact

    contact = a_contact(email=TEACHER)
    for number in range(CLASSES):
        batch = domain.open_class(competition, contact, language="en", band=AgeBand.FROM_7)
        domain.make_slips(batch, DRAWINGS, contact=contact)
        for _drawing in range(DRAWINGS):
            complete(batch) if number % 2 else a_draft(batch)
        if number % 2:
            domain.send(batch, contact=contact)


def timed(paths: list[str]) -> dict[str, float]:
    from django.test import Client

    from accounts.models import User
    from core.tests.sessions import signed_in
    from schools import domain as schools
    from schools.tests.visits import visit

    reader = Client(headers={"host": "127.0.0.1"})
    staff = reader
    if any(path.startswith(STAFF) for path in paths):
        staff = signed_in(User.objects.get(email=STAFF_LOGIN), headers={"host": "127.0.0.1"})
    teacher = Client(headers={"host": "127.0.0.1"})
    contact = schools.find_contact(TEACHER)
    if contact is not None:
        visit(teacher, contact)
    clients = {STAFF: staff, SCHOOLS: teacher}
    words = _words(contact)
    taken: dict[str, list[float]] = {path: [] for path in paths}
    for number in range(WARM + TIMES):
        # In turn, so that what slows the machine for a while slows all of them.
        for path in paths:
            client = next((known for start, known in clients.items() if path.startswith(start)), reader)
            started = time.perf_counter()
            response = client.get(path.format(**words))
            seconds = time.perf_counter() - started
            if response.status_code != 200:
                raise SystemExit(f"{path} answered {response.status_code}")
            if number >= WARM:
                taken[path].append(seconds * 1000)
    return {path: sorted(times)[int(len(times) * 0.95)] for path, times in taken.items()}


def _words(contact: Contact | None) -> dict[str, object]:
    from gallery.models import Competition, Entry

    newest = Competition.objects.order_by("-year").first()
    shown = Entry.objects.public().filter(competition=newest).order_by("place")
    middle = shown[shown.count() // 2] if shown.exists() else None
    oldest = list(shown.values_list("place", flat=True)[:30])
    sent = contact.batches.order_by("pk").last() if contact else None
    return {
        "deep": oldest[-1] if oldest else 0,
        "drawing": middle.public_id if middle else "",
        "class": sent.public_id if sent else "",
    }


if __name__ == "__main__":
    django.setup()
    if sys.argv[1] == "fill":
        fill(sys.argv[2], int(sys.argv[3]))
    else:
        print(json.dumps(timed(sys.argv[2:])))

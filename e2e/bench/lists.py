"""Times long lists: ``python -m e2e.bench.lists fill NUMBER`` makes rows, ``… time PATH …`` asks for pages.

In the environment of e2e/site.py. ``time`` prints a JSON object {path: milliseconds}, the 95th percentile of each.
"""

from __future__ import annotations

import json
import sys
import time

import django

#: Before anything counts, a process has answered each path this often.
WARM = 3
TIMES = 40


def fill(number: int) -> None:
    """That many events to come, and that many drawings in the gallery of the competition that is open."""
    from events.tests.many import make_many_events
    from gallery.models import Competition
    from gallery.tests.many import make_many_entries

    make_many_events(number)
    make_many_entries(number, Competition.objects.order_by("-year").first())


def timed(paths: list[str]) -> dict[str, float]:
    from django.test import Client

    client = Client(headers={"host": "127.0.0.1"})
    taken: dict[str, list[float]] = {path: [] for path in paths}
    for number in range(WARM + TIMES):
        # In turn, so that what slows the machine for a while slows all of them.
        for path in paths:
            started = time.perf_counter()
            response = client.get(path)
            seconds = time.perf_counter() - started
            if response.status_code != 200:
                raise SystemExit(f"{path} answered {response.status_code}")
            if number >= WARM:
                taken[path].append(seconds * 1000)
    return {path: sorted(times)[int(len(times) * 0.95)] for path, times in taken.items()}


if __name__ == "__main__":
    django.setup()
    if sys.argv[1] == "fill":
        fill(int(sys.argv[2]))
    else:
        print(json.dumps(timed(sys.argv[2:])))

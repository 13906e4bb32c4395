"""Web processes and workers are killed at random while drawings come in.

What somebody has a receipt for is there, once, to the last byte; and all of it can be decided on in the end, without
anybody doing anything but starting the processes again.
"""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from itertools import cycle, islice
from pathlib import Path

import pytest

from config.progress import ROOT
from config.run import answers
from e2e import site as sites
from e2e.bench.hostile import children
from e2e.site import NOW, WITH_ADMIN, Site
from e2e.staff import rows
from e2e.uploading import Door, Receipt, classes_door, send_class, send_until_received, staff_door

pytestmark = pytest.mark.soak

SOAK = os.environ.get("SOAK") == "1"
DRAWINGS = 300 if SOAK else 12
SENDERS = 4
CLASSES = 4
#: How many of them must have met a kill, and been sent once more.
SENT_AGAIN = 30 if SOAK else 2
#: A web process is killed within the time of so many first uploads from the moment at which it answers: the first is
#: its slowest, and some must get by.
UPLOADS_UNTIL_THE_WEB = 2
#: Seconds from its start to the worker's end: it takes a few to start, and is killed before, while and after it makes
#: drawings ready.
UNTIL_THE_WORKER = (2.0, 9.0)
#: Times the minute clock may have to come round until all is done.
MOST_ROUNDS = 30
WORKER = [
    sys.executable,
    "manage.py",
    "db_worker",
    "--backend",
    "worker",
    "--queue-name",
    "*",
    "--no-startup-delay",
]


class Killer:
    """Kills web processes and the worker again and again; gunicorn and this one start them anew.

    A web process only once it answers, a moment later: one that is killed while it starts receives nothing at all.
    """

    def __init__(self, site: Site, environment: dict[str, str], an_upload: float) -> None:
        self.site, self.environment = site, environment
        self.until_the_web = UPLOADS_UNTIL_THE_WEB * an_upload
        self.over = threading.Event()
        self.killed: Counter[str] = Counter()
        self.chance = random.Random(525)
        self.worker = self._a_worker()
        self.threads = [threading.Thread(target=kill) for kill in (self._kill_the_web, self._kill_the_worker)]

    def start(self) -> None:
        for thread in self.threads:
            thread.start()

    def stop(self) -> None:
        self.over.set()
        for thread in self.threads:
            thread.join()
        self.worker.kill()
        self.worker.wait()

    def _kill_the_web(self) -> None:
        while not self.over.wait(self.chance.uniform(0, self.until_the_web)):
            for process in children(self.site.process):
                self._kill("web", process)
            while not (self.over.is_set() or answers(self.site.address)):
                time.sleep(0.05)

    def _kill_the_worker(self) -> None:
        while not self.over.wait(self.chance.uniform(*UNTIL_THE_WORKER)):
            # The program that decodes for it ends by itself: nobody reads what it writes.
            self._kill("worker", self.worker.pid)
            self.worker.wait()
            self.worker = self._a_worker()

    def _kill(self, name: str, process: int) -> None:
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
            self.killed[name] += 1

    def _a_worker(self) -> subprocess.Popen[bytes]:
        nothing = subprocess.DEVNULL
        return subprocess.Popen(
            WORKER, cwd=ROOT, env=self.environment, stdin=nothing, stdout=nothing, stderr=nothing
        )


@contextmanager
def killing(site: Site, an_upload: float) -> Iterator[Killer]:
    """``an_upload``: the seconds that a first one takes where nothing is killed."""
    killer = Killer(site, site.files.environment(site.address, settings=WITH_ADMIN), an_upload)
    killer.start()
    try:
        yield killer
    finally:
        killer.stop()


def at(site: Site, moment: datetime, *command: str) -> None:
    """A command of the site at that moment of its own time."""
    environment = site.files.environment(site.address, clock=moment.isoformat(), settings=WITH_ADMIN)
    sites.run([sys.executable, "manage.py", *command], environment)


def send_while_killed(killer: Killer, doors: Iterator[Door], receipts: list[Receipt]) -> None:
    """All of them, and more where too few were hit: a test in which nothing is hit says nothing."""
    with ThreadPoolExecutor(SENDERS) as pool:
        while len(receipts) < DRAWINGS or sent_again(receipts) < SENT_AGAIN:
            assert len(receipts) < 20 * DRAWINGS, f"hardly any was hit: {dict(killer.killed)}"
            contents = [drawn(number) for number in range(len(receipts), len(receipts) + SENDERS)]
            receipts += pool.map(send_until_received, islice(doors, SENDERS), contents)


def sent_again(receipts: list[Receipt]) -> int:
    return sum(receipt.tries > 1 for receipt in receipts)


def drawn(number: int) -> bytes:
    from gallery.tests.factories import drawn as a_drawing

    return a_drawing(number, (640, 480))


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="finds processes by /proc")
def test_whatever_is_killed_every_receipt_has_its_drawing_once_and_all_can_be_decided_on() -> None:
    with sites.served(sites.begun(), settings=WITH_ADMIN) as site:
        staff, classes = staff_door(site), [classes_door(site) for _class in range(CLASSES)]
        # Every other drawing comes through the classes' door.
        doors = cycle(door for one in classes for door in (staff, one))
        began = time.monotonic()
        receipts = [send_until_received(next(doors), drawn(0))]
        a_first_upload = time.monotonic() - began
        receipts.append(send_until_received(next(doors), drawn(1)))
        with killing(site, a_first_upload) as killer:
            send_while_killed(killer, doors, receipts)
            while not killer.killed["worker"]:
                time.sleep(0.1)

        _every_receipt_has_its_bytes(site, receipts)
        moment = datetime.fromisoformat(NOW)
        half = len(receipts) // 2
        ready = {("staff", "pending"): half, ("classes", "draft"): half}
        for _round in range(MOST_ROUNDS):
            moment += timedelta(minutes=11)
            at(site, moment, "tick")
            at(site, moment, *WORKER[2:], "--batch")
            if (states := _states(site)) == ready:
                break

        assert states == ready
        # A teacher's wait for the teacher, who now describes and sends them.
        for one in classes:
            send_class(site, one)
        assert _states(site) == {("staff", "pending"): half, ("classes", "pending"): half}
        _every_receipt_has_its_bytes(site, receipts)
        # Each went its way once, however often it was begun.
        found = (
            "SELECT move FROM gallery_decision WHERE move IN ('receive', 'make_ready', 'make_draft', 'send')"
        )
        moves = Counter(move for (move,) in rows(site, found))
        assert moves == {"receive": 2 * half, "make_ready": half, "make_draft": half, "send": half}
        print(f"{2 * half} drawings; killed: {dict(killer.killed)}; sent again: {sent_again(receipts)}")


def _states(site: Site) -> Counter[tuple[str, str]]:
    """Of all drawings: there are none but ours."""
    found = (
        "SELECT CASE WHEN b.school_id IS NULL THEN 'staff' ELSE 'classes' END, e.state "
        "FROM gallery_entry e JOIN gallery_batch b ON b.id = e.batch_id"
    )
    return Counter(rows(site, found))


def _every_receipt_has_its_bytes(site: Site, receipts: list[Receipt]) -> None:
    kept = rows(
        site,
        "SELECT idempotency_key, sha256, key FROM gallery_entry JOIN gallery_entryasset ON entry_id = gallery_entry.id "
        "WHERE kind = 'original'",
    )
    on_the_disk = {
        key: (sha256, hashlib.sha256((site.files.folder / "media" / name).read_bytes()).hexdigest())
        for key, sha256, name in kept
    }
    assert len(kept) == len(receipts)
    assert on_the_disk == {receipt.key.hex: (receipt.sha256, receipt.sha256) for receipt in receipts}

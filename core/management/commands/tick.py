from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import close_old_connections

from core.ticks import Going, rehearsals, run_jobs
from edge import restoring


class Command(BaseCommand):
    help = (
        "Do what is due this minute. Exits with an error when a job failed; the others ran all the same. "
        "With --dry-run nothing is done: it says what would be deleted, and why."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--every-minute",
            action="store_true",
            help="stay, and tick at the start of every minute (instead of a timer of the system calling this)",
        )

        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="change nothing; say what would be deleted now and why, the oldest first",
        )

    def handle(self, *args: Any, every_minute: bool, dry_run: bool, **options: Any) -> None:
        if dry_run and every_minute:
            raise CommandError("--dry-run and --every-minute exclude each other.")
        if dry_run:
            self.rehearse()
        elif every_minute:
            while True:
                # As after a request: a connection that the database dropped meanwhile must not fail the next tick.
                close_old_connections()
                self.tick()
                time.sleep(60 - time.time() % 60)
        elif failed := self.tick():
            raise CommandError(f"Failed: {', '.join(failed)}. The log says why.")

    def tick(self) -> list[str]:
        if restoring.under_way():
            # A letter to somebody who is erased, half a database: nothing is due before a restore has ended.
            return []
        outcome = run_jobs()
        return [name for name, well in outcome.items() if not well]

    def rehearse(self) -> None:
        total = 0
        for name, found in rehearsals():
            self.stdout.write(f"{name}: {'' if found else 'nothing'}".rstrip())
            for going in found:
                total += going.count
                self._tell(going)
        self.stdout.write(f"In all: {total}. Nothing was changed.")

    def _tell(self, going: Going) -> None:
        self.stdout.write(f"  {going.count} · {going.what} · {going.why}")
        for since, name in going.rows:
            if name:
                self.stdout.write(f"    {_moment(since)} {name}" if since else f"    {name}")
        if going.oldest and not going.rows[0][1]:
            self.stdout.write(f"    the oldest since {_moment(going.oldest)}")


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"

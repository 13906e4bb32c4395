from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import close_old_connections

from core.ticks import run_jobs
from edge import restoring


class Command(BaseCommand):
    help = "Do what is due this minute. Exits with an error when a job failed; the others ran all the same."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--every-minute",
            action="store_true",
            help="stay, and tick at the start of every minute (instead of a timer of the system calling this)",
        )

    def handle(self, *args: Any, every_minute: bool, **options: Any) -> None:
        if every_minute:
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

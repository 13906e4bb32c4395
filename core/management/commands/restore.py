from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.backup.after_restore import Wishes
from core.backup.errors import Refused
from core.backup.restoring import restore
from edge import restoring


class Command(BaseCommand):
    help = "Put back what `backup` has saved. Stop the site first."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("archive", metavar="FILE", help="the archive; - for standard input")
        parser.add_argument(
            "--replace", action="store_true", help="overwrite the site that is here, rows and files"
        )
        parser.add_argument(
            "--erasures",
            metavar="FILE",
            help="the list of who was erased. Default: erasures.jsonl beside the archive and in BACKUP_DIR",
        )
        parser.add_argument(
            "--no-erasures-since",
            action="store_true",
            help="say that nobody was erased since the archive was made, as there is no list that knows it",
        )

    def handle(
        self,
        *args: Any,
        archive: str,
        replace: bool,
        erasures: str | None,
        no_erasures_since: bool,
        **options: Any,
    ) -> None:
        wishes = Wishes(
            beside=None if archive == "-" else Path(archive).resolve().parent,
            replace=replace,
            erasures=Path(erasures) if erasures else None,
            no_erasures_since=no_erasures_since,
        )
        try:
            with nullcontext(sys.stdin.buffer) if archive == "-" else Path(archive).open("rb") as source:
                manifest = restore(source, wishes, self.stdout.write)
        except Refused as refused:
            raise CommandError(f"{refused.sentence} {_left()}".strip()) from None
        except OSError as error:
            raise CommandError(
                f"The restore did not end: {error.strerror or error}. {_left()}".strip()
            ) from error
        tables = len(manifest.rows)
        self.stdout.write(
            f"Restored as of {manifest.made_at}: {sum(manifest.rows.values())} rows in {tables} tables and "
            f"{len(manifest.files)} files, each as the archive says."
        )
        if manifest.missing:
            self.stdout.write(f"{len(manifest.missing)} files were missing when the backup was made already.")
        self.stdout.write("Next: start the site, and look at its first page. Everybody signs in again.")


def _left() -> str:
    if restoring.under_way():
        return "The site stays shut until it does: run the same command again."
    return ""

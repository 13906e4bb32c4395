from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.backup.errors import Refused
from core.backup.making import back_up

#: Names that are written out; the manifest holds all.
SHOWN = 10


class Command(BaseCommand):
    help = "Save rows and files of one moment in one archive, while the site goes on."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--to",
            metavar="FILE",
            help="where to write it; - for standard output. Default: BACKUP_DIR/forget-me-not-<time>.tar.gz",
        )

    def handle(self, *args: Any, to: str | None, **options: Any) -> None:
        # What is said must not get into the archive.
        say = self.stderr.write if to == "-" else self.stdout.write
        if to == "-" and sys.stdout.isatty():
            raise CommandError("An archive is nothing to read. Send it on: manage.py backup --to - | age …")
        target = sys.stdout.buffer if to == "-" else Path(to) if to else None
        try:
            manifest = back_up(target, lambda sentence: say(sentence, self.style.NOTICE))
        except Refused as refused:
            raise CommandError(refused.sentence) from None
        except OSError as error:
            raise CommandError(f"No backup was made: {error.strerror or error}.") from error
        say(f"Saved: {sum(manifest.rows.values())} rows, {len(manifest.files)} files.")
        if manifest.missing:
            self.stderr.write(
                self.style.WARNING(
                    f"Warning: rows name {len(manifest.missing)} files that the storage does not have. They are on "
                    "the manifest under “missing”:"
                )
            )
            for name in manifest.missing[:SHOWN]:
                self.stderr.write(f"  {name}")

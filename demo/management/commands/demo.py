from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from demo.load_schools import TEACHERS
from demo.loader import LOGINS, PASSWORD, Loader


class Command(BaseCommand):
    help = "Load the demo site. Running it again adds what is missing and changes nothing that is there."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--content",
            action="store_true",
            help="load the pages as drafts, without logins, to start a real site from",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO and not options["content"]:
            raise CommandError(
                "The demo has public passwords. Set DEMO=1, or use --content for its pages as drafts."
            )
        Loader(self.stdout.write, as_drafts=options["content"]).load()
        if not options["content"]:
            self.stdout.write(f"Demo logins, password {PASSWORD}: {', '.join(LOGINS)}")
            self.stdout.write(
                f"Teachers come in by a link from /en/schools/, without a password: {', '.join(TEACHERS)}. "
                "The letter lies in var/mail/."
            )

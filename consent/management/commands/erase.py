"""``manage.py erase <subject id>``: the operator erases somebody, or looks first at what there is."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from audit.models import Record
from consent.domain import Refused
from consent.enums import Party
from consent.erasure.domain import erase, receipt_lines, rehearse, what_remains
from consent.models import Erasure, Subject


class Command(BaseCommand):
    help = "Erases all that is held of somebody, and prints the receipt. With --dry-run it only counts."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("subject", help="the id of the person in the records of consent")
        parser.add_argument("--dry-run", action="store_true", help="count, and change nothing")
        parser.add_argument("--party", choices=Party.values, default=Party.PERSON, help="who asked for it")
        parser.add_argument("--proof", type=Path, help="a file to write the receipt to")
        parser.add_argument("--yes", action="store_true", help="do not ask again")

    def handle(self, *args: Any, **options: Any) -> None:
        subject = _subject(options["subject"])
        if not subject.erased_at:
            self._tell_what_there_is(subject)
        if options["dry_run"]:
            self.stdout.write(_("Nothing was changed."))
            return
        if not subject.erased_at and not options["yes"]:
            self._ask(subject)
        try:
            erasure = erase(subject, party=Party(options["party"]), by=Record.By.OPERATOR)
        except Refused as refused:
            raise CommandError(refused.sentence) from None
        receipt = "\n".join(_receipt(erasure))
        self.stdout.write(receipt)
        if options["proof"]:
            options["proof"].write_text(receipt + "\n")

    def _tell_what_there_is(self, subject: Subject) -> None:
        for found in rehearse(subject):
            pages = ", ".join(str(page) for page in found.pages)
            self.stdout.write(f"{found.count:>6}  {found.words}{f' ({pages})' if pages else ''}")
            if found.about_pages:
                self.stdout.write(f"        {found.about_pages} {' · '.join(found.titles)}")

    def _ask(self, subject: Subject) -> None:
        short = str(subject.pk)[:8]
        typed = input(
            _("This cannot be undone. Type %(id)s to erase it all, anything else to stop: ") % {"id": short}
        )
        if typed.strip() != short:
            raise CommandError(_("Nothing was changed."))


def _subject(key: str) -> Subject:
    try:
        return Subject.objects.get(pk=UUID(key))
    except (Subject.DoesNotExist, ValidationError, ValueError):
        raise CommandError(_("There is nobody with this id. Nothing was changed.")) from None


def _receipt(erasure: Erasure) -> list[str]:
    lines = [
        _("Receipt %(id)s of %(day)s")
        % {"id": erasure.pk, "day": f"{erasure.finished_at:%Y-%m-%d %H:%M} UTC"}
    ]
    for line in receipt_lines(erasure):
        left = f"  {line.left}: {line.why}" if line.left else ""
        lines.append(f"{line.reached:>6} / {line.found:<6} {line.words}{left}")
    return [*lines, *what_remains(erasure)]

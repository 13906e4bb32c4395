"""Invite from the command line: the first coordinator, or whoever lost a factor when nobody is left to reset it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.address import the_one_form
from accounts.holdings import Holding
from accounts.models import User
from accounts.people import domain
from audit.models import Record
from core.roles import Role


class Command(BaseCommand):
    help = "Invite somebody, print the link, and send it by mail. --factor-reset: for somebody who is here already."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", help="e-mail address")
        parser.add_argument(
            "--role",
            action="append",
            default=[],
            help="coordinator, or with what it is held for: translator:es, editor:<key of a partner>. May be repeated",
        )
        parser.add_argument(
            "--language", default=settings.LANGUAGE_CODE, help="of the letter and the admin: lt"
        )
        parser.add_argument("--first-name", default="")
        parser.add_argument("--last-name", default="")
        parser.add_argument(
            "--factor-reset",
            action="store_true",
            help="remove every second factor of this person, end their sessions, and send a link for a new one",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            sent = self._reset(options) if options["factor_reset"] else self._invite(options)
        except domain.Refused as refused:
            raise CommandError(refused.sentence) from None
        self.stdout.write(
            "A letter is on its way. The same link, for this person alone, once, within 7 days:"
        )
        self.stdout.write(sent.link)

    def _invite(self, options: dict[str, Any]) -> domain.Sent:
        if not options["role"]:
            raise CommandError("Say which role: --role coordinator")
        return domain.invite(
            options["address"],
            options["first_name"],
            options["last_name"],
            [self._holding(written) for written in options["role"]],
            options["language"],
            Record.By.OPERATOR,
        )

    def _reset(self, options: dict[str, Any]) -> domain.Sent:
        user = User.objects.filter(email=the_one_form(options["address"])).first()
        if user is None:
            raise CommandError("Nobody with this address is here.")
        return domain.reset_factors(user, Record.By.OPERATOR)

    def _holding(self, written: str) -> Holding:
        holding = Holding.named(written)
        if holding is None:
            known = ", ".join(Role.values)
            raise CommandError(
                f"“{written}” is no role. Roles: {known}. "
                "A translator needs a language (translator:es), an editor and a moderator a partner (editor:<key>)."
            )
        return holding

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from accounts.applying import apply_rights
from audit.models import Record


class Command(BaseCommand):
    help = "Set what every role may do to what the code says. Done by itself after each migration."

    def handle(self, *args: Any, **options: Any) -> None:
        applied = apply_rights(by=Record.By.OPERATOR)
        if applied:
            self.stdout.write(
                f"{applied.given} permissions given, {applied.taken} taken, {applied.gone} groups removed."
            )
        else:
            self.stdout.write("Every role may do what it should. Nothing was changed.")

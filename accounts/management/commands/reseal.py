"""Seal the secrets of second factors anew, with the first key in ``FIELD_KEY``: before an old one is taken away."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from audit.sealed import Unreadable, seal, unseal

#: What allauth keeps sealed in an authenticator's data; lists hold one sealed text each.
SEALED = ("secret", "seed", "migrated_codes")


class Command(BaseCommand):
    help = "Seal the secrets of second factors with the first key in FIELD_KEY. May be run again at any time."

    def handle(self, *args: Any, **options: Any) -> None:
        done, unreadable = 0, 0
        for key in Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN).values_list(
            "pk", flat=True
        ):
            try:
                done += _reseal(key)
            except Unreadable:
                unreadable += 1
        self.stdout.write(f"Sealed anew: {done}.")
        if unreadable:
            raise CommandError(
                f"{unreadable} cannot be read with any key in FIELD_KEY: put the key they were sealed with behind the "
                "others, or have these people's factors reset (docs/operators.md)."
            )


def _reseal(key: int) -> int:
    """Each under its own lock: somebody may use up a recovery code at this moment."""
    with transaction.atomic():
        factor = Authenticator.objects.select_for_update().filter(pk=key).first()
        if factor is None:
            return 0
        for name in SEALED:
            if name in factor.data:
                factor.data[name] = _sealed_anew(factor.data[name])
        factor.save(update_fields=["data"])
    return 1


def _sealed_anew(kept: Any) -> Any:
    return [seal(unseal(one)) for one in kept] if isinstance(kept, list) else seal(unseal(kept))

"""Seal anew what this site keeps sealed, with the first key in ``FIELD_KEY``: before an old one is taken away."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import Model

from audit.sealed import Unreadable, seal, sealed_fields, unseal

#: What allauth keeps sealed in an authenticator's data; lists hold one sealed text each.
SEALED = ("secret", "seed", "migrated_codes")


class Command(BaseCommand):
    help = (
        "Seal second factors, addresses and letters that wait with the first key in FIELD_KEY. May be run again at any "
        "time."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        factors = Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN).values_list("pk", flat=True)
        kept = [
            (_column, (model, name, pk)) for model, name in sealed_fields() for pk in _filled(model, name)
        ]
        done, unreadable = 0, 0
        for seal_anew, row in [(_factor, (key,)) for key in factors] + kept:
            try:
                done += seal_anew(*row)
            except Unreadable:
                unreadable += 1
        self.stdout.write(f"Sealed anew: {done}.")
        if unreadable:
            raise CommandError(
                f"{unreadable} cannot be read with any key in FIELD_KEY: put the key they were sealed with behind the "
                "others; or, of second factors, have them reset (docs/operators.md)."
            )


def _filled(model: type[Model], name: str) -> list[Any]:
    return list(model._base_manager.exclude(**{name: ""}).values_list("pk", flat=True))


def _column(model: type[Model], name: str, key: Any) -> int:
    """0 when somebody has changed or emptied it at this moment: then it is sealed with the first key already."""
    rows = model._base_manager.filter(pk=key)
    for sealed in rows.exclude(**{name: ""}).values_list(name, flat=True):
        return rows.filter(**{name: sealed}).update(**{name: seal(unseal(sealed))})
    return 0


def _factor(key: int) -> int:
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

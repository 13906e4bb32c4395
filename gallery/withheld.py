"""Copies of drawings that may not be handed out now: a pause hides them and deletes nothing."""

from __future__ import annotations

from consent.domain import holding
from consent.enums import Scope
from edge.memo import memoised_per_version

from .files import PUBLIC
from .models import Entry


def is_withheld(file_name: str) -> bool:
    folder, _slash, rest = file_name.partition("/")
    return folder == PUBLIC and _without_consent(rest.partition("/")[0])


@memoised_per_version
def _without_consent(key: str) -> bool:
    return bool(Entry.objects.filter(public_key=key).exclude(holding(Scope.SITE, "subject_id")).exists())

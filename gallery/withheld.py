"""Copies of drawings that may not be handed out now: all but those that a row in the gallery names. A pause hides them
and deletes nothing; of what left the gallery they may lie there for a minute more, when the storage was away."""

from __future__ import annotations

from django.db.models import Q

from consent.domain import holding
from consent.enums import Scope
from edge.memo import memoised_per_version

from .enums import State
from .files import PUBLIC
from .models import Entry


def is_withheld(file_name: str) -> bool:
    folder, _slash, rest = file_name.partition("/")
    return folder == PUBLIC and _not_shown(rest.partition("/")[0])


@memoised_per_version
def _not_shown(key: str) -> bool:
    shown = Q(holding(Scope.SITE, "subject_id"), state=State.PUBLISHED)
    # Also what no row names: a release that was cut off leaves files for the sweep, and none of them is public.
    return not Entry.objects.filter(shown, public_key=key).exists()

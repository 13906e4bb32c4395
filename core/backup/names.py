"""Which files rows know of. A file field says it by itself; a room whose names stand in text fields, or follow from
several, lists them in a ``kept_files.py`` of its own. They are found by that name.

The backup asks this of the rows it saves: what they name must be in it, and what they do not name and is gone must not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from django.apps import apps
from django.db import models
from django.utils.module_loading import autodiscover_modules

#: Takes the alias of the database to ask.
Names = Callable[[str], Iterable[str]]

_more: dict[str, Names] = {}
_kept_out: dict[str, Names] = {}


def keeps_files(names: Names) -> Names:
    """Have a function asked for names in the default storage."""
    _more[f"{names.__module__}.{names.__qualname__}"] = names
    return names


def keeps_out(names: Names) -> Names:
    """Have a function asked for names that no backup may hold, though rows know of them: copying them is a wrong."""
    _kept_out[f"{names.__module__}.{names.__qualname__}"] = names
    return names


def never_saved(using: str) -> set[str]:
    autodiscover_modules("kept_files")
    return {name for names in _kept_out.values() for name in names(using)}


def known_to_rows(using: str) -> Iterator[str]:
    autodiscover_modules("kept_files")
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.local_concrete_fields:
            if isinstance(field, models.FileField) and model._meta.managed and not model._meta.proxy:
                rows = model._base_manager.using(using).exclude(**{field.name: ""})
                yield from (name for name in rows.values_list(field.name, flat=True).iterator() if name)
    for names in _more.values():
        yield from names(using)

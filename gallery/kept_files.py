"""Which files of drawings rows know of: names in a text field, and names that follow from two rows. What is sealed lies
on the server once, and in no backup.
"""

from __future__ import annotations

from collections.abc import Iterator

from core.backup.names import keeps_files, keeps_out

from .enums import State
from .files import public_name
from .models import Entry, EntryAsset
from .pictures import released_of

AT_ONCE = 500


@keeps_files
def files_of_entries(using: str) -> Iterator[str]:
    yield from EntryAsset.objects.using(using).values_list("key", flat=True).iterator()
    released = Entry.objects.using(using).filter(state=State.PUBLISHED).prefetch_related("assets")
    for entry in released.iterator(chunk_size=AT_ONCE):
        for asset in released_of(entry.assets.all()):
            yield public_name(entry.public_key, asset)


@keeps_out
def files_of_what_is_sealed(using: str) -> Iterator[str]:
    sealed = EntryAsset.objects.using(using).filter(entry__state=State.SEALED)
    yield from sealed.values_list("key", flat=True)

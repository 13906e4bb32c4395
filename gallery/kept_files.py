"""Which files of drawings rows know of: names in a text field, and names that follow from two rows."""

from __future__ import annotations

from collections.abc import Iterator

from core.backup.names import keeps_files

from .enums import AssetKind, State
from .files import public_name
from .models import EntryAsset


@keeps_files
def files_of_entries(using: str) -> Iterator[str]:
    for asset in EntryAsset.objects.using(using).select_related("entry").iterator():
        yield asset.key
        if asset.kind == AssetKind.COPY and asset.entry.state == State.PUBLISHED:
            yield public_name(asset.entry.public_key, asset)

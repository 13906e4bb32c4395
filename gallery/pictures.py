"""The copies of a released drawing as a page asks for them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from django.conf import settings

from core.images.renditions import Copy, PublicPicture, Source

from . import files
from .enums import AssetKind
from .models import Entry, EntryAsset

#: The best first; what every browser reads comes last.
CONTENT_TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
#: Enough for a card on a phone of today; a page of cards must stay light.
WIDEST_ON_A_CARD = 640


def released_of(assets: Iterable[EntryAsset]) -> list[EntryAsset]:
    """Of a released drawing's files those that lie in public: the covered ones alone, where anything is covered."""
    there = list(assets)
    covered = [asset for asset in there if asset.kind == AssetKind.MASKED and asset.delete_after is None]
    return covered or [asset for asset in there if asset.kind == AssetKind.COPY]


def public_copies(entry: Entry, widest: int | None = None) -> PublicPicture | None:
    """Up to ``widest`` pixels wide, but always one. ``None`` when nothing of it lies in public.

    Asks the database nothing when the assets are prefetched.
    """
    if not entry.public_key:
        return None
    in_order = sorted(
        released_of(entry.assets.all()),
        key=lambda asset: (list(CONTENT_TYPES).index(asset.format), asset.width),
    )
    sources = [
        _source(entry.public_key, format_, list(of_it), widest)
        for format_, of_it in groupby(in_order, key=lambda asset: asset.format)
    ]
    if not sources:
        return None
    return PublicPicture(sources=tuple(sources[:-1]) or (sources[-1],), fallback=sources[-1])


def _source(key: str, kind: str, assets: list[EntryAsset], widest: int | None) -> Source:
    fitting = [asset for asset in assets if widest is None or asset.width <= widest] or assets[:1]
    return Source(
        CONTENT_TYPES[kind],
        tuple(
            Copy(f"{settings.MEDIA_URL}{files.public_name(key, asset)}", asset.width, asset.height)
            for asset in fitting
        ),
    )

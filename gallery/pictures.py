"""The copies of a released drawing as a page asks for them."""

from __future__ import annotations

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


def public_copies(entry: Entry, widest: int | None = None) -> PublicPicture | None:
    """Up to ``widest`` pixels wide, but always one. ``None`` when nothing of it lies in public.

    Asks the database nothing when the assets are prefetched.
    """
    if not entry.public_key:
        return None
    copies = [asset for asset in entry.assets.all() if asset.kind == AssetKind.COPY]
    in_order = sorted(copies, key=lambda asset: (list(CONTENT_TYPES).index(asset.format), asset.width))
    sources = [
        _source(entry.public_key, kind, list(assets), widest)
        for kind, assets in groupby(in_order, key=lambda asset: asset.format)
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

"""What is covered on a drawing: burnt into copies that are made once more, so that nothing lies below.

Only copies of that kind are ever released where anything is covered (`gallery.domain.covering`). They are made by the
worker, and by `tick` where it was interrupted.
"""

from __future__ import annotations

import logging
from contextlib import suppress

from core.images.cleaning import clean_picture

from . import domain, files
from .enums import AssetKind
from .models import Entry, EntryAsset
from .processing import copies_of, keep

logger = logging.getLogger(__name__)


def make(entry_id: int) -> None:
    """Make the covered copies. Does nothing for an entry that is not waiting for them; what fails is tried again by
    `tick`."""
    entry = domain.waiting_to_be_covered().filter(pk=entry_id).first()
    if entry is None:
        return
    places = list(entry.masks.all())
    stored: list[EntryAsset] = []
    try:
        keep(entry, AssetKind.MASKED, copies_of(_source(entry), places), stored)
        domain.covered(entry, places, stored)
    except domain.Overtaken:
        # Something else is covered now, or it was decided on: what was made says nothing any more.
        files.delete_private(asset.key for asset in stored)
    except Exception:  # a storage or a decoder fails in its own way
        logger.exception("A drawing could not be covered; the next tick tries again")
        with suppress(Exception):  # the storage may be what failed; then they are swept
            files.delete_private(asset.key for asset in stored)


def _source(entry: Entry) -> bytes:
    """The file as it was sent, cleaned; a month after a decision it is gone, and the widest copy has to do."""
    original = entry.assets.filter(kind=AssetKind.ORIGINAL).first()
    if original is not None:
        return clean_picture(files.read_private(original.key)).content
    copies = entry.assets.filter(kind=AssetKind.COPY, format="webp")
    return files.read_private(copies.order_by("-width")[0].key)

"""What a reader would see of a story, as one number: two versions with the same one read and look the same."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

from django.db.models import Model
from wagtail import blocks
from wagtail.rich_text import RichText

from .models import StoryPage

#: Every field with something of it before readers: on the page, in its address, on cards, in what finds it.
SEEN = (
    "title",
    "slug",
    "seo_title",
    "search_description",
    "listing_summary",
    "listing_image",
    "told_by",
    "composite",
    "content_note",
    "introduction",
    "body",
    "kinds",
)
#: The editor numbers paragraphs anew as it likes; nobody reads that.
_NUMBERS = re.compile(r' data-block-key="[^"]*"')


def fingerprint(page: StoryPage, **instead: Any) -> str:
    """``instead``: values of fields that count in place of the page's own."""
    seen = {name: _seen(instead.get(name, getattr(page, name))) for name in SEEN}
    return hashlib.sha256(json.dumps(seen, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _seen(value: Any) -> Any:
    """What is empty is left out, so that a field that blocks get later does not undo what was agreed to before."""
    match value:
        case blocks.StreamValue():
            return [[child.block_type, _seen(child.value)] for child in value]
        case blocks.list_block.ListValue():
            return [_seen(child) for child in value]
        case dict():
            parts = {name: _seen(part) for name, part in value.items()}
            return {name: part for name, part in parts.items() if part not in (None, "", [], {}, False)}
        case RichText():
            return _NUMBERS.sub("", value.source)
        case Model():
            # Somebody can put another file behind the same picture.
            file = getattr(value, "file", None)
            return [value._meta.label_lower, str(value.pk), file.name if file else ""]
        case list() | tuple():
            return [_seen(part) for part in value]
        case bool() | int() | None:
            return value
    return str(value)

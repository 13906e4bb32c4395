"""Hints for whoever decides: what looks alike, and what may be a photograph. They never decide anything."""

from __future__ import annotations

import math

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from PIL import Image

from .enums import State
from .models import Entry, Fingerprint

PARTS = ("first", "second", "third", "fourth")
#: Two drawings that differ in more of the 64 bits do not look alike.
MOST_BITS = 6
#: A part of plain paper. Half of all drawings have one, so that it says nothing about any of them.
SAYS_NOTHING = (0x0000, 0xFFFF)
#: A photograph: bits of information in the brightness of one pixel (8 at most), and the share of pixels that are dark.
PHOTO_SPREAD, PHOTO_DARKNESS, PHOTO_DARK = 6.5, 0.08, 70
#: Looked at in one go, those first that share most parts.
MOST_CANDIDATES = 400
#: Where a drawing is before people who decide. Drafts are a school's own; what the safeguarding lead has, and what is
#: over, is in no hint.
SHOWN = (State.PENDING, State.CHANGES, State.REJECTED, State.APPROVED, State.PUBLISHED, State.HIDDEN)


def fingerprint_of(picture: Image.Image) -> tuple[int, int, int, int]:
    """A difference hash: is each of 8 by 8 fields brighter than the one right of it? In four parts of two rows each."""
    small = picture.convert("L").resize((9, 8), Image.Resampling.LANCZOS).tobytes()
    bits = 0
    for row in range(8):
        for column in range(8):
            bits = bits << 1 | (small[row * 9 + column] > small[row * 9 + column + 1])
    return bits >> 48 & 0xFFFF, bits >> 32 & 0xFFFF, bits >> 16 & 0xFFFF, bits & 0xFFFF


def bits_between(one: Fingerprint, other: Fingerprint) -> int:
    return sum((getattr(one, part) ^ getattr(other, part)).bit_count() for part in PARTS)


def looks_like_photo(picture: Image.Image) -> bool:
    """A photograph has all shades between dark and bright, and real darkness; a drawing has paper and a few colours.

    Measured on a thumbnail. It says so of 6 of 8 photographs that come with Pillow's tests (not of a pale flower and of
    a balloon in a bright sky), and of 4 of the 36 drawings of the demo: dark ones, painted from edge to edge. A few
    dozen pictures are no proof, and a drawing photographed on a dark table may look like a photograph too: it opens
    blurred, that is all.
    """
    small = picture.convert("L")
    small.thumbnail((160, 160), Image.Resampling.BOX)
    pixels = small.width * small.height
    shades = small.histogram()
    spread = -sum(count / pixels * math.log2(count / pixels) for count in shades if count)
    return spread >= PHOTO_SPREAD and sum(shades[:PHOTO_DARK]) / pixels >= PHOTO_DARKNESS


def alike(entry: Entry, limit: int, among: QuerySet[Entry] | None = None) -> list[Entry]:
    """Up to ``limit`` drawings of the same competition that look like it, the most alike first, in two queries.

    ``among``: those that whoever looks may see (`reach.entries_moderated_by`); without it all that staff see.
    Two that share no part are not found: up to three bits apart every one is, up to six nearly every one.
    """
    own = Fingerprint.objects.filter(pk=entry.pk).first()
    if own is None or limit < 1:
        return []
    telling = [part for part in PARTS if getattr(own, part) not in SAYS_NOTHING] or list(PARTS)
    share = Q()
    shared: Case | Value = Value(0)
    for part in telling:
        same = Q(**{part: getattr(own, part)})
        share |= same
        shared = shared + Case(When(same, then=1), default=0, output_field=IntegerField())  # type: ignore[assignment]
    others = Fingerprint.objects.filter(share, competition=own.competition_id, entry__state__in=SHOWN)
    if among is not None:
        others = others.filter(Exists(among.filter(pk=OuterRef("entry_id"))))
    candidates = (
        others.exclude(pk=own.pk)
        .annotate(shared=shared)
        .select_related("entry__batch", "entry__country", "entry__competition")
        .order_by("-shared", "-pk")[:MOST_CANDIDATES]
    )
    near = sorted(
        ((bits_between(own, other), -other.pk, other.entry) for other in candidates), key=lambda row: row[:2]
    )
    return [other for bits, _newest, other in near[:limit] if bits <= MOST_BITS]

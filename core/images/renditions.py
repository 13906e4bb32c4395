"""The copies of a picture that readers get: a few fixed widths, in formats from small to safe."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db.models import prefetch_related_objects
from PIL import Image
from wagtail.images.models import Filter

from core.uploads import one_at_a_time

from .models import SiteImage, SiteRendition, copies_folder

WIDTHS = (320, 640, 960, 1280, 1920)
#: For browsers that know neither AVIF nor WebP. They are old, and so are their screens.
FALLBACK_WIDTHS = (320, 640, 960)
MODERN = {"avif": "image/avif", "webp": "image/webp"}

#: Making the copies of one picture takes seconds. Who comes second waits for that rather than making them again.
TIME_TO_WAIT = 30


@dataclass(frozen=True)
class Copy:
    url: str
    width: int
    height: int


@dataclass(frozen=True)
class Source:
    """The copies of one format, from narrow to wide."""

    content_type: str
    copies: tuple[Copy, ...]

    @property
    def srcset(self) -> str:
        return ", ".join(f"{copy.url} {copy.width}w" for copy in self.copies)


@dataclass(frozen=True)
class PublicPicture:
    sources: tuple[Source, ...]
    fallback: Source

    @property
    def widest(self) -> Copy:
        return self.sources[0].copies[-1]


def public_picture(image: SiteImage) -> PublicPicture:
    """All copies of a picture; those that are missing are made. One query, none if its renditions are prefetched."""
    renditions = _renditions(image)

    def source(kind: str, content_type: str, widths: Iterable[int]) -> Source:
        made = [renditions[_spec(width, kind)] for width in widths]
        return Source(content_type, tuple(Copy(one.url, one.width, one.height) for one in made))

    kind = _fallback_format(image)
    return PublicPicture(
        sources=tuple(source(modern, type_, _widths(image, WIDTHS)) for modern, type_ in MODERN.items()),
        fallback=source(kind, f"image/{kind}", _widths(image, FALLBACK_WIDTHS)),
    )


def make_renditions(image: SiteImage) -> None:
    """Make the copies that are missing. Takes seconds for a large picture, so call it from a task."""
    _renditions(image)


def prefetch_renditions(images: Iterable[SiteImage]) -> None:
    """Fetch the copies of many pictures in one query, before a list of them is shown."""
    prefetch_related_objects(list(images), "renditions")


def delete_copies(original: str) -> None:
    """Delete the public copies of the picture that is, or was, in this file: those no row knows of as well.

    Two processes that make the same copy at once leave such a file. What is taken back must not live on in it.
    """
    folder = copies_folder(original)
    try:
        names = default_storage.listdir(folder)[1]
    except FileNotFoundError:
        return
    for name in names:
        default_storage.delete(f"{folder}/{name}")
    # On disk an empty folder is left; a bucket has none.
    default_storage.delete(folder)


def _renditions(image: SiteImage) -> dict[str, SiteRendition]:
    filters = [Filter(spec) for spec in _specs(image)]
    found: dict[Filter, SiteRendition] = image.find_existing_renditions(*filters)
    if len(found) < len(filters):
        with one_at_a_time(TIME_TO_WAIT):
            # Looks again, at a fresh row: whoever held the lock may have made them.
            fresh = SiteImage.objects.get(pk=image.pk)
            found = fresh.find_existing_renditions(*filters)
            found |= _make(fresh, [filter_ for filter_ in filters if filter_ not in found])
    return {filter_.spec: found[filter_] for filter_ in filters}


def _make(image: SiteImage, filters: list[Filter]) -> dict[Filter, SiteRendition]:
    """From a picture that is decoded once and already as small as the widest copy, one after the other. Wagtail's own
    way decodes the whole original three times at once: half a gigabyte for a photo of a phone."""
    if not filters:
        return {}
    source = _source_of_copies(image)
    made = {}
    for filter_ in filters:
        file = File(io.BytesIO(source), name=image.file.name)
        made[filter_], _new = SiteRendition.objects.get_or_create(
            image=image,
            filter_spec=filter_.spec,
            focal_point_key=filter_.get_cache_key(image),
            defaults={"file": image.generate_rendition_file(filter_, source=file)},
        )
    return made


def _source_of_copies(image: SiteImage) -> bytes:
    with image.open_file() as file:
        if image.width <= WIDTHS[-1]:
            content: bytes = file.read()
            return content
        picture = Image.open(file)
        height = round(image.height * WIDTHS[-1] / image.width)
        picture.thumbnail((WIDTHS[-1], height), Image.Resampling.LANCZOS, reducing_gap=3.0)
        output = io.BytesIO()
        picture.save(output, "PNG", compress_level=1)
        return output.getvalue()


def _specs(image: SiteImage) -> list[str]:
    specs = [_spec(width, modern) for modern in MODERN for width in _widths(image, WIDTHS)]
    specs += [_spec(width, _fallback_format(image)) for width in _widths(image, FALLBACK_WIDTHS)]
    return specs


def _spec(width: int, kind: str) -> str:
    return f"width-{width}|format-{kind}"


def _widths(image: SiteImage, widths: Iterable[int]) -> list[int]:
    """Those narrower than the picture, and the next one: Wagtail never enlarges, so that is the picture's own."""
    ordered = sorted(widths)
    narrower = [width for width in ordered if width < image.width]
    return narrower + ordered[len(narrower) : len(narrower) + 1]


def _fallback_format(image: SiteImage) -> str:
    """A photo stays a JPEG; what came as PNG or WebP may have a see-through ground."""
    return "jpeg" if image.file.name.endswith((".jpg", ".jpeg")) else "png"

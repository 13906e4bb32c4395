"""Choosers whose rows are remembered: a reader's page does not fetch what it shows of others anew each time."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Model, prefetch_related_objects
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from edge.memo import VersionMemo

_rows = VersionMemo(size=2048)


class RememberedRows:
    """For a chooser block. Its rows are shared by all requests of a process until the content changes: never alter one.

    ``related``: what is fetched with them, at once for all rows of a stream.
    """

    related: tuple[str, ...] = ()
    model_class: type[Model]

    def bulk_to_python(self, values: Sequence[int | None]) -> list[Model | None]:
        return list(_rows.get_or_make((self.model_class, *values), lambda: self._fetch(values)))

    def _fetch(self, values: Sequence[int | None]) -> tuple[Model | None, ...]:
        rows: tuple[Model | None, ...] = tuple(super().bulk_to_python(values))  # type: ignore[misc]
        prefetch_related_objects([row for row in rows if row is not None], *self.related)
        return rows


class PageChoice(RememberedRows, blocks.PageChooserBlock):
    pass


class PictureChoice(RememberedRows, ImageChooserBlock):
    pass


class FileChoice(RememberedRows, DocumentChooserBlock):
    pass


__all__ = ["FileChoice", "PageChoice", "PictureChoice", "RememberedRows"]

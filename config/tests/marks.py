"""A sign that stands nowhere else, another one in every field that a person can be written into."""

from __future__ import annotations

import itertools
import re
import string
import uuid
from typing import Any

from django.db import models
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock

#: Letters alone: a first name takes nothing else.
MARK = "zqxmark"
_numbers = itertools.count(1)
_MARKED = re.compile(rf"{MARK}[a-z]{{4}}")


def a_mark() -> str:
    number = next(_numbers)
    letters = [string.ascii_lowercase[number // 26**place % 26] for place in (3, 2, 1, 0)]
    return MARK + "".join(letters)


def marked_anew(text: str) -> str:
    """The same text with other marks, as a translation of it would be; and one where it had none."""
    changed = _MARKED.sub(lambda _found: a_mark(), text)
    return changed if changed != text else f"{text} {a_mark()}"


#: Where a page stands in the tree; the tree writes it.
NOT_TYPED = frozenset({"path"})


def text_fields(model: type[models.Model]) -> list[Any]:
    """Fields that people type into. What is chosen from a list is no text."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and field.editable
        and not field.choices
        and not field.primary_key
        and field.name not in NOT_TYPED
    ]


def marked_texts(model: type[models.Model]) -> dict[str, str]:
    return {field.name: _fitting(field) for field in text_fields(model)}


def _fitting(field: Any) -> str:
    if isinstance(field, models.URLField):
        return f"https://example.org/{a_mark()}/"
    if isinstance(field, models.EmailField):
        return f"{a_mark()}@example.org"
    return a_mark()


class Filled:
    """Streams with one of every block, every text of it marked."""

    def __init__(self, picture: Any, document: Any, page: Any) -> None:
        #: Each is asked for a new row, so that every place of a picture or a file holds one of its own.
        self.picture, self.document, self.page = picture, document, page

    def streams_of(self, model: type[models.Model]) -> dict[str, Any]:
        return {
            field.name: field.stream_block.to_python(self.raw(field.stream_block))
            for field in model._meta.concrete_fields
            if isinstance(field, StreamField)
        }

    def raw(self, block: blocks.Block) -> Any:
        if isinstance(block, blocks.StreamBlock):
            return [
                {"type": name, "id": str(uuid.uuid4()), "value": self.raw(child)}
                for name, child in block.child_blocks.items()
            ]
        if isinstance(block, blocks.StructBlock):
            return {name: self.raw(child) for name, child in block.child_blocks.items()}
        if isinstance(block, blocks.ListBlock):
            return [{"type": "item", "id": str(uuid.uuid4()), "value": self.raw(block.child_block)}]
        return self._raw_field(block)

    def _raw_field(self, block: Any) -> Any:
        makers = {
            ImageChooserBlock: lambda: self.picture().pk,
            DocumentChooserBlock: lambda: self.document().pk,
            blocks.PageChooserBlock: lambda: self.page.pk,
            blocks.RichTextBlock: lambda: f"<p>{a_mark()}</p>",
            blocks.URLBlock: lambda: f"https://example.org/{a_mark()}",
            blocks.EmailBlock: lambda: f"{a_mark()}@example.org",
            blocks.CharBlock: a_mark,
            blocks.TextBlock: a_mark,
            blocks.RawHTMLBlock: a_mark,
            blocks.IntegerBlock: lambda: 1,
            blocks.ChoiceBlock: lambda: next(value for value, _words in block.field.choices if value),
        }
        for kind, make in makers.items():
            if isinstance(block, kind):
                return make()
        return block.get_prep_value(block.get_preview_value())

"""Whether another file may be put behind a picture or a document that is there already. Both forms ask here.

Rooms add their checks once, from ``AppConfig.ready``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BaseForm

#: From the picture or document to sentences; none when its file may be replaced.
Check = Callable[[Any], Iterable[str]]
_checks: dict[str, Check] = {}


def require(name: str, check: Check) -> None:
    _checks[name] = check


class ReplacingFormMixin(BaseForm):
    """For the forms behind every way a file gets in: alone, several at once, in a chooser, as a replacement."""

    instance: Any

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if self.instance.pk is not None and "file" in self.changed_data:
            sentences = [sentence for check in _checks.values() for sentence in check(self.instance)]
            if sentences:
                raise ValidationError(sentences, code="not_replaceable")
        return file

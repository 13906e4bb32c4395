"""Model fields of this room."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from facts.kinds import KindOfMissing

Codes = Callable[[], list[tuple[str, Any]]]

#: More than this and ticking boxes is no help any more.
BOXES_AT_MOST = 12


class CodeListField(models.JSONField):
    """A list of codes out of those that ``codes()`` offers, kept in the order of that list, each once.

    The codes offered stay out of migrations: they come from an enum or from CLDR, and the column never changes.
    """

    def __init__(self, *args: Any, codes: Codes | None = None, **kwargs: Any) -> None:
        self.codes = codes
        kwargs["default"] = list
        super().__init__(*args, **kwargs)

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        known = {code for code, _label in self.offered()}
        if not isinstance(value, list) or not all(isinstance(code, str) and code in known for code in value):
            raise ValidationError(_("Choose from the list only."), code="invalid_choice")

    def clean(self, value: Any, model_instance: models.Model | None) -> list[str]:
        cleaned = super().clean(value, model_instance)
        return [code for code, _label in self.offered() if code in cleaned]

    def offered(self) -> list[tuple[str, Any]]:
        """None at all for the field as migrations know it."""
        return self.codes() if self.codes else []

    def formfield(self, **kwargs: Any) -> forms.Field:
        few = len(self.offered()) <= BOXES_AT_MOST
        options = {
            "choices": self.offered,
            "required": not self.blank,
            "label": self.verbose_name,
            "help_text": self.help_text,
            "widget": forms.CheckboxSelectMultiple if few else forms.SelectMultiple(attrs={"size": 12}),
        }
        return forms.MultipleChoiceField(**{**options, **kwargs})


class KindsField(CodeListField):
    """Which kinds of "missing" something is about; none is no statement. The same in every language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("verbose_name", _("kinds of “missing”"))
        kwargs.setdefault(
            "help_text", _("What it is about. Readers find it there. None chosen says nothing.")
        )
        kwargs.setdefault("codes", lambda: list(KindOfMissing.choices))
        kwargs["blank"] = True
        super().__init__(*args, **kwargs)

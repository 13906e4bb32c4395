"""The form of a report, and how it tells people from programs without asking anybody a riddle."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import Report

SALT = "gallery.reports.form"
#: Nobody reads the choices and presses one in less.
FASTEST = timedelta(seconds=2)
OPEN_FOR = timedelta(days=1)
LONGEST = 1000
CHOOSE = gettext_lazy("Please choose what is wrong.")


class ReportForm(forms.Form):
    """``website`` is seen by nobody; a program fills in whatever there is. ``since``: when the page was made."""

    category = forms.ChoiceField(
        choices=Report.Category.choices,
        error_messages=dict.fromkeys(("required", "invalid_choice"), CHOOSE),
    )
    text = forms.CharField(
        required=False,
        max_length=LONGEST,
        error_messages={
            "max_length": gettext_lazy("Please write less: 1000 letters and signs at most."),
        },
    )
    website = forms.CharField(required=False)
    since = forms.CharField(required=False)

    def clean(self) -> dict[str, Any]:
        """What may come from a program is sent once more, with all that was typed: of people nothing is lost."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and (cleaned.get("website") or not _was_open_a_while(cleaned.get("since", ""))):
            raise forms.ValidationError(
                _("It was not sent yet. Please press “Send” once more, so that we know you are a person.")
            )
        return cleaned

    @property
    def chosen(self) -> str:
        return str(self.data.get("category", "")) if self.is_bound else ""

    @property
    def since_then(self) -> str:
        """For the page that is shown now: what was pressed too soon is late enough when it is pressed once more."""
        given = str(self.data.get("since", "")) if self.is_bound else ""
        return given if _is_younger_than(given, OPEN_FOR) else _signer().sign("open")


def _signer() -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=SALT)


def _was_open_a_while(since: str) -> bool:
    return _is_younger_than(since, OPEN_FOR) and not _is_younger_than(since, FASTEST)


def _is_younger_than(since: str, age: timedelta) -> bool:
    """Not what is no time of ours either."""
    try:
        _signer().unsign(since, max_age=age)
    except signing.BadSignature:
        return False
    return True

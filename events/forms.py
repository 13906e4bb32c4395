"""What an address of the events index asks for, once it has been understood."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from facts import cldr

from .enums import Kind


def _countries() -> list[tuple[str, str]]:
    return [(code, code) for code in cldr.country_codes()]


@cache
def _languages() -> list[tuple[str, str]]:
    """Their names, which take longest to put in order, play no part here."""
    return [(code, code) for code, _name in cldr.language_choices()]


class FilterForm(forms.Form):
    """Only checks. The page draws what can be chosen: what partners really have, not every country of the world."""

    country = forms.ChoiceField(choices=_countries, required=False)
    kind = forms.ChoiceField(choices=Kind, required=False)
    language = forms.ChoiceField(choices=_languages, required=False)
    online = forms.ChoiceField(choices=[("1", "1")], required=False)
    past = forms.ChoiceField(choices=[("1", "1")], required=False)


#: What is wrong with each, said to a reader who followed a bad link.
PROBLEMS = {
    "country": _("There is no such country in our list."),
    "kind": _("There is no such kind of event."),
    "language": _("There is no such language in our list."),
    "online": _("“online” and “past” can only be 1."),
    "past": _("“online” and “past” can only be 1."),
}


@dataclass(frozen=True)
class Asked:
    """Codes, empty where nothing is asked."""

    country: str = ""
    kind: str = ""
    language: str = ""
    online: str = ""
    past: str = ""

    @property
    def narrowed(self) -> bool:
        return self != Asked(past=self.past)

    def but(self, **changes: str) -> Asked:
        return replace(self, **changes)

    def query(self, **more: str) -> str:
        """For an address: ``?kind=walk``, or ``?`` alone, which leads back to everything."""
        return "?" + urlencode({name: value for name, value in {**asdict(self), **more}.items() if value})


def read(parameters: Any) -> tuple[Asked, str]:
    """What is asked, and a sentence when it cannot be; then nothing is."""
    form = FilterForm(parameters)
    if form.is_valid():
        return Asked(**form.cleaned_data), ""
    sentences = dict.fromkeys(str(PROBLEMS[name]) for name in form.errors)
    return Asked(), " ".join(sentences)

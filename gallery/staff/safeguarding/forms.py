from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ...models import Concern


class ConcernForm(forms.Form):
    note = forms.CharField(
        label=_("What you see"),
        help_text=_("If you like: what is on the drawing, and what worries you. No guess, no name."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )


class CloseForm(forms.Form):
    outcome = forms.ChoiceField(label=_("What came of it"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = [outcome for outcome in Concern.Outcome if outcome != Concern.Outcome.SEALED]
        self.fields["outcome"].choices = [(outcome.value, outcome.label) for outcome in chosen]  # type: ignore[attr-defined]


class HandOverForm(forms.Form):
    their_reference = forms.CharField(
        label=_("Their file number"),
        help_text=_("As the police or the hotline call it. No name of a person."),
        max_length=60,
    )


class DestroyForm(forms.Form):
    """What is typed counts only where nobody has handed it over."""

    confirmed = forms.CharField(
        label=_("Code of the case"),
        help_text=_("Nobody has handed it over yet. To destroy it all the same, type its code."),
        max_length=20,
        required=False,
    )

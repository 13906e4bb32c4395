from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from consent.enums import Channel, Party

YES, NO = "yes", "no"


class AnswerForm(forms.Form):
    """What they told us otherwise than by their private link."""

    party = forms.ChoiceField(label=_("Who answered"))
    channel = forms.ChoiceField(
        label=_("How they told us"),
        choices=[(channel, channel.label) for channel in Channel if channel != Channel.LINK],
    )
    said = forms.ChoiceField(
        label=_("What they said"),
        choices=[
            (
                YES,
                pgettext_lazy("somebody’s answer to a version of their story", "Yes, this may be published"),
            ),
            (NO, pgettext_lazy("somebody’s answer to a version of their story", "Not like this")),
        ],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, asked: Iterable[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        party: Any = self.fields["party"]
        party.choices = [(one, one.label) for one in Party if one in set(asked)]

    def given(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {
            "yes": cleaned["said"] == YES,
            "party": Party(cleaned["party"]),
            "channel": Channel(cleaned["channel"]),
        }

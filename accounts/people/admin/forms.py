from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.roles import SCOPES, Role

from ...holdings import Holding
from ...scopes import every_holding
from ..words import THERE_FOR


@dataclass(frozen=True)
class Box:
    """One box to tick: a role, or a role for one partner or language."""

    value: str
    label: str
    ticked: bool


@dataclass(frozen=True)
class RoleBoxes:
    role: Role
    label: str
    there_for: Any
    #: Held for something: then there is a box for each partner or language.
    scoped: bool
    boxes: list[Box]

    @property
    def ticked(self) -> int:
        return sum(box.ticked for box in self.boxes)


class HoldingsForm(forms.Form):
    """Roles as boxes. ``seen`` is what was held when the page was made: somebody else may have changed it since."""

    holdings = forms.MultipleChoiceField(
        label=gettext_lazy("Roles"),
        required=False,
        error_messages={
            "invalid_choice": gettext_lazy("One of these roles does not exist (any more). Choose again.")
        },
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, held: list[Holding] | None = None, **kwargs: Any) -> None:
        self.held = [holding.group_name for holding in held or []]
        super().__init__(data, **kwargs)
        self.all_of_them = every_holding()
        field: Any = self.fields["holdings"]
        field.choices = [(holding.group_name, holding.group_name) for holding, _name in self.all_of_them]
        self.initial["seen"] = " ".join(self.held)

    def clean_holdings(self) -> list[Holding]:
        named = (Holding.named(written) for written in self.cleaned_data["holdings"])
        return [holding for holding in named if holding]

    def clean_seen(self) -> str:
        seen: str = self.cleaned_data["seen"]
        if seen != " ".join(self.held):
            raise ValidationError(
                _("Somebody else has changed these roles in the meantime. Nothing was changed; look again.")
            )
        return seen

    @property
    def by_role(self) -> list[RoleBoxes]:
        sent: Any = self.data
        ticked = set(sent.getlist("holdings") if self.is_bound else self.held)
        return [
            RoleBoxes(
                role,
                capfirst(str(role.label)),
                THERE_FOR[role],
                role in SCOPES,
                [
                    Box(holding.group_name, name, holding.group_name in ticked)
                    for holding, name in self.all_of_them
                    if holding.role == role
                ],
            )
            for role in Role
        ]


class InviteForm(HoldingsForm):
    address = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        max_length=254,
        help_text=gettext_lazy("Of this person alone: whoever reads this mailbox can accept the invitation."),
        widget=forms.EmailInput(attrs={"autocomplete": "off", "dir": "ltr"}),
    )
    first_name = forms.CharField(
        label=gettext_lazy("First name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    last_name = forms.CharField(
        label=gettext_lazy("Last name"),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    language = forms.ChoiceField(
        label=pgettext_lazy("of a letter", "Language"),
        choices=settings.LANGUAGES,
        initial=settings.LANGUAGE_CODE,
        help_text=gettext_lazy(
            "The letter is written in this language, and the admin is shown in it. They can change it."
        ),
    )

    def clean_holdings(self) -> list[Holding]:
        holdings = super().clean_holdings()
        if not holdings:
            raise ValidationError(_("Choose at least one role."))
        return holdings

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from . import codes


class OpenForm(forms.Form):
    """The PIN, and the code where the address has none."""

    code = forms.CharField(
        max_length=codes.LONGEST, error_messages={"required": _("Please type the code of your link.")}
    )
    pin = forms.CharField(max_length=codes.LONGEST, error_messages={"required": _("Please type your PIN.")})

    def __init__(self, *args: Any, code: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.code_in_the_address = code
        if code:
            self.fields.pop("code")

    def clean_pin(self) -> str:
        pin = codes.read_pin(self.cleaned_data["pin"])
        if len(pin) != codes.PIN_FIGURES or not (pin.isascii() and pin.isdigit()):
            # Said before anything is looked for, so it tells nothing, and costs nobody a try.
            raise forms.ValidationError(_("A PIN has six figures."))
        return pin

    @property
    def given_code(self) -> str:
        """Once it is valid."""
        code: str = self.code_in_the_address or self.cleaned_data["code"]
        return code

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consent.taking_back import codes

#: As the outbox takes it.
LONGEST_ADDRESS = 254


class OpenForm(forms.Form):
    """The PIN, and the code where the address has none."""

    code = forms.CharField(
        max_length=codes.LONGEST, error_messages={"required": _("Please type the code on your paper.")}
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
        """As it is read, once the form is valid; of whatever form."""
        return codes.read_code(self.code_in_the_address or self.cleaned_data["code"])


class AddressForm(forms.Form):
    """Where somebody wants to be told that the files are deleted."""

    email = forms.EmailField(
        max_length=LONGEST_ADDRESS,
        error_messages={
            "required": _("Please type an e-mail address."),
            "invalid": _("This is not an e-mail address. It looks like this: name@example.org"),
        },
    )

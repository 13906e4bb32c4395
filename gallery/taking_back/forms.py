from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from consent.taking_back import codes
from consent.taking_back import forms as forms_of_links

#: As the outbox takes it.
LONGEST_ADDRESS = 254


class OpenForm(forms_of_links.OpenForm):
    """The PIN, and the code where the address has none."""

    code = forms.CharField(
        max_length=codes.LONGEST, error_messages={"required": _("Please type the code on your paper.")}
    )

    @property
    def given_code(self) -> str:
        """As it is read, once the form is valid; of whatever form."""
        return codes.read_code(super().given_code)


class AddressForm(forms.Form):
    """Where somebody wants to be told that the files are deleted."""

    email = forms.EmailField(
        max_length=LONGEST_ADDRESS,
        error_messages={
            "required": _("Please type an e-mail address."),
            "invalid": _("This is not an e-mail address. It looks like this: name@example.org"),
        },
    )

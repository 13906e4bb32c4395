"""The two forms at the door. Neither tells whether an address is known here."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from audit.addresses import fingerprint
from consent.taking_back import codes
from facts import cldr

from .. import domain

#: Nobody fills one in quicker by hand; a program does it at once. The shorter one a browser may have filled in.
AT_LEAST = {"first": timedelta(seconds=3), "back": timedelta(seconds=1)}
AT_MOST = timedelta(hours=24)
SALT = "schools.door"
ONCE_MORE = _("Please press the button once more. What you typed is still here.")


def opened_now() -> str:
    """When the page was opened, signed by us."""
    return signing.TimestampSigner(salt=SALT).sign("open")


class OneLine(forms.CharField):
    """Spaces and line breaks of any kind are one space."""

    def to_python(self, value: Any) -> str:
        return " ".join((super().to_python(value) or "").split())


class DoorForm(forms.Form):
    """``website`` is a field that nobody sees: what fills it in is a program, or a browser that means well.

    ``opened``: what `opened_now` gave the page. Both only ask to press once more, so nobody is ever kept out.
    """

    name = ""
    email = forms.EmailField(
        max_length=254,
        error_messages={
            "required": _("Please type your e-mail address."),
            "invalid": _("This does not look like an e-mail address. Like this: name@school.example"),
        },
    )
    website = forms.CharField(required=False)
    opened = forms.CharField(required=False, max_length=200)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id=f"{self.name}-%s")

    def clean(self) -> None:
        if self.cleaned_data.get("website") or not self._took_a_while():
            raise forms.ValidationError(ONCE_MORE)

    def _took_a_while(self) -> bool:
        signer = signing.TimestampSigner(salt=SALT)
        opened = str(self.cleaned_data.get("opened", ""))
        try:
            signer.unsign(opened, max_age=AT_MOST)
        except signing.BadSignature:
            return False
        try:
            signer.unsign(opened, max_age=AT_LEAST[self.name])
        except signing.SignatureExpired:
            return True
        return False

    @property
    def kept_opened(self) -> str:
        """For the page that shows the form again: the moment it was first opened, unless that was no good."""
        opened = str(self.data.get("opened", "")) if self.is_bound else ""
        try:
            signing.TimestampSigner(salt=SALT).unsign(opened, max_age=AT_MOST)
        except signing.BadSignature:
            return opened_now()
        return opened

    @property
    def about(self) -> str:
        """What the tries for this address are counted under."""
        return fingerprint(self.cleaned_data["email"])


class BackForm(DoorForm):
    name = "back"


class FirstForm(DoorForm):
    name = "first"
    school = OneLine(max_length=160, error_messages={"required": _("Please type the name of your school.")})
    town = OneLine(max_length=120, error_messages={"required": _("Please type the town.")})
    country = forms.ChoiceField(
        choices=cldr.country_choices,
        error_messages={
            "required": _("Please choose the country."),
            "invalid_choice": _("Please choose the country."),
        },
    )
    code = forms.CharField(required=False, max_length=codes.LONGEST, strip=True)

    def clean_code(self) -> str:
        """Its digest. A code has a hundred bits: that one is told at once whether it fits helps nobody to guess."""
        typed = self.cleaned_data["code"]
        if not typed:
            return ""
        digest = codes.digest_of(typed)
        if not domain.is_good(digest):
            raise forms.ValidationError(
                _("This code does not fit, or has ended. Look again, or leave it empty: you can do without.")
            )
        return digest

    @property
    def told(self) -> domain.Told:
        said = self.cleaned_data
        return domain.Told(said["school"], said["country"], said["town"], said["code"])

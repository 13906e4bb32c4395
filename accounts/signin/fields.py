"""Addresses and passwords as they are typed: pasted or by hand, filled in by a password manager, in any case."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from accounts.address import the_one_form

#: Said before it is typed.
WHAT_A_PASSWORD_NEEDS = _(
    "At least 12 characters; a few words that do not belong together are good. Not one of the passwords "
    "that everybody takes, and not your name or address. You can paste it from a password manager."
)
#: A longer one would keep the machine busy, and protect no better.
LONGEST_PASSWORD = 128


class AddressField(forms.EmailField):
    widget = forms.EmailInput(
        attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
    )
    default_error_messages = {"required": _("Type your e-mail address.")}

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"label": _("E-mail address"), **options})

    def to_python(self, value: Any) -> str:
        return the_one_form(super().to_python(value) or "")


class PasswordField(forms.CharField):
    """No ``maxlength``: a browser would cut a pasted password short without a word."""

    default_error_messages = {"required": _("Type your password.")}

    def __init__(self, *, autocomplete: str = "current-password", **options: Any) -> None:
        widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
        super().__init__(**{"label": _("Password"), "strip": False, "widget": widget, **options})
        self.validators.append(
            MaxLengthValidator(LONGEST_PASSWORD, _("A password has at most %(limit_value)d characters here."))
        )


class NewPasswordForm(forms.Form):
    """Twice the new password, with what is asked of it said before it is typed.

    For whoever sets one: by an invitation, by a link, or when they like.
    """

    password1 = PasswordField(label=_("New password"), autocomplete="new-password")
    password2 = PasswordField(label=_("New password, once more"), autocomplete="new-password")

    def __init__(self, *args: Any, user: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.user = user
        self.fields["password1"].help_text = WHAT_A_PASSWORD_NEEDS

    def clean_password1(self) -> str:
        password: str = self.cleaned_data["password1"]
        password_validation.validate_password(password, self.user)
        return password

    def clean(self) -> dict[str, Any] | None:
        first, second = self.cleaned_data.get("password1"), self.cleaned_data.get("password2")
        if first and second and first != second:
            raise ValidationError({"password2": _("The two are not the same.")})
        return self.cleaned_data


class ChangePasswordForm(NewPasswordForm):
    oldpassword = PasswordField(label=_("Your password now"))
    field_order = ("oldpassword", "password1", "password2")

    def clean_oldpassword(self) -> str:
        password: str = self.cleaned_data["oldpassword"]
        if not self.user.check_password(password):
            raise ValidationError(_("This is not your password."), code="incorrect_password")
        return password


class CodeField(forms.CharField):
    """Digits from an app, or a recovery code; with spaces as people type them."""

    default_error_messages = {"required": _("Type the code.")}

    def __init__(self, **options: Any) -> None:
        attributes = {
            "autocomplete": "one-time-code",
            "inputmode": "numeric",
            "spellcheck": "false",
            "dir": "ltr",
        }
        super().__init__(
            **{"label": _("Code"), "max_length": 20, "widget": forms.TextInput(attributes), **options}
        )

"""The forms that allauth's views are given in place of its own (``ACCOUNT_FORMS``, ``MFA_FORMS``)."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.core import context
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY, generate_totp_secret
from allauth.mfa.utils import decrypt, encrypt
from allauth.mfa.webauthn.internal import auth as webauthn
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from . import codes, tries, wording
from .fields import AddressField, CodeField, PasswordField


class SignInForm(LoginForm):
    #: Seconds to wait, when the password was not looked at because too many were.
    wait = 0

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {"login": AddressField(), "password": PasswordField()}

    def clean(self) -> dict[str, Any] | None:
        """Counted before the password is looked at: many at once are many tries. With a field left empty none is."""
        if self.errors:
            return self.cleaned_data
        request, address = self.request, self.cleaned_data["login"]
        self.wait = (
            tries.wait(request, tries.NETWORK)
            or tries.take(request, tries.PASSWORD, address)
            or tries.take(request, tries.NETWORK)
        )
        if self.wait:
            raise ValidationError("", code="wait")
        return super().clean()

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        """As the library's, but the session keeps no address."""
        self._login.redirect_url = redirect_url
        self._login.email = None
        record_authentication(request, self._login.user, method="password")
        request.session.set_expiry(0)
        return perform_login(request, self._login)


class ConfirmPasswordForm(forms.Form):
    password = PasswordField()

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise ValidationError(wording.ACCOUNT["incorrect_password"], code="incorrect_password")
        return password


class CodeForm(forms.Form):
    """On the way in. The code is used up when it is right, whatever comes after."""

    code = CodeField()
    again = False

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        authenticator = codes.take(self.user, code)
        if authenticator is None:
            raise ValidationError(wording.WRONG_CODE, code="incorrect_code")
        self.authenticator = authenticator
        return code

    def save(self) -> None:
        # The lock's row has a user that was not loaded; the library reads it.
        self.authenticator.user = self.user
        post_authentication(context.request, self.authenticator, reauthenticated=self.again)


class CodeAgainForm(CodeForm):
    again = True


class AddTOTPForm(forms.Form):
    """The secret lives in the session, sealed, until the app has shown that it knows it.

    The library's lies there in the clear: a copy of the database made in that minute would hold the key of a lasting
    factor."""

    code = CodeField(label=_("Code that the app shows"))

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        session = context.request.session
        if not self.is_bound or SECRET_SESSION_KEY not in session:
            session[SECRET_SESSION_KEY] = encrypt(generate_totp_secret())
        self.secret = decrypt(session[SECRET_SESSION_KEY])

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        self.step = codes.step_of(self.secret, code)
        if self.step is None:
            raise ValidationError(
                _(
                    "This is not the code that the app shows now. Is the clock of your phone right? Type the next one."
                ),
                code="incorrect_code",
            )
        return code


class PasskeyNameForm(forms.Form):
    name = forms.CharField(
        label=_("What do you call it?"),
        max_length=60,
        help_text=_("So that you know it again: “My phone”, “Key on the ring”."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, instance: Authenticator, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "initial": {"name": instance.wrap().name}})
        self.instance = instance

    def save(self) -> Authenticator:
        self.instance.wrap().name = self.cleaned_data["name"]
        self.instance.save(update_fields=["data"])
        return self.instance


class AddPasskeyForm(forms.Form):
    name = forms.CharField(
        label=_("What do you call it?"),
        max_length=60,
        required=False,
        help_text=_("So that you know it again: “My phone”, “Key on the ring”."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    credential = forms.JSONField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_name(self) -> str:
        return self.cleaned_data["name"] or str(_("Passkey"))

    def clean_credential(self) -> dict[str, Any]:
        """Of one that asks for a finger, a face or a PIN: it is to open the door without a password."""
        credential: dict[str, Any] = self.cleaned_data["credential"]
        webauthn.parse_registration_response(credential)
        binding = webauthn.complete_registration(credential)
        if not binding.is_user_verified():
            raise ValidationError(wording.WRONG_PASSKEY, code="incorrect_code")
        return credential

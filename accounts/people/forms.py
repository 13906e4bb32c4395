"""What an invited person tells of themselves, and the password with which somebody sets up a new factor."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.localization import get_available_admin_time_zones

from core.zones import NO_PLACE

from ..models import User
from ..signin.fields import WHAT_A_PASSWORD_NEEDS, PasswordField


def zone_choices() -> list[tuple[str, str]]:
    zones = (zone for zone in get_available_admin_time_zones() if zone not in NO_PLACE)
    return [(zone, zone.replace("_", " ")) for zone in zones]


class AboutYouForm(forms.Form):
    first_name = forms.CharField(
        label=gettext_lazy("First name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    last_name = forms.CharField(
        label=gettext_lazy("Last name"),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    password = PasswordField(autocomplete="new-password", help_text=WHAT_A_PASSWORD_NEEDS)
    again = PasswordField(label=gettext_lazy("The password again"), autocomplete="new-password")
    language = forms.ChoiceField(label=gettext_lazy("Language you work in"), choices=settings.LANGUAGES)
    time_zone = forms.ChoiceField(label=gettext_lazy("Your time zone"), choices=zone_choices)

    def __init__(self, data: Any = None, *, user: User) -> None:
        profile = getattr(user, "wagtail_userprofile", None)
        initial = {
            "first_name": user.first_name,
            "last_name": user.last_name,
            "language": user.language,
            "time_zone": (profile.current_time_zone if profile else "") or settings.TIME_ZONE,
        }
        super().__init__(data, initial=initial)
        self.user = user

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        password, again = told.get("password"), told.get("again")
        if password and again and password != again:
            self.add_error("again", _("The two are not the same."))
        elif password:
            # Names typed on this very page must not be the password either.
            about = User(
                email=self.user.email,
                first_name=told.get("first_name", ""),
                last_name=told.get("last_name", ""),
            )
            try:
                password_validation.validate_password(password, about)
            except ValidationError as refused:
                self.add_error("password", refused)
        return told


class PasswordForm(forms.Form):
    password = PasswordField(label=gettext_lazy("Your password"))

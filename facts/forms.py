"""Forms of the admin where saving has to mean more than writing fields."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput

from core import clock

from .domain import HEARD_ON_THE_PHONE, forget_verification
from .models import Helpline


class HelplineForm(WagtailAdminModelForm):
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("number") and not cleaned.get("countries") and not cleaned.get("international_number"):
            self.add_error(
                "countries",
                _(
                    "A number dialled inside a country needs its country. "
                    "Only what is reached from everywhere has none."
                ),
            )
        return cleaned

    def save(self, commit: bool = True) -> Helpline:
        """A row that says something new has not been verified, whatever was verified before."""
        if HEARD_ON_THE_PHONE & set(self.changed_data):
            forget_verification(self.instance, self.for_user)
        return super().save(commit)


class VerificationForm(forms.Form):
    on = forms.DateField(
        label=_("Reached on"),
        initial=clock.today,
        widget=AdminDateInput,
        help_text=_("The day of the call or visit."),
    )

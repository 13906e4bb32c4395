from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

LISTS = ".xlsx,.csv,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ZIPS = ".zip,application/zip,application/x-zip-compressed"


class ListForm(forms.Form):
    """The file itself is read by `arriving`."""

    good_only = forms.BooleanField(
        label=_("Leave out the rows with a problem, and keep the others"), required=False
    )

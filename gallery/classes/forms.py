"""The forms of classes. They check what can be said beside a field; `gallery.domain` has the last word."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consent.enums import AgeBand, Scope
from consent.taking_back import codes
from schools.models import Contact

from .. import domain
from ..enums import band_choices
from ..models import Batch, Competition, Entry, Slip
from ..models.entry import one_word
from ..staff.forms import HIGHEST_VERSION, NOT_WHOLE, SCOPES, bands_of

SCOPE_CHOICES = [(scope.value, scope.label) for scope in SCOPES]
_WHOLE = {"required": NOT_WHOLE, "invalid": NOT_WHOLE}


class OpenForm(forms.Form):
    """A new class. ``competitions``: those open now, with what they are called in the reader's language."""

    competition = forms.ChoiceField(label=gettext_lazy("Competition"))
    band = forms.ChoiceField(
        label=gettext_lazy("Age group"),
        choices=band_choices,
        help_text=gettext_lazy(
            "Of most children, on the last day to enter. You can change it for each drawing."
        ),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of titles and descriptions"), choices=settings.LANGUAGES
    )

    def __init__(
        self, *args: Any, competitions: list[Competition], titles: dict[int, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._competitions = {competition.key: competition for competition in competitions}
        offered = [(competition.key, titles[competition.pk]) for competition in competitions]
        self.fields["competition"].choices = offered  # type: ignore[attr-defined]
        codes_offered = {code for competition in competitions for code in competition.bands}
        self.fields["band"].choices = [  # type: ignore[attr-defined]
            (code, label) for code, label in band_choices() if code in codes_offered
        ]

    def open(self, contact: Contact) -> Batch:
        """Once it is valid. Raises `domain.Refused`."""
        return domain.open_class(
            self._competitions[self.cleaned_data["competition"]],
            contact,
            language=self.cleaned_data["language"],
            band=AgeBand(self.cleaned_data["band"]),
        )


class SlipsForm(forms.Form):
    number = forms.IntegerField(
        label=gettext_lazy("How many children"), min_value=1, max_value=domain.MOST_SLIPS
    )


class FactsPart(forms.Form):
    """What is said of one drawing. ``version``: the one that the teacher saw."""

    NAMES = ("title", "alt_text", "first_name", "band", "language")

    version = forms.IntegerField(min_value=0, max_value=HIGHEST_VERSION, error_messages=_WHOLE)
    title = forms.CharField(max_length=120, required=False)
    alt_text = forms.CharField(max_length=300, required=False)
    first_name = forms.CharField(max_length=40, required=False)
    band = forms.ChoiceField()
    language = forms.ChoiceField(choices=settings.LANGUAGES)

    def __init__(self, data: Any = None, *, entry: Entry) -> None:
        given = {name: getattr(entry, name) for name in (*self.NAMES, "version")}
        super().__init__(data, initial=given, prefix=entry.public_id)
        self.entry = entry
        self.fields["band"].choices = bands_of(entry.competition, entry.band)  # type: ignore[attr-defined]

    @property
    def says_something_new(self) -> bool:
        return any(name in self.changed_data for name in self.NAMES)

    def clean_first_name(self) -> str:
        """Some keyboards write é as an e and a mark; it is one name."""
        name = unicodedata.normalize("NFC", self.cleaned_data["first_name"])
        if not name:
            return name
        if len(name.split()) > 1:
            raise forms.ValidationError(
                _(
                    "This looks like a full name. Anybody could find the child by it, so only a first name or a "
                    "made-up name can stand here: one word."
                )
            )
        one_word(name)
        return name

    def facts(self) -> domain.Facts:
        said = self.cleaned_data
        return domain.Facts(
            band=AgeBand(said["band"]),
            country=self.entry.country,
            language=said["language"],
            first_name=said["first_name"],
            title=said["title"],
            alt_text=said["alt_text"],
        )


class SlipPart(forms.Form):
    """The paper: which slip it is, what the family ticked, and that the school holds it."""

    slip = forms.CharField(max_length=codes.LONGEST, required=False)
    scopes = forms.MultipleChoiceField(choices=SCOPE_CHOICES, required=False)
    held = forms.BooleanField(required=False)

    def __init__(self, data: Any = None, *, entry: Entry, given: Iterable[str], slips: list[Slip]) -> None:
        has_one = entry.slip is not None
        initial = {
            "slip": str(entry.slip.number) if entry.slip else "",
            "scopes": sorted(given),
            "held": has_one,
        }
        super().__init__(data, initial=initial, prefix=entry.public_id)
        self._slips = slips
        self.had_one = has_one

    @cached_property
    def says_something_new(self) -> bool:
        return self.has_changed()

    def clean_slip(self) -> Slip | None:
        typed = codes.read_code(self.cleaned_data["slip"])
        if not typed:
            return None
        for slip in self._slips:
            if typed in {slip.code, str(slip.number)} or (
                len(typed) < 3 and typed.lstrip("0") == str(slip.number)
            ):
                return slip
        raise forms.ValidationError(
            _(
                "This class has no such slip. Type the number or the code that stands on the back of the drawing."
            )
        )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if "slip" in said and said["slip"] is None:
            self.add_error("slip", _("Say which slip it is: its number, or its code."))
        if not said.get("held"):
            self.add_error(
                "held",
                _("A slip that was said to be there stays. To take that back, take the drawing back.")
                if self.had_one
                else _("Tick this when you hold the signed slip. Until then the drawing cannot be sent."),
            )
        return said

    @property
    def ticked(self) -> list[str]:
        """For the template: what is ticked now, whether it was sent or stands in the record."""
        return list(self["scopes"].value() or [])

    @property
    def scopes_given(self) -> list[Scope]:
        return [Scope(code) for code in self.cleaned_data["scopes"]]

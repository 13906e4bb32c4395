"""The forms of this package. They check what can be said beside a field; `gallery.domain` has the last word."""

from __future__ import annotations

import unicodedata
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from consent.enums import AgeBand, Scope
from facts.models import Country
from facts.models.country import by_name
from partners.models import Partner

from .. import domain
from ..enums import REASONS_TO_ASK, REASONS_TO_HIDE, REASONS_TO_REJECT, Found, Place, Reason, band_choices
from ..models import Batch, Competition, Entry
from ..reach import partners_of

#: What a slip for a drawing can allow. Drawings are not translated, stand in no feed, and belong to no school here.
SCOPES = (Scope.SITE, Scope.WINNER, Scope.PARTNER_PAGES, Scope.SOCIAL, Scope.PRINT, Scope.PRESS)
#: An entry's version, as a form saw it.
HIGHEST_VERSION = 2**31 - 1
LONGEST_NOTE = 1000

NOT_WHOLE = _("It did not arrive whole. Send it again.")
HOW_TO_DESCRIBE = _(
    "As if on the telephone: who or what is to be seen, doing what, where, in which colours. One or two sentences. "
    "No name of a child."
)


def country_choices() -> list[tuple[str, str]]:
    return [(country.pk, country.name) for country in by_name(Country.objects.all())]


class CountryField(forms.ChoiceField):
    """One of `country_choices`. A field of rows would ask the database for whatever text was sent, and PostgreSQL
    answers some of it with an error."""

    def clean(self, value: Any) -> Country:
        return Country.objects.get(pk=super().clean(value))


def enterable() -> list[Competition]:
    """Competitions that a partner's editor can enter drawings for at this moment."""
    return [competition for competition in Competition.objects.all() if competition.can_be_entered_for]


class OpenBatchForm(forms.Form):
    """What drawings that are entered in one go have in common."""

    competition = forms.ModelChoiceField(Competition.objects.none(), label=_("Competition"))
    partner = forms.ModelChoiceField(Partner.objects.none(), label=_("Partner"))
    country = CountryField(
        label=_("Country"),
        help_text=_("Where the children live. It is shown to readers."),
    )
    language = forms.ChoiceField(
        label=_("Language of titles and descriptions"), choices=settings.LANGUAGES, initial=get_language
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        competitions, partners = enterable(), list(partners_of(user))
        self._offer("competition", Competition.objects.filter(pk__in=[row.pk for row in competitions]))
        self._offer("partner", partners_of(user))
        self.fields["country"].choices = [("", "---------"), *country_choices()]  # type: ignore[attr-defined]
        if len(competitions) == 1:
            self.fields["competition"].initial = competitions[0]
        if len(partners) == 1:
            self.fields["partner"].initial = partners[0]
            served = list(partners[0].countries.all()[:2])
            if len(served) == 1:
                self.fields["country"].initial = served[0].pk

    def _offer(self, name: str, rows: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 -- for the type checker
        field.queryset = rows


class SendForm(forms.Form):
    """What applies to all drawings that are sent now. The files beside it are read by `upload_handler`."""

    band = forms.ChoiceField(
        label=_("Age group"),
        widget=forms.RadioSelect,
        help_text=_("The children’s age on the last day to enter. Send each age group by itself."),
    )
    scopes = forms.MultipleChoiceField(
        label=_("What the slips allow"),
        choices=[(scope.value, scope.label) for scope in SCOPES],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_(
            "Tick only what the families of all these drawings ticked. Without “this site” a drawing can take part, "
            "but is not shown."
        ),
    )
    attested = forms.BooleanField(
        label=_(
            "For each of these drawings there is a slip, signed by a parent or guardian, with the school or with "
            "us, and each child wants to take part."
        ),
        required=False,
    )
    key = forms.UUIDField(
        widget=forms.HiddenInput, error_messages={"required": NOT_WHOLE, "invalid": NOT_WHOLE}
    )

    def __init__(self, *args: Any, batch: Batch, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["band"].choices = bands_of(batch.competition)  # type: ignore[attr-defined]

    @property
    def scopes_given(self) -> list[Scope]:
        return [Scope(code) for code in self.cleaned_data["scopes"]]

    def facts(self, batch: Batch) -> domain.Facts:
        return domain.Facts(
            band=AgeBand(self.cleaned_data["band"]), country=batch.country, language=batch.language
        )


def bands_of(competition: Competition, and_also: str = "") -> list[tuple[str, object]]:
    return [(code, label) for code, label in band_choices() if code in competition.bands or code == and_also]


class FactsForm(forms.ModelForm):
    """What is said of one drawing. ``version``: the one that the person saw."""

    country = CountryField(label=_("Country"))
    version = forms.IntegerField(min_value=0, max_value=HIGHEST_VERSION, widget=forms.HiddenInput)

    class Meta:
        model = Entry
        fields = ("title", "alt_text", "first_name", "band", "country", "language")
        labels = {"first_name": _("First name or made-up name, if it may be shown")}
        widgets = {"alt_text": forms.Textarea(attrs={"rows": 2, "maxlength": 300})}

    def __init__(self, *args: Any, countries: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = self.instance.version
        self.fields["band"].choices = bands_of(self.instance.competition, self.instance.band)  # type: ignore[attr-defined]
        self.fields["country"].choices = countries  # type: ignore[attr-defined]
        self.fields["title"].widget.attrs["dir"] = self.fields["alt_text"].widget.attrs["dir"] = "auto"

    @property
    def says_something_new(self) -> bool:
        return any(name in self.changed_data for name in self.Meta.fields)

    def clean_first_name(self) -> str:
        """Some keyboards write é as an e and a mark; it is one name."""
        return unicodedata.normalize("NFC", self.cleaned_data["first_name"])

    def facts(self) -> domain.Facts:
        given = {name: self.cleaned_data[name] for name in self.Meta.fields}
        return domain.Facts(**{**given, "band": AgeBand(given["band"])})


class VersionForm(forms.Form):
    version = forms.IntegerField(min_value=0, max_value=HIGHEST_VERSION, widget=forms.HiddenInput)


class KeyForm(forms.Form):
    """Beside the files: what this sending is called, so that sent again it is the same."""

    key = forms.UUIDField(error_messages={"required": NOT_WHOLE, "invalid": NOT_WHOLE})


class ReplaceForm(KeyForm, VersionForm):
    """Another picture in the place of the one that the person saw."""


class DescribeForm(VersionForm):
    alt_text = forms.CharField(
        label=_("Description for those who cannot see it"),
        max_length=300,
        required=False,
        help_text=HOW_TO_DESCRIBE,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 300, "dir": "auto"}),
    )


class FoundForm(forms.Form):
    """The checklist of the bench."""

    found = forms.MultipleChoiceField(
        label=_("What can be seen on it"),
        choices=Found.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class ReasonForm(VersionForm):
    """Why a drawing is rejected, and below why it is hidden, or what is asked for."""

    reasons: tuple[Reason, ...] = REASONS_TO_REJECT

    reason = forms.ChoiceField(label=_("Reason"), choices=[], widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Note for colleagues"),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": LONGEST_NOTE}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [(reason.value, reason.label) for reason in self.reasons]  # type: ignore[attr-defined]


class HideForm(ReasonForm):
    reasons = REASONS_TO_HIDE


class AskForm(ReasonForm):
    """What the school or the partner is asked to change. On the bench its fields begin with ``ask-``."""

    reasons = REASONS_TO_ASK


class TakeBackForm(forms.Form):
    """Who asked for a drawing to be taken back."""

    channel = forms.ChoiceField(
        label=_("Who asks for it"),
        choices=[
            ("family", _("The family or the child")),
            ("partner", _("The partner who entered it")),
            ("hub", _("We ourselves")),
        ],
        widget=forms.RadioSelect,
    )


class AwardForm(forms.Form):
    place = forms.ChoiceField(label=_("Award"), choices=Place.choices)


class OnePairForm(forms.Form):
    reason = forms.CharField(
        label=_("Why one pair of eyes is enough here"),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": LONGEST_NOTE}),
    )

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.clock import today

from .. import domain, texts
from ..enums import ASKED_BY_US, AgeBand, Capacity, Channel, Identification, Party, Scope
from ..models import ConsentRecord, ConsentText, RecordWords, Subject
from ..standing import short

#: Those a private link can be for.
LINKS_FOR = (Party.PERSON, Party.GUARDIAN)


class DayField(forms.DateField):
    """The browser's own calendar: it sends ISO days in every language."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        kwargs.setdefault("error_messages", {"invalid": gettext_lazy("This is no day of the calendar.")})
        super().__init__(widget=widget, input_formats=["%Y-%m-%d"], **kwargs)


def _of(model: Any, name: str) -> dict[str, Any]:
    """What a field is called and how it is explained stands at its model."""
    field = model._meta.get_field(name)
    return {"label": capfirst(field.verbose_name), "help_text": field.help_text}


def _chosen(enum: Any) -> list[tuple[str, Any]]:
    return [("", gettext_lazy("Choose…")), *enum.choices]


class SubjectForm(forms.Form):
    label = forms.CharField(
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
        **_of(Subject, "label"),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        choices=settings.LANGUAGES,
        initial=settings.LANGUAGE_CODE,
        help_text=gettext_lazy("Of the page that their private link opens, and of letters to them."),
        error_messages={"invalid_choice": gettext_lazy("This site does not speak that language.")},
    )
    contact = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "dir": "ltr"}),
        help_text=gettext_lazy(
            "Only if they want to be written to. Ask whether somebody else reads their mail: a letter there could put "
            "them in danger. It is kept sealed, and shown to nobody in full."
        ),
    )
    forget_contact = forms.BooleanField(label=gettext_lazy("Forget the address that is kept"), required=False)

    def __init__(self, *args: Any, kept: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kept:
            self.fields["contact"].label = _("Another e-mail address")
        else:
            del self.fields["forget_contact"]


class TextField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return _("%(language)s: %(for)s, version %(version)s") % {
            "language": obj.get_language_display(),
            "for": obj.get_name_display(),
            "version": obj.version,
        }


class RecordForm(forms.Form):
    """In the order in which it is found out. The age comes first, since it decides who may agree."""

    age_band = forms.ChoiceField(
        choices=_chosen(AgeBand),
        label=gettext_lazy("Age when agreeing"),
        help_text=gettext_lazy(
            "Under 13 a guardian agrees, alone or with the child; from 13 to 17 both do; from 18 the person alone."
        ),
    )
    capacity = forms.ChoiceField(choices=_chosen(Capacity), **_of(ConsentRecord, "capacity"))
    text = TextField(
        queryset=ConsentText.objects.none(),
        required=False,
        empty_label=gettext_lazy("None: another organisation asked"),
        label=gettext_lazy("Text that was read"),
        help_text=gettext_lazy("In the language in which it was read or read out to them."),
        error_messages={
            "invalid_choice": gettext_lazy("There is no such text, or a newer version of it. Choose again.")
        },
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("What was agreed to"),
        choices=Scope.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy("One by one, as ticked or said. What is not ticked here is not shown there."),
    )
    identification = forms.ChoiceField(
        choices=_chosen(Identification), **_of(ConsentRecord, "identification")
    )
    given_on = DayField(**_of(ConsentRecord, "given_on"))
    expires_on = DayField(**_of(ConsentRecord, "expires_on"))
    review_on = DayField(
        required=False,
        label=gettext_lazy("Look at it again on"),
        help_text=gettext_lazy(
            "A letter reminds the keepers. Left empty, it is the day half way to the end; for those of 13 to 17, the "
            "day on which they may have turned 18."
        ),
    )
    holder = forms.CharField(required=False, max_length=200, **_of(RecordWords, "holder"))
    holder_reference = forms.CharField(
        required=False,
        max_length=120,
        label=gettext_lazy("Their reference"),
        help_text=gettext_lazy("Their number for it. No name, no address, no file."),
    )
    basis = forms.CharField(required=False, max_length=200, **_of(RecordWords, "basis"))
    basis_address = forms.URLField(
        required=False, assume_scheme="https", max_length=200, **_of(RecordWords, "basis_address")
    )
    basis_seen_on = DayField(required=False, **_of(ConsentRecord, "basis_seen_on"))

    def __init__(self, *args: Any, subject: Subject, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.subject = subject
        chosen: Any = self.fields["text"]
        chosen.queryset = texts.newest_versions().order_by("language", "name")

    @property
    def sets(self) -> list[tuple[str, list[Any]]]:
        """Fields under the question that they answer together."""
        return [
            (_("Who agreed"), [self["age_band"], self["capacity"], self["text"]]),
            (_("To what"), [self["scopes"], self["identification"]]),
            (_("For how long"), [self["given_on"], self["expires_on"], self["review_on"]]),
            (
                _("Where another organisation asked them"),
                [
                    self[name]
                    for name in ("holder", "holder_reference", "basis", "basis_address", "basis_seen_on")
                ],
            ),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        given, last, review = (cleaned.get(name) for name in ("given_on", "expires_on", "review_on"))
        if given and last and review and not given <= review <= last:
            self.add_error(
                "review_on", _("The day to look at it again lies between the first and the last day.")
            )
        if given and last and not review and "review_on" not in self.errors and last >= today():
            cleaned["review_on"] = self._look_again_on(given, last)
        if not self.errors:
            self._ask_the_domain()
        return cleaned

    def _look_again_on(self, given: Any, last: Any) -> Any:
        band = AgeBand(self.cleaned_data.get("age_band") or AgeBand.UNKNOWN)
        grown_up = domain.may_be_18_on(band, given)
        if grown_up is not None and grown_up <= last:
            return max(grown_up, today())
        return half_way(given, last)

    def _ask_the_domain(self) -> None:
        try:
            domain.check(self.terms())
        except ValidationError as wrong:
            for name, problems in wrong.message_dict.items():
                self.add_error(name, self._no_text() if name == "text" and self._no_text() else problems)

    def _no_text(self) -> str:
        """Where the text is missing because there is none that they could have read."""
        if texts.newest_versions().filter(language=self.subject.language).exists():
            return ""
        return _("There is no text to agree to in this language yet.")

    def clean_holder_reference(self) -> str:
        reference: str = self.cleaned_data["holder_reference"]
        if not domain.REFERENCE.fullmatch(reference):
            raise ValidationError(domain.not_a_reference())
        return reference

    def terms(self) -> domain.Terms:
        given = {name: self.cleaned_data[name] for name in domain.Terms.__dataclass_fields__}
        given["capacity"] = Capacity(given["capacity"])
        given["identification"] = Identification(given["identification"])
        given["age_band"] = AgeBand(given["age_band"])
        if given["capacity"] not in ASKED_BY_US:
            given["text"] = None
        return domain.Terms(**given)


def half_way(given: Any, last: Any) -> Any:
    """Between its days; for what has been running a while, between today and the end."""
    first = max(given, today())
    return first + timedelta(days=(last - first).days // 2)


# --- The acts -----------------------------------------------------------------------------------------------------


class OnBehalfForm(forms.Form):
    party = forms.ChoiceField(
        label=gettext_lazy("Who wants it"),
        choices=_chosen(Party),
        error_messages={"required": gettext_lazy("Say who wants it.")},
    )


class PauseForm(OnBehalfForm):
    party = forms.ChoiceField(
        label=gettext_lazy("Who wants it"),
        choices=Party.choices,
        initial=Party.STAFF,
        help_text=gettext_lazy(
            "What we pause ourselves, we can show again. What the person paused, only the person shows again, with "
            "their private link."
        ),
    )


class WithdrawForm(OnBehalfForm):
    channel = forms.ChoiceField(
        label=gettext_lazy("How they told us"),
        choices=[choice for choice in _chosen(Channel) if choice[0] != Channel.LINK],
        error_messages={"required": gettext_lazy("Say how we know.")},
    )
    field_order = ("party", "channel")


class NarrowForm(forms.Form):
    """Boxes for what is agreed to now; what loses its tick is shown no more."""

    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("Stays agreed to"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": gettext_lazy(
                "More places can only be agreed to anew. Write down a new consent."
            )
        },
    )

    def __init__(self, *args: Any, given: list[Scope], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        boxes: Any = self.fields["scopes"]
        boxes.choices = [(scope.value, scope.label) for scope in given]
        self.initial["scopes"] = [scope.value for scope in given]


class LinkForm(forms.Form):
    party = forms.ChoiceField(
        label=pgettext_lazy("a private link", "Who it is for"),
        choices=[("", gettext_lazy("Choose…")), *((party.value, party.label) for party in LINKS_FOR)],
        error_messages={"required": gettext_lazy("Say who it is for.")},
    )
    send = forms.BooleanField(
        label=gettext_lazy("Send the link to their e-mail address"),
        required=False,
        help_text=gettext_lazy("Without the PIN. Tell them the PIN another way, by telephone for example."),
    )
    #: The newest link when the page was made: a form sent twice makes one link.
    after = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, can_send: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not can_send:
            del self.fields["send"]


class EraseForm(OnBehalfForm):
    number = forms.CharField(
        label=gettext_lazy("Number of the person"),
        max_length=40,
        help_text=gettext_lazy("Type the number that stands above, so that nobody is erased by a slip."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "ltr", "spellcheck": "false"}),
    )
    field_order = ("party", "number")

    def __init__(self, *args: Any, subject: Subject, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.subject = subject

    def clean_number(self) -> str:
        number = str(self.cleaned_data["number"]).strip().lower()
        if number != short(self.subject):
            raise ValidationError(_("This is not the number of this person. Nothing was erased."))
        return number


class TextForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Text"),
        widget=forms.Textarea(attrs={"rows": 20, "dir": "auto"}),
        required=False,
        help_text=gettext_lazy(
            "Short sentences that a young person understands. It must say how to take it back, and what nobody can "
            "bring back."
        ),
    )
    after = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

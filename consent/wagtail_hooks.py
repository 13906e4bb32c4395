"""In the admin: subjects and what they agreed to. Written once; there is no form that changes or deletes a record."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList, Panel
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from core.recording import RecordedViewSet, ViewedEditView, ViewedIndexView, ViewedInspectView

from . import domain
from .enums import AgeBand, Capacity, Identification, Scope
from .models import ConsentRecord, Subject

TERMS = list(domain.Terms.__dataclass_fields__)


class AppendOnlyPolicy(ModelPermissionPolicy):
    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in {"add", "view"} and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class RecordForm(WagtailAdminModelForm):
    """Checks what domain.record would refuse, so that the person at the form reads it beside the field."""

    scopes = forms.MultipleChoiceField(
        label=_("agreed to"), choices=Scope.choices, widget=forms.CheckboxSelectMultiple, required=False
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not self.errors:
            domain.check(self._terms())
        return cleaned

    def save(self, commit: bool = True) -> ConsentRecord:
        scopes = map(Scope, self.cleaned_data["scopes"])
        return domain.record(self.cleaned_data["subject"], self._terms(), scopes, by=self.for_user)

    def save_m2m(self) -> None:
        """Scopes are written with the record."""

    def _terms(self) -> domain.Terms:
        given = {name: self.cleaned_data[name] for name in TERMS}
        given["capacity"] = Capacity(given["capacity"])
        given["identification"] = Identification(given["identification"])
        given["age_band"] = AgeBand(given["age_band"])
        return domain.Terms(**given)


class Records(ViewedIndexView):
    kind = "consents"


class OneRecord(ViewedInspectView):
    kind = "consent"


class Subjects(ViewedIndexView):
    kind = "subjects"


class OneSubject(ViewedEditView):
    kind = "subject"


class ConsentRecordViewSet(ModelViewSet):
    model = ConsentRecord
    index_view_class = Records
    inspect_view_class = OneRecord
    icon = "form"
    menu_label = _("Consent records")
    permission_policy = AppendOnlyPolicy(ConsentRecord)
    list_display = ("subject", "capacity", "given_on", "expires_on", "withdrawn_on")
    inspect_view_enabled = True
    copy_view_enabled = False
    panels: list[Panel] = [FieldPanel("subject"), *(FieldPanel(name) for name in TERMS), FieldPanel("scopes")]

    def get_edit_handler(self) -> Any:
        return ObjectList(self.panels, base_form_class=RecordForm).bind_to_model(self.model)


class SubjectViewSet(RecordedViewSet):
    model = Subject
    index_view_class = Subjects
    edit_view_class = OneSubject
    icon = "user"
    menu_label = _("Subjects")
    form_fields = ["label"]
    # When a label was changed stands in the audit log; Wagtail's own knows nothing of it (below).
    list_display = ("label",)
    copy_view_enabled = False


class ConsentGroup(ViewSetGroup):
    items = (SubjectViewSet("consent_subjects"), ConsentRecordViewSet("consent_records"))
    menu_label = _("Consent")
    menu_icon = "key"
    menu_order = 600


@hooks.register("register_admin_viewset")
def consent_in_the_admin() -> ConsentGroup:
    return ConsentGroup()


@hooks.register("register_log_actions")
def no_labels_in_a_log_that_erasure_does_not_reach(actions: Any) -> None:
    """Wagtail's log keeps what a row was called, for ever. What is done to these is recorded by key, in ours."""
    for model in (Subject, ConsentRecord):
        actions.log_entry_models_by_type.register(model, value=None)

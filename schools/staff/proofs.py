"""Invitation codes, and e-mail domains of schools."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateInput

from core import clock
from partners.models import Partner

from .. import domain
from ..domain.proofs import MOST_USES
from ..models import InvitationCode, SchoolDomain
from ..reach import decides_for, partners_of
from .access import countries_of, may_verify, page, the_list

#: Of both lists. Nobody keeps more in use.
ON_A_PAGE = 200
USUALLY_FOR = timedelta(days=90)


class CodeForm(forms.Form):
    partner = forms.ModelChoiceField(Partner.objects.none(), label=gettext_lazy("Partner"))
    most_uses = forms.IntegerField(
        label=gettext_lazy("Schools at most"), min_value=1, max_value=MOST_USES, initial=20
    )
    holds_until = forms.DateField(label=gettext_lazy("Holds until"), widget=AdminDateInput)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partners: Any = self.fields["partner"]
        partners.queryset = partners_of(user).order_by("name")
        self.fields["holds_until"].initial = clock.today() + USUALLY_FOR


class DomainForm(forms.Form):
    domain = forms.CharField(
        label=gettext_lazy("E-mail domain"),
        max_length=300,
        help_text=gettext_lazy("What stands behind the @ in the addresses of the school, or of all schools."),
    )
    country = forms.ChoiceField(label=gettext_lazy("Country"))

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        countries: Any = self.fields["country"]
        countries.choices = [("", _("Please choose")), *countries_of(user)]


@may_verify
@require_http_methods(["GET", "HEAD", "POST"])
def codes(request: HttpRequest) -> HttpResponse:
    """A new code is shown once, on the answer to the form, and can be read nowhere afterwards."""
    form = CodeForm(request.POST if request.POST.get("do") == "make" else None, user=request.user)
    made, problem = "", ""
    try:
        if form.is_bound and form.is_valid():
            made = domain.make_code(**form.cleaned_data, by=request.user)
            form = CodeForm(user=request.user)
        elif request.POST.get("do") == "end":
            found = InvitationCode.objects.select_related("partner").filter(pk=_key(request)).first()
            if found is None or not partners_of(request.user).filter(pk=found.partner_id).exists():
                raise domain.Refused(_("There is no such code."))
            domain.end_code(found, request.user)
            messages.success(request, _("The code lets nobody in any more. Schools it has verified stay so."))
            return redirect("schools_staff:codes")
    except domain.Refused as refused:
        problem = refused.sentence
    listed = InvitationCode.objects.filter(partner__in=partners_of(request.user))
    response = page(
        request,
        "codes",
        _("Invitation codes"),
        above=(the_list(),),
        status=422 if problem or (form.is_bound and form.errors) else 200,
        form=form,
        made=made,
        problem=problem,
        codes=listed.select_related("partner", "made_by")[:ON_A_PAGE],
    )
    response.headers["Cache-Control"] = "private, no-store"
    return response


@may_verify
@require_http_methods(["GET", "HEAD", "POST"])
def domains(request: HttpRequest) -> HttpResponse:
    form = DomainForm(request.POST if request.POST.get("do") == "add" else None, user=request.user)
    problem = ""
    served = decides_for(request.user)
    try:
        if form.is_bound and form.is_valid():
            said = form.cleaned_data
            domain.add_domain(said["domain"], said["country"], request.user)
            messages.success(
                request, _("Schools of this country that write from there are verified at once.")
            )
            return redirect("schools_staff:domains")
        if request.POST.get("do") == "remove":
            found = SchoolDomain.objects.filter(pk=_key(request)).first()
            if found is None or found.country_id not in served:
                raise domain.Refused(_("There is no such domain."))
            domain.remove_domain(found, request.user)
            messages.success(request, _("Removed. Schools it has verified stay so."))
            return redirect("schools_staff:domains")
    except domain.Refused as refused:
        problem = refused.sentence
    listed = SchoolDomain.objects.select_related("country", "added_by")
    if not served.everywhere:
        listed = listed.filter(country__in=served.countries)
    return page(
        request,
        "domains",
        _("E-mail domains of schools"),
        above=(the_list(),),
        status=422 if problem or (form.is_bound and form.errors) else 200,
        form=form,
        problem=problem,
        domains=listed[:ON_A_PAGE],
    )


def _key(request: HttpRequest) -> int:
    said = request.POST.get("key", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 16 else 0

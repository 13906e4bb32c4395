"""The one page of the admin that Wagtail does not bring: somebody says that they called."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.views.generic import PermissionCheckedMixin, WagtailAdminTemplateMixin
from wagtail.permission_policies import ModelPermissionPolicy

from .domain import verify
from .forms import VerificationForm
from .models import Helpline


class VerifyView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """Shows what the row says, so that it can be read out on the phone, and takes the day."""

    permission_policy = ModelPermissionPolicy(Helpline)
    permission_required = "change"
    form_class = VerificationForm
    template_name = "facts/admin/verify.html"
    page_title = gettext_lazy("Verify a helpline")
    header_icon = "check"
    index_url_name = ""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.helpline = get_object_or_404(Helpline.objects.complete(), pk=kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return self.helpline.title

    def form_valid(self, form: VerificationForm) -> HttpResponse:
        try:
            verify(self.helpline, cast("AbstractBaseUser", self.request.user), form.cleaned_data["on"])
        except ValidationError as refused:
            form.add_error("on", refused)
            return self.form_invalid(form)
        messages.success(self.request, _("%(helpline)s is verified.") % {"helpline": self.helpline.title})
        return redirect(self.index_url_name)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {
            "helpline": self.helpline,
            "action_url": self.request.path,
            "submit_button_label": _("I reached it, and all of this is so"),
            "media": context["form"].media,
        }

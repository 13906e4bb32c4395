"""What people read before they agree: every version stays, and a better wording is a new one."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from wagtail.admin import messages

from .. import texts
from ..enums import TextName
from ..models import ConsentText
from .access import all_texts, may_read_texts, may_write_texts, page, sent_by, the_list
from .forms import TextForm


@may_read_texts
@require_GET
def every_text(request: HttpRequest) -> HttpResponse:
    written: dict[tuple[str, str], list[ConsentText]] = {}
    for text in ConsentText.objects.defer("text").order_by("name", "language", "-version"):
        written.setdefault((text.name, text.language), []).append(text)
    rows = [
        {"name": name, "code": code, "language": language, "versions": written.get((name.value, code), [])}
        for name in TextName
        for code, language in settings.LANGUAGES
    ]
    return page(request, "texts", _("Texts to agree to"), above=(the_list(),), icon="doc-full", rows=rows)


@may_read_texts
@require_GET
def one_text(request: HttpRequest, text_id: int) -> HttpResponse:
    found = get_object_or_404(ConsentText, pk=text_id)
    return page(
        request,
        "text",
        str(found),
        above=(the_list(), all_texts()),
        icon="doc-full",
        text=found,
        is_newest=texts.newest_versions().filter(pk=found.pk).exists(),
        direction=_direction(found.language),
    )


@may_write_texts
@require_http_methods(["GET", "HEAD", "POST"])
def new_version(request: HttpRequest, text_name: str, language: str) -> HttpResponse:
    if text_name not in TextName.values or language not in dict(settings.LANGUAGES):
        raise Http404
    name = TextName(text_name)
    latest = ConsentText.objects.filter(name=name, language=language).order_by("-version").first()
    before: dict[str, Any] = {"text": latest.text, "after": latest.version} if latest else {"after": 0}
    form = TextForm(sent_by(request), initial=before)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = texts.write(name, language, given["text"], after=given["after"], by=request.user)
        except ValidationError as wrong:
            form.add_error(None, wrong)
            # Sent once more, it follows the version that is shown beside it now.
            form.data = {**request.POST.dict(), "after": before["after"]}
        else:
            messages.success(request, _("Saved. From now on this is what people read before they agree."))
            return redirect("consent_staff:text", made.pk)
    return page(
        request,
        "new_text",
        _("New version: %(for)s, %(language)s")
        % {"for": name.label, "language": get_language_info(language)["name_translated"]},
        above=(the_list(), all_texts()),
        icon="doc-full",
        status=422 if request.method == "POST" else 200,
        form=form,
        latest=latest,
        direction=_direction(language),
        back=all_texts()[0],
    )


def _direction(language: str) -> str:
    return "rtl" if get_language_info(language)["bidi"] else "ltr"

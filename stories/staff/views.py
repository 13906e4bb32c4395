"""Showing a version to the person, which editors of the story do; writing down an answer, which keepers do."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from consent.domain import Refused
from core.admin_pages import admin_page
from core.recording import viewed

from .. import domain
from ..look import as_published
from ..models import FinalVersion, StoryPage
from .forms import AnswerForm

may_keep = permission_required("consent.add_consentrecord")
AT_ONCE = 50


def _page(request: HttpRequest, template: str, title: str, status: int = 200, **context: Any) -> HttpResponse:
    path = f"stories/admin/{template}.html"
    return admin_page(request, path, title, icon="check", status=status, **context)


@require_http_methods(["GET", "POST"])
def show(request: HttpRequest, page_id: int) -> HttpResponse:
    story = get_object_or_404(StoryPage, pk=page_id)
    if not story.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    problem = ""
    if request.method == "POST":
        try:
            domain.show_version(story, by=request.user)
        except Refused as refused:
            problem = refused.sentence
        else:
            messages.success(request, _("It waits for the person’s yes on their private page."))
            return redirect("wagtailadmin_pages:edit", story.pk)
    return _page(
        request,
        "show_version",
        _("Show this version to the person"),
        status=422 if problem else 200,
        story=story,
        standing=domain.standing(story),
        problem=problem,
    )


@may_keep
@require_safe
def versions(request: HttpRequest) -> HttpResponse:
    shown = FinalVersion.objects.select_related("subject").prefetch_related("answers")
    page = Paginator(shown, AT_ONCE).get_page(request.GET.get("p"))
    viewed(request, "story-versions", rows=len(page.object_list))
    return _page(request, "versions", _("Versions shown to the person"), versions=page)


@may_keep
@require_http_methods(["GET", "POST"])
def version(request: HttpRequest, version_id: int) -> HttpResponse:
    shown = get_object_or_404(FinalVersion.objects.select_related("subject", "shown_by"), pk=version_id)
    form = AnswerForm(request.POST or None, asked=domain.asked_of(shown.subject))
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            domain.answer(shown, **form.given(), by=request.user)
        except Refused as refused:
            problem = refused.sentence
        else:
            messages.success(request, _("Their answer is written down."))
            return redirect("stories_staff:version", shown.pk)
    viewed(request, "story-version", shown)
    story = domain.as_shown(shown)
    return _page(
        request,
        "version",
        _("Version shown to the person"),
        status=422 if problem or form.errors else 200,
        version=shown,
        answers=shown.answers.all(),
        current=domain.is_current(shown),
        look=as_published(story, request) if story else "",
        form=form,
        problem=problem,
    )

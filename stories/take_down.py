"""Taking down what somebody took back: in every language, whatever holds it.

Nothing waits for it: a story is hidden by the consent itself from the next query on (`stories.consent_gate`). This
leaves nothing behind that would show it again when they agree to something else later.
"""

from __future__ import annotations

import logging
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, Q, Subquery
from wagtail.models import Revision

from audit.domain import record
from consent.models import ConsentRecord

from .models import StoryPage

logger = logging.getLogger(__name__)


def take_down(subject_id: Any) -> None:
    """Every page of theirs. One that fails is logged, stops no other, and is tried again by the clock."""
    for page in _taken_back().filter(subject=subject_id):
        _try(page)


def catch_up() -> None:
    """What failed, or went live at the very moment of the withdrawal."""
    scheduled = Revision.objects.page_revisions().exclude(approved_go_live_at=None)
    numbers = [int(key) for key in scheduled.values_list("object_id", flat=True)]
    for page in _taken_back().filter(Q(live=True) | Q(pk__in=numbers)):
        _try(page)


def _taken_back() -> Any:
    """Stories of those whose newest record is an end: not a pause, which touches no page."""
    newest = ConsentRecord.objects.filter(subject=OuterRef("subject")).order_by("-pk")
    return StoryPage.objects.annotate(ended=Subquery(newest.values("withdrawn_on")[:1])).exclude(ended=None)


def _try(page: StoryPage) -> None:
    try:
        _take_down(page.pk)
    except Exception:
        logger.exception("Page %s could not be taken down; it is not shown, and tried again.", page.pk)


@transaction.atomic
def _take_down(pk: int) -> None:
    """In an order in which nothing that was begun can publish it again."""
    page = StoryPage.objects.select_for_update(of=("self",)).get(pk=pk)
    state = page.current_workflow_state
    if state is not None:
        state.cancel()
    page.revisions.exclude(approved_go_live_at=None).update(approved_go_live_at=None)
    draft = page.latest_revision
    if draft is not None and draft.content.get("go_live_at"):
        draft.content["go_live_at"] = None
        draft.save(update_fields=["content"])
    page.go_live_at = None
    page.unpublish()
    StoryPage.objects.filter(pk=pk).update(go_live_at=None, locked=False, locked_at=None, locked_by=None)
    record("stories.taken_down", page)

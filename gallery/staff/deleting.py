"""What will be deleted because its time is over: for coordinators, in numbers, before it happens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.admin.auth import permission_required

from core import clock

from .. import retention
from ..models import Competition
from ..roles import SET_UP
from .access import page

SOON = timedelta(days=30)


@dataclass(frozen=True)
class Class:
    """``oldest``: the code of the row that is due first, and since or from when."""

    rule: retention.Rule
    now: int
    soon: int
    oldest: tuple[datetime, str] | None


@require_safe
@permission_required(SET_UP)
def deleting(request: HttpRequest) -> HttpResponse:
    now = clock.now()
    return page(
        request,
        "deleting",
        _("What will be deleted"),
        icon="bin",
        classes=[_class(rule, now) for rule in retention.RULES],
        competitions=[_days(competition) for competition in Competition.objects.all()],
    )


def _class(rule: retention.Rule, now: datetime) -> Class:
    soon = [(rule.since(entry), entry.public_id) for entry in rule.due(now + SOON)]
    return Class(
        rule=rule,
        now=sum(since <= now for since, _code in soon),
        soon=sum(since > now for since, _code in soon),
        oldest=min(soon, default=None),
    )


def _days(competition: Competition) -> dict[str, Any]:
    return {
        "name": competition.name,
        "unreleased": retention.unreleased_until(competition),
        "gallery": retention.gallery_over_at(competition),
    }

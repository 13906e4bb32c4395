"""Letters about reports, to whoever looks after children in danger here. No word of a reader or a child in them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.urls import reverse

from accounts.holdings import Holding
from accounts.models import User
from audit import outbox
from core.roles import Role

from ..leads import leads
from ..models import Report


def a_reader_is_worried(report: Report, hour: datetime) -> None:
    """Once an hour for each drawing, however many tell us."""
    code = report.entry.public_id
    _to_the_lead("report_worried", {"code": code, "hid": report.hid}, f"{code}.{hour:%Y%m%d%H}")


def many_reports(hour: datetime) -> None:
    """One letter an hour: more would only hide it."""
    _to_the_lead("reports_many", {}, f"{hour:%Y%m%d%H}")


def _to_the_lead(letter: str, context: dict[str, Any], key: str) -> None:
    page = f"{settings.SITE_URL}{reverse('gallery_staff:reports')}"
    for user in leads() if leads().exists() else _coordinators():
        outbox.post(
            letter,
            user.email,
            language=user.language,
            context={**context, "page": page},
            key=f"{letter}:{key}:{user.pk}",
        )


def _coordinators() -> QuerySet[User]:
    """Where nobody holds the role of the lead: those who can give it."""
    group = Holding(Role.COORDINATOR).group_name
    people = get_user_model().objects.filter(is_active=True, groups__name=group)
    return people.select_related("wagtail_userprofile").order_by("pk")

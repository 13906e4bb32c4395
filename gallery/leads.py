"""Who looks after children in danger here, and how they are called: by a letter that says nothing but a case's code."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from accounts.holdings import Holding
from accounts.models import User
from audit import outbox
from core.roles import Role

from .enums import WITH_THE_LEAD
from .models import Concern, Entry, SealedCase

#: Days after a drawing was taken back.
CALLED_AGAIN_ON = (20, 25, 29)


def leads() -> QuerySet[User]:
    return _holding(Role.SAFEGUARDING)


def call(case: Concern | SealedCase, again: int = 0) -> None:
    """Inside the transaction of what it is about; ``again``: once for each number. Where nobody holds the role, those
    who can give it are called.

    The letter is the same for a concern and for a sealed drawing: whoever reads it over a shoulder learns nothing.
    """
    letter, called = "safeguarding_case", leads()
    page = reverse("gallery_staff:case", args=[case.code])
    if not called.exists():
        letter, called = "safeguarding_nobody", _holding(Role.COORDINATOR)
        page = reverse("people:index")
    for user in called:
        outbox.post(
            letter,
            user.email,
            language=user.language,
            context={"code": case.code, "page": settings.SITE_URL + page},
            key=f"safeguarding:{case.code}:{user.pk}" + (f":{again}" if again else ""),
            about=case,
        )


def press(now: datetime) -> None:
    """What was taken back while a lead has it is to be deleted within thirty days, as whoever took it back was told;
    silence on the thirtieth would tell them. So the leads are called again before."""
    for days in CALLED_AGAIN_ON:
        day = now - timedelta(days=days)
        waiting = Entry.objects.filter(
            state__in=WITH_THE_LEAD, taken_back_at__lte=day, taken_back_at__gt=day - timedelta(days=1)
        )
        cases: list[Concern | SealedCase] = [
            *Concern.objects.filter(entry__in=waiting, closed_at=None),
            *SealedCase.objects.filter(entry__in=waiting, ended_at=None),
        ]
        for case in cases:
            with transaction.atomic():
                call(case, again=days)


def _holding(role: Role) -> QuerySet[User]:
    people = get_user_model().objects.filter(is_active=True, groups__name=Holding(role).group_name)
    return people.select_related("wagtail_userprofile").order_by("pk")

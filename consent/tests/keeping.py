"""A keeper at the desk, and what they write down, for the tests of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from accounts.models import User
from accounts.tests.holders import give
from consent import domain, texts
from consent.enums import AgeBand, Capacity, Identification, Scope, TextName
from consent.models import Subject
from core.clock import today
from core.roles import Role
from core.tests.sessions import signed_in

LABEL = "Quicksilver"


def person(role: Role, name: str = "", language: str = "en") -> User:
    user = give(User.objects.create_user(f"{name or role.value}@example.org"), role)
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = language
    profile.save()
    return user


def at_work(user: User) -> Client:
    return signed_in(user)


def somebody(*scopes: Scope, label: str = LABEL, days: int = 365, **changes: Any) -> Subject:
    """With a consent in force for so many days; with none when no scope is named."""
    subject = Subject.objects.create(label=label)
    if scopes:
        domain.record(subject, terms(days, **changes), scopes)
    return subject


def terms(days: int = 365, **changes: Any) -> domain.Terms:
    given = {
        "capacity": Capacity.SELF,
        "identification": Identification.PSEUDONYM,
        "age_band": AgeBand.ADULT,
        "text": texts.current(TextName.STORY, "en"),
        "given_on": today(),
        "expires_on": today() + timedelta(days=days),
    }
    return domain.Terms(**{**given, **changes})


def page_of(subject: Subject, act: str = "subject") -> str:
    return reverse(f"consent_staff:{act}", args=[subject.pk])

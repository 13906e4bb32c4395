"""People who may read the log or the outbox."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.test import Client

from accounts.models import User
from core.tests.sessions import signed_in


def a_person(email: str, *permissions: str, **names: str) -> User:
    user = User.objects.create_user(email, **names)
    for name in permissions:
        app_label, codename = name.split(".")
        user.user_permissions.add(
            Permission.objects.get(content_type__app_label=app_label, codename=codename)
        )
    return user


def a_reader() -> User:
    """Of both."""
    return a_person("reader@example.org", "wagtailadmin.access_admin", "audit.read_log", "audit.read_outbox")


def at_work(user: User) -> Client:
    return signed_in(user)

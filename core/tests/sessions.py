"""Browsers of people who work here."""

from __future__ import annotations

import time
from typing import Any

from django.test import Client


def signed_in(user: Any, **how: Any) -> Client:
    """Somebody who has just shown who they are: what is asked of them anew in a quarter of an hour, is not yet."""
    client = Client(**how)
    client.force_login(user)
    session = client.session
    session["account_authentication_methods_user"] = str(user.pk)
    session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
    session.save()
    return client

"""A letter of the tests, and what a test asks of it."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

from django.test import TestCase

from audit import outbox
from audit.models import Letter

#: Somebody whose name and address must turn up in their letter and nowhere else.
NAME, ADDRESS = "Zephyrine", "zephyrine@example.org"
LINK = "http://127.0.0.1:8000/accounts/join/aToken/"


def worker_at_work() -> AbstractContextManager[object]:
    """What is handed to the worker in this block is done at the end of it, as if it had been committed there."""
    return TestCase.captureOnCommitCallbacks(execute=True)


def a_letter(to: str = ADDRESS, **how: Any) -> Letter:
    """Posted, and handed to the worker as soon as it is committed."""
    with worker_at_work():
        outbox.post("audit_sample", to, language="en", context={"name": NAME, "link": LINK}, **how)
    return Letter.objects.first()


def read_again(letter: Letter) -> Letter:
    return Letter.objects.get(pk=letter.pk)

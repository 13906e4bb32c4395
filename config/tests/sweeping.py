"""Looks for what was planted: in every cell of the database, in the cache, logs, mail and error reports."""

from __future__ import annotations

import base64
import email
import email.policy
import hashlib
import io
import json
import logging
import logging.config
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import caches
from django.core.signals import got_request_exception
from django.db import connection
from django.utils.module_loading import import_string

#: Signs of which no hash may be kept either: there are so few networks, names and mailboxes that each can be tried.
FEW = (
    "address", "network", "behind", "browser", "password", "mistyped", "new password", "newer password", "email",
    "stranger", "newcomer", "person", "first name", "last name", "child", "survivor",
)  # fmt: skip


class Lines:
    """What the logging of the site writes, as text and as JSON, while the day goes on."""

    def __init__(self) -> None:
        self.stream = io.StringIO()

    def text(self) -> str:
        return self.stream.getvalue()


@contextmanager
def everything_logged() -> Iterator[Lines]:
    """The site's own configuration, but for where it writes to. Every handler writes in both forms."""
    lines, ours = Lines(), deepcopy(settings.LOGGING)
    for name, handler in list(ours["handlers"].items()):
        handler["stream"] = lines.stream
        for form in ours["formatters"]:
            ours["handlers"][f"{name} {form}"] = {**handler, "formatter": form}
    for logger in [ours["root"], *ours["loggers"].values()]:
        named = logger.get("handlers", [])
        logger["handlers"] = [f"{name} {form}" for name in named for form in ours["formatters"]]
    before = {name: list(logging.getLogger(name).handlers) for name in ["", *ours["loggers"]]}
    logging.config.dictConfig(ours)
    try:
        yield lines
    finally:
        logging.config.dictConfig(deepcopy(settings.LOGGING))
        for name, handlers in before.items():
            logging.getLogger(name).handlers[:] = handlers


@contextmanager
def every_error_reported() -> Iterator[list[str]]:
    """The report that Django would mail of each error, as text and as a page."""
    reports: list[str] = []

    def report(sender: Any, request: Any, **kwargs: Any) -> None:
        import sys

        reporter = import_string(settings.DEFAULT_EXCEPTION_REPORTER)(request, *sys.exc_info(), is_email=True)
        reports.extend([reporter.get_traceback_text(), reporter.get_traceback_html()])

    got_request_exception.connect(report)
    try:
        yield reports
    finally:
        got_request_exception.disconnect(report)


def cells() -> Iterator[tuple[str, str]]:
    """``table.column`` and what stands there, for the whole database; sessions as what they mean."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            names = [column[0] for column in cursor.description or ()]
            for row in cursor.fetchall():
                yield from (
                    (f"{table}.{name}", as_text(value)) for name, value in zip(names, row, strict=True)
                )
    for session in Session.objects.all():
        yield (
            "django_session.session_data",
            json.dumps(session.get_decoded(), default=str, ensure_ascii=False),
        )


def as_text(value: Any) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("latin-1")
    return "" if value is None else str(value)


def cached() -> Iterator[tuple[str, str]]:
    for alias in settings.CACHES:
        kept = getattr(caches[alias], "_cache", {})
        if isinstance(kept, dict):
            yield from (("cache", f"{key} {as_text(value)}") for key, value in kept.items())


def mailed() -> Iterator[tuple[str, str]]:
    """As a mail program opens it: what was handed to a server, and the files of a machine that sends none."""
    letters = [("", letter.message().as_bytes()) for letter in getattr(mail, "outbox", [])]
    letters += [(file.name, file.read_bytes()) for file in sorted(Path(settings.EMAIL_FILE_PATH).glob("*"))]
    for name, written in letters:
        letter = email.message_from_bytes(written, policy=email.policy.default)
        yield "mail.file name", name
        for header, value in letter.items():
            place = header.lower() if header.lower() in {"to", "subject"} else "headers"
            yield f"mail.{place}", f"{header}: {value}"
        for part in letter.walk():
            if not part.is_multipart():
                yield "mail.text", part.get_content()


def forms_of(sign: str, value: str) -> set[str]:
    """As it is, and as it may be written; of what there are few of, its hashes too."""
    forms = {value, quote(value), base64.b64encode(value.encode()).decode().rstrip("=")}
    if sign in FEW:
        forms |= {getattr(hashlib, how)(value.encode()).hexdigest() for how in ("md5", "sha1", "sha256")}
    return {form.casefold() for form in forms}


def places(signs: dict[str, str], lines: Lines, reports: list[str]) -> dict[str, set[str]]:
    """Where each sign was found; those that were found nowhere are left out."""
    wanted = {sign: forms_of(sign, value) for sign, value in signs.items()}
    found: dict[str, set[str]] = {}
    everywhere = [
        *cells(),
        *cached(),
        *mailed(),
        ("log", lines.text()),
        *(("error report", report) for report in reports),
    ]
    for place, text in everywhere:
        folded = text.casefold()
        for sign, forms in wanted.items():
            if any(form in folded for form in forms):
                found.setdefault(sign, set()).add(place)
    return found

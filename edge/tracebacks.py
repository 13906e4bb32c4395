"""Where an error happened and of what kind it is, without what somebody typed.

The text of an error often quotes its cause: an address that opens a door, an e-mail address that was taken already.
Whoever reads a log needs the line of code.

Imports nothing of the site's or of Django's: the web server's master process reads this and lives through upgrades.
"""

from __future__ import annotations

import logging
import traceback

#: Errors whose words are about code, settings or a machine, by name. They are kept.
SPEAK_OF_NOBODY = frozenset({
    "AttributeError", "ImportError", "NameError", "ImproperlyConfigured", "TemplateDoesNotExist",
})  # fmt: skip
#: A database's first line says what is wrong with it; the next ones quote the values of the query.
SPEAK_OF_NOBODY_AT_FIRST = frozenset({"OperationalError"})

_CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n"
_CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n\n"


def traceback_of(error: BaseException) -> str:
    """As Python writes it, through every error that led to this one."""
    told: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        told.append(_alone(current))
        if current.__cause__ is not None:
            current, between = current.__cause__, _CAUSE
        elif current.__context__ is not None and not current.__suppress_context__:
            current, between = current.__context__, _CONTEXT
        else:
            break
        if id(current) not in seen:
            told.append(between)
    return "".join(reversed(told)).rstrip("\n")


def _alone(error: BaseException) -> str:
    lines = ["Traceback (most recent call last):\n", *traceback.format_tb(error.__traceback__)]
    lines.append(f"{_kind(error)}{_words(error)}\n")
    if isinstance(error, BaseExceptionGroup):
        for number, inner in enumerate(error.exceptions, 1):
            lines.append(f"--- {number} of {len(error.exceptions)} ---\n{traceback_of(inner)}\n")
    return "".join(lines)


def _kind(error: BaseException) -> str:
    kind = type(error)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def _words(error: BaseException) -> str:
    names = {kind.__name__ for kind in type(error).__mro__}
    if names & SPEAK_OF_NOBODY:
        return f": {error}"
    if names & SPEAK_OF_NOBODY_AT_FIRST:
        return f": {(str(error).splitlines() or [''])[0]}"
    return ""


class Formatter(logging.Formatter):
    """Lines for people, whose tracebacks quote nobody."""

    def formatException(self, ei: object) -> str:  # noqa: N802 -- its name in the library
        error = ei[1] if isinstance(ei, tuple) else None
        return traceback_of(error) if isinstance(error, BaseException) else ""

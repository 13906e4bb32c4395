"""Log lines without anything that says who a reader is, or that opens a door.

An address may hold what opens a door (the link of an invitation): what is written of a request is its *route*,
``accounts/invitation/<token>/``. Of an error the log has its kind and its place (`edge.tracebacks`).
"""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from urllib.parse import quote

from django.http import HttpRequest
from django.urls import Resolver404, resolve

from edge.tracebacks import Formatter

NO_ROUTE = "(no such address)"
#: Loggers that quote what was refused: a host, the address of the page before, the name of a file.
QUOTES_THE_REQUEST = "django.security."


class JsonFormatter(Formatter):
    """One JSON object a line: time (UTC), level, logger, message, and the traceback if there is one."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


class RouteFilter(logging.Filter):
    """Stands at every handler: Django logs a request's path wherever it answers with an error."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest):
            if record.name.startswith(QUOTES_THE_REQUEST):
                message = f"Refused at {route_of(request)}: {record.name.removeprefix(QUOTES_THE_REQUEST)}"
            else:
                message = without_path(record.getMessage(), request)
            record.msg, record.args = message, ()
            # Nothing that comes later, a formatter or a service that collects errors, can look into it.
            record.__dict__.pop("request")
        return True


def without_path(message: str, request: HttpRequest) -> str:
    """The message with the route in place of the address, in each way in which a message may hold it."""
    paths = {request.path, request.path_info}
    paths |= {quote(path) for path in paths}
    query = request.META.get("QUERY_STRING", "")
    written = {f"{path}?{query}" for path in paths} | {request.get_full_path(), *paths}
    route = route_of(request)
    # Django writes what is not ASCII in its own way, so that no address can make a line of its own.
    written |= {said.encode("unicode_escape").decode("ascii") for said in written}
    # The longest first: a path is the beginning of the same path with its query. "/" is in every message.
    for said in sorted(written - {"/"}, key=len, reverse=True):
        message = message.replace(said, route)
    return message


def route_of(request: HttpRequest) -> str:
    """The pattern that the request's address fits, with the names of its parts in place of what they were."""
    try:
        match = request.resolver_match or resolve(request.path_info)
    except Resolver404:
        return NO_ROUTE
    return f"/{match.route}"

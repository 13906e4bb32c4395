"""Logs: lines for people at a terminal, JSON elsewhere. No address of a reader, no user agent, no body of a form, and
of an address on this site only its route (edge/logs.py): what stands in it may open a door."""

from __future__ import annotations

import sys
from typing import Any

FORMATTER = "text" if sys.stderr.isatty() else "json"

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "text": {
            "()": "edge.tracebacks.Formatter",
            "format": "{levelname:<7} {name}: {message}",
            "style": "{",
        },
        "json": {"()": "edge.logs.JsonFormatter"},
    },
    "filters": {"routes": {"()": "edge.logs.RouteFilter"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": FORMATTER,
            "filters": ["routes"],
        },
        "stderr_warnings": {
            "class": "logging.StreamHandler",
            "formatter": FORMATTER,
            "filters": ["routes"],
            "level": "WARNING",
        },
    },
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        # Django's own handlers mail whole requests, forms and all, to ADMINS.
        "django": {"handlers": [], "propagate": True, "level": "INFO"},
        # Tells of every save, with titles in it. What was done stands in the database, not in a log file.
        "wagtail": {"level": "WARNING"},
        # The worker sets its loggers' level itself, so the handler holds back what went well.
        "django_tasks": {"handlers": ["stderr_warnings"], "propagate": False},
        "django_tasks_db": {"handlers": ["stderr_warnings"], "propagate": False},
        "django.server": {"handlers": [], "propagate": True},
        # 4xx are the reader's business; a 5xx comes through django.request at ERROR.
        "django.request": {"level": "ERROR"},
        "django.security.csrf": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}

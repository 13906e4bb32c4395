"""Logs: lines for people at a terminal, JSON elsewhere. No address of a reader, no user agent, no body of a form."""

from __future__ import annotations

import sys

FORMATTER = "text" if sys.stderr.isatty() else "json"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "text": {"format": "{levelname:<7} {name}: {message}", "style": "{"},
        "json": {"()": "edge.logs.JsonFormatter"},
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": FORMATTER,
        },
        "stderr_warnings": {"class": "logging.StreamHandler", "formatter": FORMATTER, "level": "WARNING"},
    },
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        # Tells of every save, with titles in it. What was done stands in the database, not in a log file.
        "wagtail": {"level": "WARNING"},
        # The worker sets its loggers' level itself, so the handler holds back what went well.
        "django_tasks": {"handlers": ["stderr_warnings"], "propagate": False},
        "django_tasks_db": {"handlers": ["stderr_warnings"], "propagate": False},
        "django.server": {"handlers": [], "propagate": True},
        # 4xx are the reader's business; a 5xx comes through django.request at ERROR.
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}

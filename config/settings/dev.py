"""For `make dev`: a reloading server with error pages for the person at the keyboard."""

from .base import *  # noqa: F403

DEBUG = True
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
# Their own errors, in full.
LOGGING["formatters"]["text"]["()"] = "logging.Formatter"  # noqa: F405

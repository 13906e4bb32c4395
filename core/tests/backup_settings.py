"""The site of the tests of backup and restore: in a folder of its own, and without a build of the static files."""

from e2e.settings import *  # noqa: F403

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405

"""For the suite: the site as it is, with fast password hashes and files that vanish."""

import os
import tempfile
from pathlib import Path

from . import storage
from .base import *  # noqa: F403

SECRET_KEY = "only-for-tests-only-for-tests-only-for-tests-only-for-tests"
FIELD_KEYS = ["only-for-tests-only-for-tests-only-for-tests"]
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="forget-me-not-media-"))
STATIC_ROOT = Path(tempfile.mkdtemp(prefix="forget-me-not-static-"))
BACKUP_DIR = Path(tempfile.mkdtemp(prefix="forget-me-not-backups-"))
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "worker": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
}
# Tests of the admin sign in by force_login, which shows no factor; those of signing in ask for one.
SECOND_FACTOR_REQUIRED = False
# Every request sees the newest content version, so that a test never waits for one.
CONTENT_VERSION_CHECK_SECONDS = 0
# Letters that no room sends, for the tests of the outbox.
TEMPLATES[0]["DIRS"].append(BASE_DIR / "audit" / "tests" / "templates")  # type: ignore[attr-defined]  # noqa: F405

# Each worker of a parallel run is alone: with a database (pytest-django sees to it), a bucket, and a part of the cache.
if worker := os.environ.get("PYTEST_XDIST_WORKER", ""):
    if storage.AWS_STORAGE_BUCKET_NAME:
        AWS_STORAGE_BUCKET_NAME = f"{storage.AWS_STORAGE_BUCKET_NAME}-{worker}"
        STORAGES["default"]["OPTIONS"]["bucket_name"] = AWS_STORAGE_BUCKET_NAME  # noqa: F405
    if "redis" in CACHES["default"]["BACKEND"].lower():  # noqa: F405
        server = CACHES["default"]["LOCATION"].rpartition("/")[0]  # noqa: F405
        CACHES["default"]["LOCATION"] = f"{server}/{int(worker.removeprefix('gw')) + 1}"  # noqa: F405

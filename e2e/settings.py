"""The site as it is served, on the files of one journey: the folder is named by the environment (e2e/site.py)."""

import os
from pathlib import Path

from config.settings.base import *  # noqa: F403

SECRET_KEY = "only-for-tests-only-for-tests-only-for-tests-only-for-tests"
MEDIA_ROOT = Path(os.environ["E2E_FOLDER"]) / "media"
STATIC_ROOT = Path(os.environ["E2E_FOLDER"]) / "static"
BACKUP_DIR = Path(os.environ["E2E_FOLDER"]) / "backups"
EMAIL_FILE_PATH = Path(os.environ["E2E_FOLDER"]) / "mail"
# The site's own files alone: the admin's, which no reader meets, take ten seconds to compress.
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

"""The site as e2e/settings.py has it, with the admin's own styles and scripts: for journeys of the people behind it.

Found where their packages have them and served as they are: to collect and compress them takes longer than a journey.
"""

from e2e.settings import *  # noqa: F403

STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
WHITENOISE_USE_FINDERS = True

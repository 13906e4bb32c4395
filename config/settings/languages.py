"""The languages of the site. A new one is a line here, a catalogue in ``locale/`` and a tick in the admin.

Until the tick ("offered") a language is in no switch, sitemap, hreflang or redirect, and its addresses answer 404.
Codes are lower case: mixed case breaks Wagtail's lookup of the active locale.
"""

from zoneinfo import available_timezones

from core.zones import NO_PLACE

from .environment import BASE_DIR

LANGUAGES = [
    ("en", "English"),
    ("es", "Español"),
    ("fr", "Français"),
    ("el", "Ελληνικά"),
    ("lt", "Lietuvių"),
    ("ar", "العربية"),
]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES

#: The language that content and interface are written in first.
LANGUAGE_CODE = "en"

USE_I18N = True
WAGTAIL_I18N_ENABLED = True
LOCALE_PATHS = [BASE_DIR / "locale"]

FORMAT_MODULE_PATH = ["config.formats"]

USE_TZ = True
TIME_ZONE = "UTC"
# A name that is no place's is one no browser knows: the page of one's own account would stop at it.
WAGTAIL_USER_TIME_ZONES = sorted(available_timezones() - NO_PLACE)

# A translated page starts as a draft; ours reaches a live page through languages/domain.py alone.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
# A deleted original keeps its translation memory, switched off, so that nothing a translator wrote is lost.
WAGTAILLOCALIZE_DISABLE_ON_DELETE = True

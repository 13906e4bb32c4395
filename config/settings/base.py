"""The site's settings, safe as they stand: what production runs."""

from .accounts import *  # noqa: F403
from .environment import BASE_DIR, DEMO, PORT, SITE_URL, VAR_DIR, env  # noqa: F401 -- settings are these names
from .languages import *  # noqa: F403
from .logging import LOGGING  # noqa: F401
from .security import *  # noqa: F403
from .storage import *  # noqa: F403
from .uploads import *  # noqa: F403

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

INSTALLED_APPS = [
    "demo",
    "home",
    "languages",
    "campaign",
    "gallery",
    "events",
    "stories",
    "prevention",
    "schools",
    "partners",
    "facts",
    "consent",
    "accounts",
    "accounts.doors",
    "core",
    "audit",
    "edge",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.humanize",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "edge.proxies.ProxyMiddleware",
    "edge.compression.CompressionMiddleware",
    "edge.headers.HeadersMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "edge.policy.PolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "edge.restoring.RestoringMiddleware",
    "edge.direct.DirectMiddleware",
    "home.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.signin.middleware.StaffSessionMiddleware",
    "accounts.doors.middleware.DoorsMiddleware",
    "core.refusals.RefusalsMiddleware",
    "core.downloads.DownloadsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

# What kind of address each in the admin is, and which buttons are graver than their page.
ADMIN_KINDS = "config.admin_kinds.KINDS"
ADMIN_GRAVE = "config.admin_kinds.GRAVE"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_MAX_AGE = 3600
# Our styles and scripts are for our own pages.
WHITENOISE_ALLOW_ALL_ORIGINS = False

#: Of whoever runs the server: its law holds for what lies there. An ISO code, or empty.
OPERATOR_COUNTRY = env.str("OPERATOR_COUNTRY", default="").strip().lower()

WAGTAIL_SITE_NAME = "Forget-me-not"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
# Readers of this site are never told that a page has a password; private pages do not exist for them.
WAGTAIL_PRIVATE_PAGES = {"SHARED_PASSWORD": False}
TAGGIT_CASE_INSENSITIVE = True

# A report of an error says where it failed, never who was there.
DEFAULT_EXCEPTION_REPORTER = "core.error_reports.WhereItFailed"

#: An ISO instant that stands in for now, so that the suite can stand on 25 May. Honoured under DEMO alone.
CLOCK = env.str("CLOCK", default="") if DEMO else ""
# Each process looks this often whether what readers see has changed.
CONTENT_VERSION_CHECK_SECONDS = 1

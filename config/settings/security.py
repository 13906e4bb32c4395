"""What keeps readers and staff safe. On here in the base; overlays may loosen a single line and say why."""

from __future__ import annotations

from csp.constants import NONE, SELF

from .environment import LOOPBACK_HOSTS, SITE_HOST, SITE_URL, env, kept_secret
from .storage import MEDIA_ORIGIN

SECRET_KEY = kept_secret("SECRET_KEY", "secret-key")
#: What seals texts in the database (audit/sealed.py). The first seals; those behind it still unseal.
FIELD_KEYS = kept_secret("FIELD_KEY", "field-key").split(",")
DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[SITE_HOST, *LOOPBACK_HOSTS])
#: Networks whose forwarding headers count, or "unix" for a proxy on a socket. Empty: none do (edge/proxies.py).
TRUSTED_PROXIES = [name.strip() for name in env.list("TRUSTED_PROXIES", default=[])]

HTTPS = SITE_URL.startswith("https://")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE = HTTPS
# Scripts read neither: Wagtail's take the token from the page.
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
# A browser takes a cookie of such a name from this very host alone, over TLS alone: another site under the same domain
# cannot plant one. Over plain HTTP, on one's own machine, it would take none.
if HTTPS:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
# Gone with the browser: on a machine that others use too, nothing tells for a year that someone was here.
CSRF_COOKIE_AGE = None
# Not in a cookie, which would have to be one more with such a name: "Page '…' was saved" names what it is about.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
# What others send of these never gets this far.
USE_X_FORWARDED_HOST = bool(TRUSTED_PROXIES)
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_CONTENT_TYPE_NOSNIFF = True
# A reader who leaves must not carry the address of a sensitive page along.
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# The admin shows pages in a frame of its own (preview); nobody else may.
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = ["security.W019"]

# Nothing inline, nothing from elsewhere. django-csp now, laid out so that Django 6's own can take over.
# Public pages, and those of signing in.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *MEDIA_ORIGIN],
        "font-src": [SELF],
        "connect-src": [SELF],
        "media-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [SELF],
    },
}
# The admin (edge/policy.py). What makes it possible, and what it costs: docs/decisions/0029-admin-policy.md
ADMIN_CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [
            SELF,
            # An empty element, which styled-components fills by script. Without it wagtail-localize’s editor ends.
            "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
            # The constant style of Draft.js for lists.
            "'sha256-Mhr2Q/2u+/s2WzwlFRrqCw7x0IU+emukGS8Q9RtPZ44='",
        ],
        # blob: is a picture that has been chosen and not sent yet.
        "img-src": [SELF, "data:", "blob:", *MEDIA_ORIGIN],
        "font-src": [SELF],
        "connect-src": [SELF],
        "media-src": [SELF, *MEDIA_ORIGIN],
        "frame-src": [SELF],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [SELF],
    },
}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
SECURITY_CONTACT = env.str("DEFAULT_FROM_EMAIL", default="forget-me-not@localhost")

"""Database, cache, files, background work: embedded by default, real engines by address."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from .environment import VAR_DIR, env

VAR_DIR.mkdir(exist_ok=True)

# --- Database -----------------------------------------------------------------------------------------------------
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'site.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE: with Django's default, a read that turns into a write fails at once when another writer is active,
    # whatever the timeout (92 % of concurrent writes, measured). Never add ATOMIC_REQUESTS: every GET would lock.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=134217728; "
            "PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY; PRAGMA secure_delete=ON;"
        ),
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# Opening a connection for each request would cost a tenth of a page on SQLite, and more than a page on PostgreSQL.
DATABASES["default"]["CONN_MAX_AGE"] = 60
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Cache --------------------------------------------------------------------------------------------------------
CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://")}
if "redis" in CACHES["default"]["BACKEND"].lower():
    # A cache that is down must be a miss within two seconds, never an error.
    CACHES["default"].setdefault("OPTIONS", {}).update(socket_connect_timeout=2, socket_timeout=2)

# In-process, what Wagtail remembers of renditions would be wrong in every other worker once a picture is deleted; the
# memo of picture HTML (core/templatetags/pictures.py) takes its place.
CACHES["renditions"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}

# --- Files --------------------------------------------------------------------------------------------------------
MEDIA_ROOT = VAR_DIR / "media"
MEDIA_URL = env.str("MEDIA_URL", default="/media/").rstrip("/") + "/"
#: A CDN of the operator's own may serve pictures; the content security policy must name it.
MEDIA_ORIGIN = ["{0.scheme}://{0.netloc}".format(urlsplit(MEDIA_URL))] if "://" in MEDIA_URL else []
STATIC_ROOT = VAR_DIR / "static"
STATIC_URL = "/static/"
AWS_STORAGE_BUCKET_NAME = env.str("AWS_STORAGE_BUCKET_NAME", default="")
AWS_S3_ENDPOINT_URL = env.str("AWS_S3_ENDPOINT_URL", default="") or None

STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if AWS_STORAGE_BUCKET_NAME:
    # No credentials here, ever: options of a storage are stored with queued tasks. They come from the environment
    # or the instance. A bucket is never public: files go out through edge/media.py.
    STORAGES["default"] = {
        "BACKEND": "edge.storages.BucketStorage",
        "OPTIONS": {"bucket_name": AWS_STORAGE_BUCKET_NAME, "endpoint_url": AWS_S3_ENDPOINT_URL},
    }

# --- Backups ----------------------------------------------------------------------------------------------------------
#: Archives, the list of who was erased, and the sign that a restore has not ended. On a disk of this machine.
BACKUP_DIR = Path(env.str("BACKUP_DIR", default="") or VAR_DIR / "backups")

# --- Background work ----------------------------------------------------------------------------------------------
# Wagtail enqueues two small jobs on every save; they run at once. Ours wait for the worker.
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "worker": {"BACKEND": "django_tasks_db.DatabaseBackend"},
}

# --- Mail ---------------------------------------------------------------------------------------------------------
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="forget-me-not@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# Without EMAIL_URL a letter is a file in var/mail: nothing is lost, nothing leaves the machine.
EMAIL_BACKEND = "audit.eml.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
if env.str("EMAIL_URL", default=""):
    vars().update(env.email_url("EMAIL_URL"))
if EMAIL_BACKEND == "django.core.mail.backends.smtp.EmailBackend":
    # Ours knows whether a letter had been handed over when the connection broke.
    EMAIL_BACKEND = "audit.smtp.EmailBackend"
# A server that does not answer must not hold the worker up. Half a minute for each step of a connection.
EMAIL_TIMEOUT = 30

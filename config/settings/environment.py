"""The one place that reads the environment. Every name is optional; README.md lists them with their defaults."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = BASE_DIR / "var"

env = environ.Env()

LOOPBACK_HOSTS = ("127.0.0.1", "localhost", "[::1]")

PORT = env.int("PORT", default=8000)
SITE_URL = env.str("SITE_URL", default=f"http://127.0.0.1:{PORT}").rstrip("/")
SITE_HOST = urlsplit(SITE_URL).hostname or "127.0.0.1"
DEMO = env.bool("DEMO", default=False)


def kept_secret(name: str, file_name: str) -> str:
    """What the environment says, or a secret made once for this machine and kept in ``var/``, for its owner only.

    Several machines behind one address must share one: there the environment says it.
    """
    given = env.str(name, default="")
    if given:
        return given
    kept = VAR_DIR / file_name
    try:
        VAR_DIR.mkdir(exist_ok=True)
        if not kept.exists():
            _make_secret(kept)
        return kept.read_text()
    except OSError as error:
        raise ImproperlyConfigured(f"Set {name}: it cannot be kept in {kept} ({error.strerror}).") from error


def _make_secret(kept: Path) -> None:
    # Written whole, then linked into place: of two processes that start at once, both read the same key.
    made = kept.with_name(f"{kept.name}.{os.getpid()}")
    with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(64))
    try:
        os.link(made, kept)
    except FileExistsError:
        pass
    finally:
        made.unlink()

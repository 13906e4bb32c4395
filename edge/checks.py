"""What must not be so on a site that others reach. Each stops the start, and says what to do.

Tagged "start": `config/wsgi.py` runs these before the first request, as no web server runs Django's checks.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from edge.proxies import SOCKET

START = "start"

SHORTEST_SECRET_KEY = 50
SHORTEST_FIELD_KEY = 32
FEWEST_SIGNS = 5
#: Keys that everybody can read: Django's for beginners, those of this project's tests, those of examples.
KNOWN_KEYS = re.compile(r"insecure|only-for-|change-?me|long-enough-and-with|example", re.IGNORECASE)

CREDENTIALS = ("access_key", "secret_key", "session_token", "security_token", "password")
#: What Django looks for in a request: the header's name in capitals, with HTTP_ before it and no dash in it.
_SEEN_BY_DJANGO = re.compile(r"HTTP_[A-Z0-9_]+")
#: A network with a shorter prefix is no operator's own.
WIDEST_PREFIX = 8


def others_reach_it() -> bool:
    """Whether the site answers under another name than this machine's own, by either of the settings that say so.

    Whoever puts it on a host and forgets ``SITE_URL`` has still had to name the host.
    """
    hosts = [urlsplit(settings.SITE_URL).hostname or "", *settings.ALLOWED_HOSTS]
    return not all(_is_this_machine(host) for host in hosts)


def _is_this_machine(host: str) -> bool:
    """An IPv6 address stands in brackets where a port could follow it."""
    name = host.strip().lower()
    try:
        return ipaddress.ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return name == "localhost"


@register(START)
def no_error_pages_for_strangers(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if settings.DEBUG and others_reach_it():
        return [
            _error(
                "E001", "DEBUG shows settings and data to every reader.", "Run config.settings.base, not dev."
            )
        ]
    return []


@register(START)
def keys_are_secret(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    return list(_weak_keys())


def _weak_keys() -> Iterator[CheckMessage]:
    how = 'Make one with `python -c "import secrets; print(secrets.token_urlsafe(64))"`.'
    if _weak(settings.SECRET_KEY, SHORTEST_SECRET_KEY):
        yield _error(
            "E002",
            f"SECRET_KEY is known, or has under {SHORTEST_SECRET_KEY} signs or {FEWEST_SIGNS} different.",
            how,
        )
    if not settings.FIELD_KEYS or any(_weak(key, SHORTEST_FIELD_KEY) for key in settings.FIELD_KEYS):
        yield _error(
            "E003",
            f"A key in FIELD_KEY is known, or has under {SHORTEST_FIELD_KEY} signs or {FEWEST_SIGNS} different.",
            how,
        )
    if settings.SECRET_KEY in settings.FIELD_KEYS:
        yield _error(
            "E004", "FIELD_KEY is the same as SECRET_KEY: neither could be changed without the other.", how
        )


def _weak(key: str, shortest: int) -> bool:
    known = others_reach_it() and KNOWN_KEYS.search(key) is not None
    return known or len(key) < shortest or len(set(key)) < FEWEST_SIGNS


@register(START)
def no_credentials_in_storages(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    found = sorted(
        f"{alias}: {name}"
        for alias, storage in settings.STORAGES.items()
        for name in storage.get("OPTIONS", {})
        if name in CREDENTIALS
    )
    if found:
        return [
            _error(
                "E005",
                f"STORAGES holds credentials ({', '.join(found)}): they would be stored with queued tasks.",
                "Give them in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or let the instance have a role.",
            )
        ]
    return []


@register(START)
def the_proxys_header_is_one_that_comes(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    header = settings.SECURE_PROXY_SSL_HEADER
    if header is not None and not (len(header) == 2 and _SEEN_BY_DJANGO.fullmatch(header[0])):
        return [
            _error(
                "E006",
                "SECURE_PROXY_SSL_HEADER names a header that Django never finds: every request would count as plain.",
                'Write it as Django sees it: ("HTTP_X_FORWARDED_PROTO", "https").',
            )
        ]
    return []


@register(START)
def forwarding_is_believed_of_few(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    wrong = [name for name in settings.TRUSTED_PROXIES if name != SOCKET and not _is_own_network(name)]
    if wrong:
        return [
            _error(
                "E007",
                f"TRUSTED_PROXIES holds what is no network of your own: {', '.join(wrong)}.",
                "Name the networks of your proxies, as 10.0.0.0/8 or 192.0.2.7; "
                "whoever is named may say who the reader is.",
            )
        ]
    if settings.SECURE_PROXY_SSL_HEADER is not None and not settings.TRUSTED_PROXIES:
        return [
            _error(
                "E008",
                "SECURE_PROXY_SSL_HEADER is set, and no proxy is trusted: the header never counts.",
                "Name your proxies in TRUSTED_PROXIES; the header follows from it.",
            )
        ]
    return []


def _is_own_network(name: str) -> bool:
    try:
        return ipaddress.ip_network(name).prefixlen >= WIDEST_PREFIX
    except ValueError:
        return False


@register(START)
def hosts_are_named(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if any(host.strip() in ("*", ".", "") for host in settings.ALLOWED_HOSTS):
        return [
            _error(
                "E009",
                "ALLOWED_HOSTS lets any host through: a link in a letter could lead anywhere.",
                "Name the site's hosts.",
            )
        ]
    return []


@register(START)
def the_wire_is_closed(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Over plain HTTP on this machine there is nobody to listen."""
    scheme = urlsplit(settings.SITE_URL).scheme
    if scheme not in ("http", "https"):
        return [
            _error("E010", "SITE_URL is no web address.", "Write it whole: https://forget-me-not.example")
        ]
    if scheme == "http":
        return (
            [
                _error(
                    "E011",
                    "SITE_URL is http://, or was forgotten: what people read and type could be read on the way.",
                    "Put TLS in front (docs/operators.md), and write https:// here.",
                )
            ]
            if others_reach_it()
            else []
        )
    loose = [name for name in ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE") if not getattr(settings, name)]
    if loose:
        return [
            _error(
                "E012",
                f"Cookies would go over plain HTTP: {', '.join(loose)} must be True.",
                "Leave them alone.",
            )
        ]
    return []


def _error(number: str, problem: str, remedy: str) -> Error:
    return Error(problem, hint=remedy, id=f"edge.{number}")


def as_text(messages: Iterable[CheckMessage]) -> str:
    return "\n".join(f"  {message.id}: {message.msg} {message.hint or ''}".rstrip() for message in messages)

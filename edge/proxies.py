"""Who is at the other end when proxies stand between: said by the proxies we trust, and by nobody else.

Anyone can write ``X-Forwarded-For`` into a request. Unless the request comes from a network in ``TRUSTED_PROXIES``,
every such header is taken away before anything reads it, whatever it is called.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from edge.client import Address, address_of

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

#: In ``TRUSTED_PROXIES``: a proxy on the same machine that reaches us through a socket, which has no address.
SOCKET = "unix"

#: What proxies and content networks write of who asked, and for what. Only three of them are ever read here.
_FORWARDING_PREFIX = "HTTP_X_FORWARDED_"
FORWARDING = frozenset({
    "HTTP_FORWARDED", "HTTP_X_FORWARDED", "HTTP_FORWARDED_FOR", "HTTP_X_REAL_IP", "HTTP_X_CLIENT_IP", "HTTP_CLIENT_IP",
    "HTTP_TRUE_CLIENT_IP", "HTTP_CF_CONNECTING_IP", "HTTP_CF_CONNECTING_IPV6", "HTTP_FASTLY_CLIENT_IP",
    "HTTP_X_CLUSTER_CLIENT_IP", "HTTP_X_ORIGINAL_FORWARDED_FOR", "HTTP_X_ENVOY_EXTERNAL_ADDRESS",
    "HTTP_X_APPENGINE_USER_IP", "HTTP_X_AZURE_CLIENTIP", "HTTP_X_PROXYUSER_IP", "HTTP_X_HOST", "HTTP_X_ORIGINAL_HOST",
    "HTTP_X_ORIGINAL_URL", "HTTP_X_REWRITE_URL", "HTTP_X_URL_SCHEME", "HTTP_X_SCHEME", "HTTP_FRONT_END_HTTPS",
})  # fmt: skip
#: When the first byte came, from a proxy that hands a request on when it has the last.
BEGUN = "HTTP_X_REQUEST_START"
FOR, PROTO, HOST = (f"{_FORWARDING_PREFIX}{name}" for name in ("FOR", "PROTO", "HOST"))

TAKEN = FORWARDING | {BEGUN}

#: No chain of proxies is longer; a list that is was written by somebody who plays.
LONGEST_CHAIN = 20


class ProxyMiddleware:
    """First of all: whatever comes after may read ``REMOTE_ADDR``, the host and the scheme as they are.

    From a trusted proxy ``REMOTE_ADDR`` becomes the last address of ``X-Forwarded-For`` that is not a trusted
    proxy's. What stands before it was written by whoever sent the request. ``X-Forwarded-Proto`` and
    ``X-Forwarded-Host`` stay, one value each, for Django to read; it holds the host against ``ALLOWED_HOSTS``.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.through_socket = SOCKET in settings.TRUSTED_PROXIES
        self.networks = networks(settings.TRUSTED_PROXIES)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        said = self._taken_from(request.META)
        if self._trusts(request.META.get("REMOTE_ADDR", "")):
            self._believe(request.META, said)
        return self.get_response(request)

    def _taken_from(self, meta: dict[str, str]) -> dict[str, str]:
        names = [name for name in meta if name in TAKEN or name.startswith(_FORWARDING_PREFIX)]
        return {name: meta.pop(name) for name in names}

    def _believe(self, meta: dict[str, str], said: dict[str, str]) -> None:
        client, hops = self._client(_values(said.get(FOR, "")))
        if client is not None:
            meta["REMOTE_ADDR"] = str(client)
        if BEGUN in said:
            meta[BEGUN] = said[BEGUN]
        for name in (PROTO, HOST):
            # Where every proxy adds its own, the one next to the reader is as far from the end as in the list of
            # addresses. What stands before that is the reader's own invention.
            if values := _values(said.get(name, "")):
                meta[name] = values[max(-1 - hops, -len(values))]
        if meta.get(PROTO, "").lower() not in ("http", "https"):
            meta.pop(PROTO, None)

    def _client(self, chain: list[str]) -> tuple[Address | None, int]:
        """Who asked, and how many trusted proxies stand in the chain after them. Nobody if that cannot be read."""
        found = None
        for hops, text in enumerate(reversed(chain)):
            address = address_of(text)
            if address is None:
                return found, max(hops - 1, 0)
            if not self._is_proxy(address):
                return address, hops
            found = address
        return found, max(len(chain) - 1, 0)

    def _trusts(self, remote: str) -> bool:
        if not remote:
            return self.through_socket
        address = address_of(remote)
        return address is not None and self._is_proxy(address)

    def _is_proxy(self, address: Address) -> bool:
        return any(address in network for network in self.networks)


def networks(names: Iterable[str]) -> list[Network]:
    """Raises ``ValueError`` for what is none; a system check says so first, in words (`edge.checks`)."""
    return [ipaddress.ip_network(name) for name in names if name != SOCKET]


def _values(header: str) -> list[str]:
    return [value.strip() for value in header.rsplit(",", LONGEST_CHAIN)[-LONGEST_CHAIN:] if value.strip()]

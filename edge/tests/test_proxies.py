"""Who asked is said by the connection, or by a proxy we trust. A stranger's word counts for nothing."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from edge.client import network_of
from edge.proxies import FORWARDING, ProxyMiddleware

PROXIES = ["10.0.0.0/8", "2001:db8:1::/48"]


@pytest.fixture
def trusting(settings: Any) -> Any:
    def trust(*names: str) -> None:
        settings.TRUSTED_PROXIES = list(names)
        settings.USE_X_FORWARDED_HOST = bool(names)
        settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if names else None
        settings.ALLOWED_HOSTS = ["site.example"]

    trust(*PROXIES)
    return trust


def seen(remote: str, /, **headers: str) -> HttpRequest:
    """The request as everything after the middleware sees it."""
    found: list[HttpRequest] = []

    def view(request: HttpRequest) -> HttpResponse:
        found.append(request)
        return HttpResponse()

    request = RequestFactory().get("/en/", headers={"Host": "site.example"} | headers)
    request.META["REMOTE_ADDR"] = remote
    ProxyMiddleware(view)(request)
    return found[0]


def address(remote: str, forwarded_for: str) -> str:
    found: str = seen(remote, **{"X-Forwarded-For": forwarded_for}).META["REMOTE_ADDR"]
    return found


def test_from_a_stranger_no_forwarding_header_reaches_anything(trusting: Any) -> None:
    said = {name.removeprefix("HTTP_").replace("_", "-").title(): "203.0.113.99" for name in FORWARDING}
    said |= {
        f"X-Forwarded-{name}": "https"
        for name in ("For", "Proto", "Host", "Port", "Ssl", "Prefix", "Anything")
    }
    request = seen("192.0.2.7", **said)

    assert request.META["REMOTE_ADDR"] == "192.0.2.7"
    assert [
        name for name in request.META if "FORWARD" in name or "203.0.113.99" in str(request.META[name])
    ] == []
    assert (request.is_secure(), request.get_host()) == (False, "site.example")


def test_trusting_nobody_nobody_is_believed(trusting: Any) -> None:
    trusting()
    request = seen("127.0.0.1", **{"X-Forwarded-For": "203.0.113.99", "X-Forwarded-Proto": "https"})
    assert (request.META["REMOTE_ADDR"], request.is_secure()) == ("127.0.0.1", False)


@pytest.mark.parametrize(
    ("forwarded_for", "client"),
    [
        ("198.51.100.9", "198.51.100.9"),
        # What stands before the last address that is no proxy's was written by the one who asks.
        ("203.0.113.99, 198.51.100.9", "198.51.100.9"),
        ("203.0.113.99, 198.51.100.9, 10.1.2.3", "198.51.100.9"),
        ("10.9.9.9, 198.51.100.9, 10.1.2.3 , 2001:db8:1::5", "198.51.100.9"),
        ("198.51.100.9:4711", "198.51.100.9"),
        ("[2001:db8:2::7]:4711", "2001:db8:2::7"),
        ("::ffff:198.51.100.9", "198.51.100.9"),
        # One of the operator's own machines asked.
        ("10.4.4.4, 10.1.2.3", "10.4.4.4"),
        # Nothing that can be read: the proxy stands for whoever it was.
        ("", "10.0.0.1"),
        ("unknown", "10.0.0.1"),
        ("198.51.100.9, _hidden", "10.0.0.1"),
        ("198.51.100.9, 10.1.2.3.4, 10.1.2.3", "10.1.2.3"),
        ("\x00\udce9,,;;" * 50, "10.0.0.1"),
        (", ".join(["10.1.2.3"] * 5000), "10.1.2.3"),
    ],
)
def test_from_a_proxy_the_last_address_that_is_not_a_proxys_counts(
    trusting: Any, forwarded_for: str, client: str
) -> None:
    request = RequestFactory().get("/en/")
    request.META |= {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": forwarded_for}
    ProxyMiddleware(lambda request: HttpResponse())(request)
    assert request.META["REMOTE_ADDR"] == client
    assert "HTTP_X_FORWARDED_FOR" not in request.META


def test_a_proxy_that_is_reached_over_ipv6_is_the_same_proxy(trusting: Any) -> None:
    assert address("::ffff:10.0.0.1", "198.51.100.9") == "198.51.100.9"
    assert address("2001:db8:1::9", "198.51.100.9") == "198.51.100.9"
    assert address("2001:db8:2::9", "198.51.100.9") == "2001:db8:2::9"


def test_a_socket_is_believed_only_if_it_is_named(trusting: Any) -> None:
    assert address("", "198.51.100.9") == ""
    trusting("unix")
    assert address("", "198.51.100.9") == "198.51.100.9"
    assert address("192.0.2.7", "198.51.100.9") == "192.0.2.7"


@pytest.mark.parametrize(
    ("proto", "chain", "secure"),
    [
        ("https", "198.51.100.9", True),
        ("HTTPS", "198.51.100.9", False),
        ("http", "198.51.100.9", False),
        ("javascript", "198.51.100.9", False),
        ("", "198.51.100.9", False),
        # Each proxy added its own: the outermost of ours said http, a reader invented the first.
        ("https, http, https", "203.0.113.9, 198.51.100.9, 10.1.2.3", False),
        ("https, http", "198.51.100.9, 10.1.2.3", True),
    ],
)
def test_whether_it_came_over_tls_is_said_by_the_proxy_next_to_the_reader(
    trusting: Any, proto: str, chain: str, secure: bool
) -> None:
    request = seen("10.0.0.1", **{"X-Forwarded-Proto": proto, "X-Forwarded-For": chain})
    assert request.is_secure() is secure


def test_a_proxy_may_name_a_host_of_ours_and_no_other(trusting: Any, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["site.example", "inner.example"]
    ours = seen("10.0.0.1", Host="inner.example", **{"X-Forwarded-Host": "site.example"})
    assert ours.get_host() == "site.example"
    theirs = seen("10.0.0.1", Host="inner.example", **{"X-Forwarded-Host": "evil.example"})
    with pytest.raises(DisallowedHost):
        theirs.get_host()


@pytest.mark.parametrize("host", ["evil.example", "a b", "<script>", "site.example@evil", ""])
def test_a_host_that_is_not_ours_is_refused_in_words_and_noted_nowhere(
    trusting: Any, host: str, caplog: pytest.LogCaptureFixture, db: None
) -> None:
    response = Client().get("/en/", headers={"Host": host, "X-Forwarded-Host": "site.example"})

    assert response.status_code == 400
    assert "This request could not be understood" in response.content.decode()
    assert response.headers["Cache-Control"] == "private, no-store"
    assert host not in response.content.decode() or not host
    assert caplog.records == []


def test_a_spoofed_host_changes_no_address_on_a_page(trusting: Any, home_page: Any) -> None:
    client = Client(headers={"Host": "site.example"})
    honest = client.get("/en/").content
    spoofed = client.get(
        "/en/",
        headers={
            "X-Forwarded-Host": "evil.example",
            "X-Host": "evil.example",
            "Forwarded": "host=evil.example",
        },
    )
    assert spoofed.content == honest


# --- Networks -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("remote", "network"),
    [
        ("192.0.2.7", "192.0.2.0/24"),
        ("::ffff:192.0.2.7", "192.0.2.0/24"),
        ("2001:db8:0:12ff:1::5", "2001:db8:0:1200::/56"),
        ("fe80::1%eth0", "fe80::/56"),
        ("", "unknown"),
        ("unix:", "unknown"),
        ("garbage", "unknown"),
        ("999.1.1.1", "unknown"),
        (base64.b64encode(b"x" * 5000).decode(), "unknown"),
    ],
)
def test_the_network_of_a_reader_is_as_large_as_a_household(remote: str, network: str) -> None:
    request = RequestFactory().get("/", REMOTE_ADDR=remote)
    assert network_of(request) == network


def test_when_a_request_began_is_said_by_our_proxy_alone(trusting: Any) -> None:
    said = {"X-Request-Start": "t=1795689000.123"}

    assert [
        seen(remote, **said).META.get("HTTP_X_REQUEST_START") for remote in ("192.0.2.7", "10.1.2.3")
    ] == [
        None,
        "t=1795689000.123",
    ]

"""What the web server writes down: never who asked, nor for what."""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterator
from io import StringIO

import pytest
from gunicorn.app.base import Application
from gunicorn.http.errors import ForbiddenProxyRequest, InvalidRequestLine, LimitRequestLine, ObsoleteFolding
from gunicorn.workers.base import Worker

ADDRESS = "config/gunicorn.py"


class Served(Application):
    """Gunicorn under our configuration, without starting to serve."""

    def load_config(self) -> None:
        self.load_config_from_file(ADDRESS)


@pytest.fixture
def written() -> Iterator[StringIO]:
    """What gunicorn's own handler writes."""
    log = logging.getLogger("gunicorn.error")
    handlers, propagate, level = list(log.handlers), log.propagate, log.level
    yield StringIO()
    log.handlers, log.propagate = handlers, propagate
    log.setLevel(level)


@pytest.fixture
def worker(written: StringIO) -> Iterator[Worker]:
    cfg = Served().cfg
    log = cfg.logger_class(cfg)
    (handler,) = [each for each in log.error_log.handlers if getattr(each, "_gunicorn", False)]
    handler.setStream(written)
    made = Worker(0, 0, [], None, 1, cfg, log)
    yield made
    made.tmp.close()


@pytest.mark.parametrize("reader", ["203.0.113.77", "2001:db8::77", ""])
@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (
            InvalidRequestLine("GET /en/help/lt/ 198.51.100.9 \n oops"),
            "Invalid request: Invalid HTTP request line",
        ),
        (
            ObsoleteFolding("X-Forwarded-For: 198.51.100.9"),
            "Invalid request: Obsolete line folding is unacceptable",
        ),
        (ForbiddenProxyRequest("198.51.100.9"), "Invalid request: Proxy request from "),
        (LimitRequestLine(9000, 8190), "Invalid request: Request Line is too large (9000 > 8190)"),
    ],
)
def test_a_request_that_is_none_is_noted_without_who_sent_it(
    worker: Worker, written: StringIO, reader: str, problem: Exception, said: str
) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        # As gunicorn does: from within the handling of what went wrong.
        try:
            raise problem
        except Exception as error:
            worker.handle_error(None, ours, (reader, 5), error)

    (line,) = written.getvalue().splitlines()
    assert line.endswith(f"[WARNING] {said}")


def test_a_request_that_failed_on_its_way_out_is_noted_without_its_address_and_the_errors_words(
    worker: Worker, written: StringIO
) -> None:
    class Request:
        method, uri = "GET", "/accounts/invitation/s3cr3t/?email=ana@example.org"

    def fails() -> None:
        raise ValueError("s3cr3t of ana@example.org")

    try:
        fails()
    except ValueError:
        worker.log.exception("Error handling request %s %s", Request.method, Request.uri)
        worker.log.exception("Error handling request %s", Request.uri)

    said = written.getvalue()
    assert said.count("[ERROR] Error handling request\n") == 2
    assert "in fails" in said
    assert said.count("\nValueError\n") == 2
    assert "s3cr3t" not in said.replace('raise ValueError("s3cr3t of ana@example.org")', "")


def test_gunicorn_believes_nobody_about_scheme_path_or_who_asked() -> None:
    """Whoever reaches it from this machine, or through a socket, would be believed by default."""
    cfg = Served().cfg
    assert (cfg.forwarded_allow_ips, cfg.secure_scheme_headers, cfg.forwarder_headers) == ([], {}, [])
    assert (cfg.proxy_protocol, cfg.header_map, cfg.proxy_allow_ips) == ("off", "drop", [])

"""A running demo site, a browser, and a reader in it for each journey; what is left of a failed one in ``var/e2e/``."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Error

from e2e import site as sites
from e2e.browsing import Reader, reading, running_browser
from e2e.client import Client

FAILED = sites.KEPT / "failed"
#: For whoever looks for the reason of a failure: E2E_TRACE=1 keeps every step of a journey, which takes it half as long
#: again.
TRACED = bool(os.environ.get("E2E_TRACE"))
NewReader = Callable[..., Reader]


@pytest.fixture(scope="session")
def site() -> Iterator[sites.Site]:
    """The demo on a port of its own, one for each worker. Nobody changes it."""
    with sites.served(sites.demo()) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One a file, not one a run: Playwright's event loop would make Django refuse other files their database."""
    with running_browser() as running:
        yield running


@pytest.fixture
def http(site: sites.Site) -> Iterator[Client]:
    with closing(Client(site.address)) as client:
        yield client


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    report = yield
    if report.when == "call":
        item.stash[OUTCOME] = report.failed
    return report


OUTCOME = pytest.StashKey[bool]()


@pytest.fixture
def new_reader(browser: Browser, site: sites.Site, request: pytest.FixtureRequest) -> Iterator[NewReader]:
    """``new_reader(viewport=…)``: a reader with an empty browser, and the context as Playwright's options say.

    However the journey goes, no page on it may ask a foreign host, set a cookie or complain in the console.
    """
    with ExitStack() as stack:
        readers: list[Reader] = []

        def make(address: str = site.address, **options: Any) -> Reader:
            reader = stack.enter_context(reading(browser, address, **options))
            if TRACED:
                reader.context.tracing.start(snapshots=True)
            readers.append(reader)
            return reader

        yield make
        for number, reader in enumerate(readers):
            file = FAILED / f"{re.sub(r'[^a-z0-9]+', '-', request.node.name, flags=re.IGNORECASE)}-{number}"
            for earlier in (file.with_suffix(".png"), file.with_suffix(".zip")):
                earlier.unlink(missing_ok=True)
            if request.node.stash.get(OUTCOME, True):
                _keep(reader, file)
        misdeeds = [reader.misdeeds for reader in readers if reader.misdeeds]
    assert misdeeds == []


@pytest.fixture
def reader(new_reader: NewReader) -> Reader:
    """One reader at a desk."""
    return new_reader()


def _keep(reader: Reader, file: Path) -> None:
    """A picture of where the journey ended; and its trace, if there is one: ``playwright show-trace`` walks through it
    step by step."""
    FAILED.mkdir(parents=True, exist_ok=True)
    with suppress(Error):  # the browser itself may be what failed
        reader.page.screenshot(path=file.with_suffix(".png"))
        if TRACED:
            reader.context.tracing.stop(path=file.with_suffix(".zip"))

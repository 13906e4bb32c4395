"""A running demo site, a browser, and a reader in it for each journey; what is left of a failed one in ``var/e2e/``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from typing import Any

import pytest
from playwright.sync_api import Browser, Error

from e2e import site as sites
from e2e.browsing import Reader, reading, running_browser
from e2e.client import Client

FAILED = sites.KEPT / "failed"
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
            reader.context.tracing.start(snapshots=True)
            readers.append(reader)
            return reader

        yield make
        if request.node.stash.get(OUTCOME, True):
            for number, reader in enumerate(readers):
                _keep(reader, f"{request.node.name}-{number}")
        misdeeds = [reader.misdeeds for reader in readers if reader.misdeeds]
    assert misdeeds == []


@pytest.fixture
def reader(new_reader: NewReader) -> Reader:
    """One reader at a desk."""
    return new_reader()


def _keep(reader: Reader, name: str) -> None:
    """A picture of where the journey ended, and its trace: ``playwright show-trace`` walks through it step by step."""
    FAILED.mkdir(parents=True, exist_ok=True)
    file = FAILED / re.sub(r"[^\w-]+", "-", name)
    try:
        reader.page.screenshot(path=f"{file}.png")
        reader.context.tracing.stop(path=f"{file}.zip")
    except Error as gone:
        file.with_suffix(".txt").write_text(f"The page could not be kept: {gone}")

"""A reader's browser: a real Chromium that cannot leave this machine, and that notices what no page may do."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Route, sync_playwright

from config.browser import NAMES

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
    "--font-render-hinting=none",
]

#: What stands where a journey leaves the site.
ELSEWHERE = "<!doctype html><title>Elsewhere</title><h1>Elsewhere</h1>"


def chromium() -> str | None:
    """The path of the browser; none leaves it to Playwright."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def running_browser() -> Iterator[Browser]:
    """A browser until the block ends. While it runs, Django refuses database work in this process."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Reader:
    """One reader with one tab. ``left_for`` are the addresses elsewhere that the reader was led to."""

    context: BrowserContext
    page: Page
    address: str
    foreign: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    left_for: list[str] = field(default_factory=list)
    referrers: list[str] = field(default_factory=list)
    #: The place elsewhere answers with nothing, so that the reader stays and what the page did can be looked at.
    held_back: bool = False

    def open(self, path: str) -> Page:
        self.page.goto(f"{self.address}/{path.removeprefix('/')}")
        return self.page

    @property
    def path(self) -> str:
        """Where the reader is, without the host."""
        parts = urlsplit(self.page.url)
        return parts.path + (f"?{parts.query}" if parts.query else "")

    @property
    def misdeeds(self) -> dict[str, list[str]]:
        """What no public page may do, whatever else is tested on it."""
        found = {
            "asked a host that is not ours": self.foreign,
            "complained in the console": self.complaints,
            "set a cookie": [cookie.get("name", "") for cookie in self.context.cookies()],
        }
        return {what: sorted(set(cases)) for what, cases in found.items() if cases}


@contextmanager
def reading(browser: Browser, address: str, **options: Any) -> Iterator[Reader]:
    """A reader with an empty browser. ``options`` are Playwright's for a context."""
    options.setdefault("reduced_motion", "reduce")
    options.setdefault("locale", "en")
    options.setdefault("viewport", {"width": 1280, "height": 800})
    context = browser.new_context(**options)
    context.set_default_timeout(15_000)
    reader = Reader(context, context.new_page(), address)
    watch(reader)
    try:
        yield reader
    finally:
        context.close()


def watch(reader: Reader) -> None:
    """Stop what would leave this machine, and take note of it. Leaving the page itself is the reader's right."""
    host = urlsplit(reader.address).netloc

    def elsewhere(url: str) -> bool:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and parts.netloc != host

    def stop(route: Route, request: Request) -> None:
        if request.is_navigation_request() and request.frame == reader.page.main_frame:
            reader.left_for.append(request.url)
            reader.referrers.append(request.headers.get("referer", ""))
            if reader.held_back:
                route.fulfill(status=204)
            else:
                route.fulfill(body=ELSEWHERE, content_type="text/html")
        else:
            reader.foreign.append(request.url)
            route.abort()

    def complain(message: ConsoleMessage) -> None:
        # A page that is not there is said to be missing by the browser too, and by a path with a test of its own.
        own_status = message.text.startswith("Failed to load resource") and (
            message.location.get("url") == reader.page.url
        )
        if message.type in ("error", "warning") and not own_status:
            reader.complaints.append(f"{urlsplit(reader.page.url).path}: {message.text[:200]}")

    reader.context.route(elsewhere, stop)
    reader.page.on("console", complain)
    reader.page.on(
        "pageerror", lambda error: reader.complaints.append(f"{reader.page.url}: {error.message[:200]}")
    )

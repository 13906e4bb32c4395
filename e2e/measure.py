"""What a first view costs its reader: bytes over the wire, and whether anything moves. For the suite and the bench."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ViewportSize

PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1280, "height": 800}


#: Bytes a second and milliseconds, of a house with a good line. How far ahead a browser fetches pictures depends on it,
#: and one without windows knows of no line and fetches all there are.
LINE = {
    "offline": False,
    "latency": 20,
    "downloadThroughput": 12_500_000,
    "uploadThroughput": 12_500_000,
    "connectionType": "wifi",
}


@dataclass
class FirstView:
    """``bytes`` by kind of file, headers included, as they came over the wire; ``shift`` is Chromium's own score."""

    bytes: Counter[str] = field(default_factory=Counter)
    encodings: dict[str, str] = field(default_factory=dict)
    shift: float = 0.0

    @property
    def total(self) -> int:
        return sum(self.bytes.values())


#: Everything that moved since the page began, as Lighthouse counts it but without its window: nothing may move at all.
SHIFT = """() => new Promise(done => {
    let shift = 0;
    new PerformanceObserver(list => list.getEntries().forEach(entry => shift += entry.value))
        .observe({type: 'layout-shift', buffered: true});
    requestAnimationFrame(() => setTimeout(() => done(shift), 200));
})"""


def first_view(browser: Browser, url: str, viewport: ViewportSize, scale: float = 1) -> FirstView:
    """Open ``url`` in an empty browser and wait until it is quiet; nothing is scrolled to."""
    view = FirstView()
    context = browser.new_context(viewport=viewport, device_scale_factor=scale, is_mobile=viewport is PHONE)
    page = context.new_page()
    # Playwright's own events would do, but routing and its sizes know nothing of what compression saved.
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send("Network.emulateNetworkConditions", LINE)
    answers: dict[str, dict[str, Any]] = {}
    wire.on("Network.responseReceived", lambda event: answers.update({event["requestId"]: event}))

    def count(event: dict[str, Any]) -> None:
        answer = answers.get(event["requestId"])
        if answer is None or answer["response"]["url"].startswith("data:"):
            return
        view.bytes[answer["type"].lower()] += int(event["encodedDataLength"])
        headers = {name.lower(): value for name, value in answer["response"]["headers"].items()}
        view.encodings[urlsplit(answer["response"]["url"]).path] = headers.get("content-encoding", "")

    wire.on("Network.loadingFinished", count)
    page.goto(url, wait_until="networkidle")
    view.shift = page.evaluate(SHIFT)
    context.close()
    return view


def worst_first_view(browser: Browser, url: str) -> FirstView:
    """Of a phone with a fine screen, which takes larger pictures, and a desk, which shows more of them."""
    views = [first_view(browser, url, PHONE, 2.625), first_view(browser, url, DESK)]
    heaviest = max(views, key=lambda view: view.total)
    heaviest.shift = max(view.shift for view in views)
    return heaviest

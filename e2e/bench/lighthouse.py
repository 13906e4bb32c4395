"""Lighthouse's mobile audit, from npm, kept in ``var/lighthouse``."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from config.progress import VAR, end_with_parent, run_watched
from e2e.bench.servers import SECONDS_TO_START, stop
from e2e.browsing import ARGUMENTS, chromium

#: The last that runs on Node 20.
VERSION = "12.8.2"
FOLDER = VAR / "lighthouse"
CATEGORIES = {
    "performance": "performance",
    "accessibility": "accessibility",
    "best-practices": "best practices",
    "seo": "SEO",
}
TIMES = 3
FLAGS = [*ARGUMENTS, "--headless=new", "--remote-debugging-port=0", "--disable-extensions", "--mute-audio"]
LONGEST = 120


class Missing(Exception):
    """Lighthouse cannot run here, and the text says why."""


class Failed(Exception):
    """One run came to nothing: on a busy machine Chromium now and then loses the trace of its own loading."""


def installed() -> Path:
    """The program. Fetched by npm when it is not there yet; raises ``Missing``."""
    program = FOLDER / "node_modules" / ".bin" / "lighthouse"
    package = FOLDER / "node_modules" / "lighthouse" / "package.json"
    if package.exists() and json.loads(package.read_text())["version"] == VERSION:
        return program
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        raise Missing("Lighthouse needs Node 18.20 or newer with npm (Debian: apt-get install npm).")
    FOLDER.mkdir(parents=True, exist_ok=True)
    run_watched(
        [npm, "install", "--prefix", str(FOLDER), "--no-audit", "--no-fund", f"lighthouse@{VERSION}"],
        "fetching Lighthouse",
        env=os.environ | {"PUPPETEER_SKIP_DOWNLOAD": "1"},
    )
    return program


@contextmanager
def running_browser() -> Iterator[int]:
    """A Chromium for all audits; yields the port at which it takes orders.

    Lighthouse would start one for each, which lives on when Lighthouse itself is ended.
    """
    path = chromium()
    if path is None:
        raise Missing("Lighthouse needs Chromium, and none was found: see `make test`.")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        process = subprocess.Popen(
            [path, *FLAGS, f"--user-data-dir={profile}", "about:blank"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=end_with_parent,  # noqa: PLW1509 -- no thread runs here
        )
        try:
            yield _port_of(process, Path(profile) / "DevToolsActivePort")
        finally:
            stop(process)


def _port_of(process: subprocess.Popen[bytes], told: Path) -> int:
    """Chromium chooses the port itself and writes it down."""
    deadline = time.monotonic() + SECONDS_TO_START
    while process.poll() is None and time.monotonic() < deadline:
        if told.exists() and (lines := told.read_text().splitlines()):
            return int(lines[0])
        time.sleep(0.1)
    raise Missing("Chromium did not start.")


def scores(program: Path, port: int, url: str) -> tuple[dict[str, float], set[str]]:
    """Of each category the median of three runs, from 0 to 100, and what was found wanting in any of them."""
    runs = [_audit_again(program, port, url) for _ in range(TIMES)]
    found = {
        category: median(run["categories"][category]["score"] * 100 for run in runs)
        for category in CATEGORIES
    }
    return found, {wanting for run in runs for wanting in _wanting(run)}


def _wanting(report: dict[str, Any]) -> list[str]:
    """Audits that cost points."""
    weights = {
        ref["id"]: ref["weight"]
        for category in report["categories"].values()
        for ref in category["auditRefs"]
    }
    return [
        f"{name} {audit['score']:.2f} {audit.get('displayValue', '')}".strip()
        for name, audit in report["audits"].items()
        if weights.get(name) and audit["score"] is not None and audit["score"] < 1
    ]


def _audit_again(program: Path, port: int, url: str) -> dict[str, Any]:
    try:
        return _audit(program, port, url)
    except Failed:
        return _audit(program, port, url)


def _audit(program: Path, port: int, url: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [
            str(program), url, f"--port={port}", "--quiet", "--output=json", f"--output-path={report}",
            f"--only-categories={','.join(CATEGORIES)}",
        ]  # fmt: skip
        try:
            done = subprocess.run(
                command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=LONGEST
            )
        except subprocess.TimeoutExpired:
            raise Failed(f"Lighthouse took longer than {LONGEST} s for {url}") from None
        found: dict[str, Any] = json.loads(report.read_text()) if report.exists() else {}
    unjudged = [name for name in CATEGORIES if found.get("categories", {}).get(name, {}).get("score") is None]
    if done.returncode or unjudged:
        raise Failed(f"Lighthouse did not judge {url}: {done.stderr.strip()[-1000:] or unjudged}")
    return found

"""Finds a Chromium for the browser tests, or installs one; prints its path. What it does goes to standard error."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path

from config.progress import StepError, run_watched

#: The first draws no window of its own, and takes a quarter less of a machine.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main() -> int:
    with redirect_stdout(sys.stderr):
        found = next(filter(starts, candidates()), None)
    if found:
        print(found)
        return 0
    note(
        "The browser tests need Chromium, and none was found or could be installed. One of these gives you one:"
    )
    note("    Debian, as root:      apt-get install chromium fonts-noto-core")
    note("    anyone:               .venv/bin/playwright install --with-deps chromium")
    note("    one you have:         make test CHROMIUM=/path/to/chromium")
    return 1


def candidates() -> Iterator[str]:
    """From what costs nothing to what costs a download; each is tried before the next is fetched."""
    if given := os.environ.get("CHROMIUM"):
        yield given
    yield from on_path()
    yield from playwrights()
    if os.geteuid() == 0 and shutil.which("apt-get") and not on_path():
        note("No Chromium found: installing the distribution's package …")
        apt = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        attempt(["apt-get", "update", "-q"], apt)
        for package in ("chromium-headless-shell", "chromium"):
            if not on_path():
                install = ["apt-get", "install", "-qy", "--no-install-recommends", package, "fonts-noto-core"]
                attempt(install, apt)
        yield from on_path()
    note("No Chromium found: installing Playwright’s …")
    attempt([sys.executable, "-m", "playwright", "install", "chromium"], dict(os.environ))
    yield from playwrights()


def on_path() -> list[str]:
    return [path for name in NAMES if (path := shutil.which(name))]


def playwrights() -> list[str]:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 -- slow import, needed on few machines

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return [path] if Path(path).exists() else []


def starts(path: str) -> bool:
    """Some distributions put a script by that name that only says where to get the real one."""
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=30).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def attempt(command: list[str], env: dict[str, str]) -> None:
    try:
        run_watched(command, f"running {' '.join(command[:2])}", status=lambda line: line[:70], env=env)
    except (StepError, OSError) as error:
        note(str(error))


def note(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())

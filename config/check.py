"""What `make check` does: every check that needs no browser and no test, two at a time, each reported as it ends."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from config.progress import ROOT, say

BIN = Path(sys.executable).parent
MANAGE = [sys.executable, "manage.py"]

#: The slowest first, so that it never runs alone at the end.
CHECKS: dict[str, list[str]] = {
    "types": [sys.executable, "-m", "mypy", "."],
    "settings as deployed": [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"],
    "migrations": [*MANAGE, "makemigrations", "--check", "--dry-run"],
    "templates": [sys.executable, "-m", "config.templates"],
    "catalogues": [sys.executable, "-m", "config.catalogues", "check"],
    "floors": [str(BIN / "lint-imports"), "--no-logo"],
    "style": [str(BIN / "ruff"), "check", "."],
    "format": [str(BIN / "ruff"), "format", "--check", "."],
}


def as_deployed(folder: str) -> dict[str, str]:
    """The environment of a site in production, as far as the checks look at it."""
    host = "forget-me-not.example"
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.base",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "SITE_URL": f"https://{host}",
        "ALLOWED_HOSTS": host,
        "DATABASE_URL": f"sqlite:///{folder}/check.sqlite3",
        "DEMO": "0",
    }


def run(command: list[str], env: dict[str, str]) -> tuple[bool, str, float]:
    started = time.monotonic()
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return done.returncode == 0, done.stdout, time.monotonic() - started


def main() -> int:
    failed = []
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(max_workers=2) as pool:
        env = as_deployed(folder)
        running = {pool.submit(run, command, env): name for name, command in CHECKS.items()}
        for done in as_completed(running):
            name = running[done]
            well, output, seconds = done.result()
            say(f"{'ok    ' if well else 'FAILED'} {name} ({seconds:.0f} s)")
            # A check that leaves something out says so with two exclamation marks.
            said = (
                output.splitlines()
                if not well
                else [line for line in output.splitlines() if line.startswith("!!")]
            )
            for line in said:
                say(f"       {line}")
            if not well:
                failed.append(name)
    say(f"Checks failed: {', '.join(failed)}." if failed else "All checks passed.")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())

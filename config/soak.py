"""What `make soak` does: the tests that can grow, at full size; what came of it, and when, goes into docs/soak.md."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import UTC, datetime

from config.progress import ROOT, say

REPORT = ROOT / "docs" / "soak.md"


def main() -> int:
    started = time.monotonic()
    command = [sys.executable, "-m", "pytest", "-m", "soak", "-v", "--durations=0", "-p", "no:randomly"]
    with subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, "SOAK": "1"}, stdout=subprocess.PIPE, text=True
    ) as suite:
        assert suite.stdout is not None
        lines = []
        for line in suite.stdout:
            say(line.rstrip())
            lines.append(line.rstrip())
    outcome = [line.strip("= ") for line in lines if line.startswith("=")][-1]
    tests = [f"{test}: {seconds}" for seconds, when, test in map(_words, lines) if when == "call"]
    report = [
        "# The last soak",
        "",
        "`make soak` runs the tests marked `soak` at full size: more processes, more rounds, more rows than",
        "`make test` takes. It writes this page.",
        "",
        f"- Day: {datetime.now(UTC):%Y-%m-%d}",
        f"- Commit: {_commit()}",
        f"- Result: {outcome}",
        f"- Machine: {os.cpu_count()} cores, Python {sys.version.split()[0]}",
        f"- Time: {time.monotonic() - started:.0f} s in all",
        "",
        "Each test, and how long it took:",
        "",
        *(f"- {line}" for line in sorted(tests)),
    ]
    REPORT.write_text("\n".join(report) + "\n")
    say(f"Written to {REPORT.relative_to(ROOT)}")
    return suite.returncode


def _words(line: str) -> tuple[str, str, str]:
    """A row of pytest's durations is three words: the seconds, the phase, the test."""
    words = line.split()
    return (words[0], words[1], words[2]) if len(words) == 3 else ("", "", "")


def _commit() -> str:
    done = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True
    )
    return done.stdout.strip() or "unknown"


if __name__ == "__main__":
    sys.exit(main())

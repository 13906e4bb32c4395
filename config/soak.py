"""What `make soak` does: the tests that can grow, at full size, room by room; what came of each goes into docs/soak.md.

The page is written anew after each file of tests, so that a soak that is broken off keeps what it has seen; a file that
was not run this time keeps its result of an earlier day, with that day and its commit.

``make soak ARGS=gallery/tests/hostile`` runs that part alone.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from datetime import UTC, datetime

from config.progress import ROOT, say

REPORT = ROOT / "docs" / "soak.md"
HEAD = """# The last soak

`make soak` runs the tests marked `soak` at full size: more processes, more rounds, more rows than `make test` takes.
It writes this page, part by part; `make soak ARGS=…` runs only what it names. Seconds are those of the test itself.
"""
#: A row of pytest's durations: the seconds, the phase, the test.
TOOK = re.compile(r"^(?P<seconds>[\d.]+)s call +(?P<test>.+)$")
PRINTED = re.compile(r"^-+ Captured stdout call -+$")
ENDED = re.compile(r"^=+ (?P<outcome>.*(?:passed|failed|error|skipped).*) in [\d.]+s.* =+$")


def main(chosen: list[str]) -> int:
    failed = []
    for file in _files(chosen):
        say(f"At full size: {file} …")
        code = run(file)
        if code:
            failed.append(file)
    say(f"Written to {REPORT.relative_to(ROOT)}")
    if failed:
        say(f"Failed: {', '.join(failed)}")
    return int(bool(failed))


def _files(chosen: list[str]) -> list[str]:
    """Every file that holds a test marked `soak`, in order."""
    listed = _pytest("--collect-only", "-q", *chosen).stdout
    return sorted({line.partition("::")[0] for line in listed.splitlines() if "::" in line})


def run(file: str) -> int:
    started = time.monotonic()
    done = _pytest("-v", "-rP", "--durations=0", "-p", "no:randomly", file)
    say(done.stdout[-4000:] if done.returncode else "".join(done.stdout.splitlines()[-1:]))
    part = section(file, done.stdout, time.monotonic() - started, f"{datetime.now(UTC):%Y-%m-%d}", _commit())
    sections = known_sections(REPORT.read_text() if REPORT.exists() else "") | {file: part}
    REPORT.write_text(HEAD + "".join(f"\n{sections[name]}" for name in sorted(sections)))
    return done.returncode


def section(file: str, printed: str, seconds: float, day: str, commit: str) -> str:
    """What is written of one file of tests: how it ended, where and when, how long each test took and what it said."""
    lines = printed.splitlines()
    outcomes = [found["outcome"] for line in lines if (found := ENDED.match(line))]
    took = [found for line in lines if (found := TOOK.match(line))]
    tests = [f"- {found['test'].removeprefix(f'{file}::')}: {found['seconds']} s" for found in took]
    said = [
        f"- It said: {line}"
        for at, before in enumerate(lines[:-1])
        if PRINTED.match(before) and (line := lines[at + 1].strip()) and not line.startswith("-")
    ]
    about = f"{os.cpu_count()} cores, Python {sys.version.split()[0]}"
    return "\n".join(
        [
            f"## {file}",
            "",
            f"{outcomes[-1] if outcomes else 'broken off'} in {seconds:.0f} s, {day}, commit {commit}, {about}.",
            "",
            *said,
            *sorted(tests),
            "",
        ]
    )


def known_sections(report: str) -> dict[str, str]:
    """By file of tests, as they stand in a report."""
    parts = re.split(r"^## ", report, flags=re.MULTILINE)[1:]
    return {part.partition("\n")[0]: f"## {part.rstrip()}\n" for part in parts}


def _pytest(*options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-m", "soak", *options],
        cwd=ROOT,
        env={**os.environ, "SOAK": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )


def _commit() -> str:
    done = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True
    )
    return done.stdout.strip() or "unknown"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

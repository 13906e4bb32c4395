"""Makes the virtual environment and installs what a requirements file pins.

Runs on the system's Python, standard library only. Killed at any moment, the next run finishes the work: the stamp that
says "installed" is written last, and an environment that pip left half-way is made anew.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import time
from pathlib import Path

from config.progress import ROOT, VAR, StepError, only_one, run_watched, say

MINIMUM = (3, 11)
#: What `make test-next` runs on, in place of the pinned lines.
NEXT = {"django": "django>=6.1,<6.2", "wagtail": "wagtail>=8.0,<9"}


def main(arguments: list[str]) -> int:
    try:
        if arguments == ["--next"]:
            install(ROOT / ".venv-next", next_requirements(), hashes=False)
        else:
            install(ROOT / ".venv", ROOT / arguments[0], hashes=True)
    except StepError as error:
        say(f"{error}\n\nInstalling did not work; what was said last stands above.")
        say(
            "Behind a proxy or without a network, set HTTPS_PROXY or PIP_INDEX_URL; then run the same command again."
        )
        return 1
    return 0


def install(venv: Path, requirements: Path, *, hashes: bool) -> None:
    stamp = venv / f"installed-{requirements.name}.sha256"
    digest = hashlib.sha256(requirements.read_bytes()).hexdigest()
    if _works(venv) and stamp.exists() and stamp.read_text() == digest:
        return
    with only_one(VAR / f"install{venv.name}.lock", "another installation into the same folder") as lock:
        python = venv / "bin" / "python"
        unfinished = venv / "unfinished"
        if not _works(venv) or unfinished.exists():
            say(f"Making {venv.name} with Python {sys.version.split()[0]} …")
            run_watched(
                [sys.executable, "-m", "venv", "--clear", str(venv)],
                f"making {venv.name}",
                status=lambda line: line,
                keep_open=(lock,),
            )
        elif stamp.exists() and stamp.read_text() == digest:
            return
        pins = len(re.findall(r"^[a-z0-9]", requirements.read_text(), re.MULTILINE | re.IGNORECASE))
        say(f"Installing {pins} packages from {requirements.name} …")
        started = time.monotonic()
        unfinished.touch()
        run_watched(
            _pip(python, requirements, hashes=hashes),
            "installing",
            status=_Collected(pins),
            keep_open=(lock,),
        )
        unfinished.unlink()
        stamp.write_text(digest)
        say(f"Installed in {time.monotonic() - started:.0f} s.")


def _pip(python: Path, requirements: Path, *, hashes: bool) -> list[str]:
    command = [
        str(python),
        "-m",
        "pip",
        "install",
        "--disable-pip-version-check",
        "--no-input",
        "--progress-bar=off",
    ]
    return [*command, *(["--require-hashes"] if hashes else []), "-r", str(requirements)]


class _Collected:
    """What pip's latest line means to somebody who waits."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.seen = 0

    def __call__(self, line: str) -> str | None:
        found = re.match(r"(?:Collecting|Requirement already satisfied:) ([A-Za-z0-9._-]+)", line)
        if found:
            self.seen += 1
            return f"{min(self.seen, self.total)} of {self.total}, {found[1]}"
        if line.startswith("Installing collected packages"):
            return "unpacking what was downloaded"
        return None


def _works(venv: Path) -> bool:
    """Whether the environment's Python still starts (it may point at one that was upgraded away, or a moved folder)."""
    python = venv / "bin" / "python"
    probe = f"import sys, pip; sys.exit(sys.version_info < {MINIMUM})"
    return (
        os.access(python, os.X_OK)
        and not subprocess.run([python, "-c", probe], capture_output=True).returncode
    )


def next_requirements() -> Path:
    """The development requirements with the next Wagtail and Django, unpinned besides: what would come tomorrow."""
    lines = []
    for name in ("requirements.in", "requirements-dev.in"):
        for line in (ROOT / name).read_text().splitlines():
            if line and not line.startswith(("#", "-")):
                project = re.split(r"[\[=~<>!]", line)[0].strip().lower()
                lines.append(NEXT.get(project, project + (re.search(r"\[.*?]", line) or [""])[0]))
    target = VAR / "requirements-next.in"
    target.parent.mkdir(exist_ok=True)
    target.write_text("\n".join(lines) + "\n")
    return target


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

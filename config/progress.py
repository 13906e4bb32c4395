"""Commands that are watched while they run: a line at least every few seconds, and no child left behind.

Standard library only: it also runs before anything is installed.
"""

from __future__ import annotations

import ctypes
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import contextmanager, suppress
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"
QUIET_SECONDS = 5.0
_PR_SET_PDEATHSIG = 1
_PARENT = os.getppid()
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


class StepError(Exception):
    """A watched command failed; the text is what it last said."""


def say(text: str) -> None:
    """Print, and go on when the terminal that listened is gone."""
    with suppress(OSError):
        print(text, flush=True)


def orphaned() -> bool:
    """Whether the `make` that started this process was killed: then nobody is left to press Ctrl-C."""
    return "MAKELEVEL" in os.environ and os.getppid() != _PARENT


def end_with_parent() -> None:
    """Run in a new child: a parent killed outright still takes it along (Linux; elsewhere it has no effect)."""
    if _LIBC is not None:
        _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def run_watched(
    command: Sequence[str],
    doing: str,
    *,
    status: Callable[[str], str | None] | None = None,
    env: Mapping[str, str] | None = None,
    keep_open: tuple[int, ...] = (),
) -> None:
    """Run a command to its end, printing what it does.

    Without ``status`` its lines are passed on; one that ends in "…" says what the silence after it is about. With it
    they are swallowed, and what ``status`` makes of the latest is shown now and then; when the command fails, its last
    lines are shown after all.
    """
    started = spoke = time.monotonic()
    note = ""
    tail: deque[str] = deque(maxlen=30)
    lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
    child = subprocess.Popen(
        command,
        cwd=ROOT,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        pass_fds=keep_open,
        preexec_fn=end_with_parent,  # noqa: PLW1509 -- no thread runs yet, and the call is one system call
    )
    assert child.stdout is not None
    threading.Thread(target=_read, args=(child.stdout, lines), daemon=True).start()
    try:
        while True:
            try:
                line = lines.get(timeout=0.5)
            except queue.Empty:
                if orphaned():
                    raise SystemExit(1) from None
            else:
                if line is None:
                    break
                tail.append(line)
                if status is None:
                    say(line)
                    doing = line.removesuffix(" …") if line.endswith(" …") else doing
                    spoke = time.monotonic()
                else:
                    note = status(line) or note
            if time.monotonic() - spoke >= QUIET_SECONDS:
                spoke = time.monotonic()
                say(f"  … {doing}{': ' + note if note else ''} ({spoke - started:.0f} s)")
        child.stdout.close()
        code = child.wait()
    finally:
        if child.poll() is None:
            child.terminate()
            with suppress(subprocess.TimeoutExpired):
                child.wait(timeout=10)
            child.kill()
    if code:
        raise StepError("\n".join(tail) if status else f"{doing} failed (exit code {code}).")


def _read(stream: Iterator[str], lines: queue.SimpleQueue[str | None]) -> None:
    for line in stream:
        lines.put(line.rstrip())
    lines.put(None)


@contextmanager
def only_one(path: Path, waiting_for: str) -> Iterator[int]:
    """Hold a lock on a file; yields its descriptor.

    The kernel lets go when the last process holding the descriptor ends, however it ends: nothing to clean up.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        spoke = 0.0
        while True:
            try:
                flock(file, LOCK_EX | LOCK_NB)
                break
            except BlockingIOError:
                if orphaned():
                    raise SystemExit(1) from None
                if time.monotonic() - spoke >= QUIET_SECONDS:
                    spoke = time.monotonic()
                    say(f"  … waiting for {waiting_for}")
                time.sleep(0.2)
        yield file.fileno()

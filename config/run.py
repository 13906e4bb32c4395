"""What `make run` does once everything is installed: prepare the site, serve it, and stop all of it together.

The web server, the worker and the minute clock are children of this process, each the leader of its own process group.
One that dies is reported and started again; a web server that never came up ends the run with its own error on screen.
"""

from __future__ import annotations

import os
import signal
import socket
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from dataclasses import dataclass, field
from types import FrameType

from config.progress import (
    QUIET_SECONDS,
    ROOT,
    VAR,
    StepError,
    end_with_parent,
    only_one,
    orphaned,
    run_watched,
    say,
)

HOST = "127.0.0.1"
STOP_SECONDS = 15
STEADY_SECONDS = 60
LONGEST_PAUSE = 30


class Refused(Exception):
    """The site cannot be served, and the text says why in a sentence."""


@dataclass
class Child:
    """One process of the site, kept alive."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = 1.0
    due: float = field(default=0.0)

    def start(self, env: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            self.command,
            cwd=ROOT,
            env=env,
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C reaches this supervisor alone, which then stops everyone in order
            preexec_fn=end_with_parent,  # noqa: PLW1509 -- no thread runs in the supervisor
        )
        self.started = time.monotonic()

    def signal(self, number: signal.Signals) -> None:
        """Signal the whole group, grandchildren included, also when its leader is already gone."""
        if self.process is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, number)

    @property
    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None


class Supervisor:
    def __init__(self, children: list[Child], env: dict[str, str], address: str) -> None:
        self.children = children
        self.web = children[0]
        self.env = env
        self.address = address
        self.asked_to_stop = 0

    def ask_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        """Once: stop in order. Twice: whoever pressed again does not want to wait."""
        self.asked_to_stop += 1

    def serve(self) -> None:
        """Keep the children running until somebody asks to stop."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.ask_to_stop)
        try:
            self.web.start(self.env)
            self._wait_for_web()
            for child in self.children[1:]:
                if not self._over():
                    child.start(self.env)
            while not self._over():
                for child in self.children:
                    self._keep_alive(child)
                time.sleep(0.2)
        finally:
            self._stop()

    def _over(self) -> bool:
        return bool(self.asked_to_stop) or orphaned()

    def _wait_for_web(self) -> None:
        spoke = time.monotonic()
        while not self._over() and not answers(self.address):
            if not self.web.running:
                assert self.web.process is not None
                raise Refused(
                    f"The web server stopped while it was starting (exit code {self.web.process.returncode}). "
                    "What it said stands above."
                )
            if time.monotonic() - spoke >= QUIET_SECONDS:
                spoke = time.monotonic()
                say("  … waiting for the web server to answer")
            time.sleep(0.1)

    def _keep_alive(self, child: Child) -> None:
        now = time.monotonic()
        if child.running:
            if now - child.started > STEADY_SECONDS:
                child.pause = 1.0
            return
        assert child.process is not None
        if not child.due:
            child.signal(signal.SIGKILL)
            child.due = now + child.pause
            say(
                f"The {child.name} stopped (exit code {child.process.returncode}); "
                f"starting it again in {child.pause:.0f} s."
            )
            child.pause = min(child.pause * 2, LONGEST_PAUSE)
        elif now >= child.due:
            child.due = 0.0
            child.start(self.env)

    def _stop(self) -> None:
        say("\nStopping … (Ctrl-C once more to stop at once)")
        deadline = time.monotonic() + STOP_SECONDS
        asked = self.asked_to_stop
        for child in self.children:
            child.signal(signal.SIGTERM)
        while any(child.running for child in self.children):
            if time.monotonic() > deadline or self.asked_to_stop > max(asked, 1):
                break
            time.sleep(0.05)
        for child in self.children:
            child.signal(signal.SIGKILL)
        for child in self.children:
            if child.process is not None:
                child.process.wait()
        say("Stopped.")


def answers(address: str, tls: ssl.SSLContext | None = None) -> bool:
    """Whether something answers there; any answer counts, an error page too."""
    try:
        with urllib.request.urlopen(f"{address}/livez", timeout=2, context=tls):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def chosen_port() -> int:
    given = os.environ.get("PORT") or "8000"
    if not given.isdecimal() or not 0 < int(given) < 65536:
        raise Refused(f"PORT is “{given}”; it must be a number from 1 to 65535, such as PORT=8080.")
    return int(given)


def refuse_taken(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            raise Refused(
                f"Port {port} is reserved for the administrator here. Try: make run PORT=8080"
            ) from None
        except OSError:
            raise Refused(
                f"Port {port} is in use, perhaps by another `make run`. Stop that one, or choose another port: "
                f"make run PORT={port + 1 if port < 65535 else 8080}"
            ) from None


def site_environment(port: int, *, reload: bool) -> dict[str, str]:
    """The demo unless the caller decided otherwise, served to this machine alone."""
    env = dict(os.environ)
    env.setdefault("DEMO", "1")
    env.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev" if reload else "config.settings.base")
    return env | {"PORT": str(port), "PYTHONUNBUFFERED": "1"}


def processes(port: int, *, reload: bool) -> list[Child]:
    """The web server first; the others wait until it answers."""
    manage = [sys.executable, "manage.py"]
    web = [sys.executable, "-m", "gunicorn", "-c", "config/gunicorn.py", "-b", f"{HOST}:{port}"]
    return [
        Child("web server", [*manage, "runserver", f"{HOST}:{port}"] if reload else web),
        Child("worker", [*manage, "db_worker", "--backend", "worker", "--queue-name", "*"]),
        Child("minute clock", [*manage, "tick", "--every-minute"]),
    ]


def main(arguments: list[str]) -> int:
    reload = "--reload" in arguments
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    signal.signal(signal.SIGHUP, lambda *_: sys.exit(0))
    try:
        port = chosen_port()
        refuse_taken(port)
        env = site_environment(port, reload=reload)
        with only_one(VAR / "prepare.lock", "another `make run` to finish preparing the site") as lock:
            prepare = [sys.executable, "-m", "config.prepare", *(["--no-static"] if reload else [])]
            run_watched(prepare, "preparing the site", env=env, keep_open=(lock,))
        refuse_taken(port)
        address = f"http://{HOST}:{port}"
        say(f"\nStarting the web server, the worker and the minute clock on {address}/ (Ctrl-C stops them) …")
        Supervisor(processes(port, reload=reload), env, address).serve()
    except KeyboardInterrupt:
        return 130
    except (Refused, StepError) as error:
        say(f"\n{error}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

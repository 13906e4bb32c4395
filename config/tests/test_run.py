"""`make run`: everything stops together, what dies comes back, and what cannot work is said in a sentence."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from config import run
from config.progress import ROOT

#: A stand-in for the site: answers over HTTP, and has a child of its own, as gunicorn has.
WEB = """
import http.server, os, subprocess, sys
grandchild = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
open(sys.argv[2], "a").write(f"{os.getpid()} {grandchild.pid} ")
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), http.server.SimpleHTTPRequestHandler).serve_forever()
"""
SLEEPER = "import os, sys, time; open(sys.argv[1], 'a').write(f'{os.getpid()} '); time.sleep(600)"
STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + SLEEPER
SUPERVISOR = f"""
import os, sys
from config.run import Child, Supervisor
python, port, pids, worker = sys.executable, *sys.argv[1:]
children = [Child("web server", [python, "-c", {WEB!r}, port, pids]), Child("worker", [python, "-c", worker, pids])]
Supervisor(children, dict(os.environ), f"http://127.0.0.1:{{port}}").serve()
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((run.HOST, 0))
        return int(probe.getsockname()[1])


def alive(pid: int) -> bool:
    """A process that ended and was not yet collected does not count."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    return False


def until(condition: Callable[[], object], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.02)


@pytest.fixture
def pids(tmp_path: Path) -> Iterator[Callable[[], list[int]]]:
    """The process ids the stand-ins wrote down; whoever is left is ended after the test."""
    file = tmp_path / "pids"

    def read() -> list[int]:
        return [int(pid) for pid in file.read_text().split()] if file.exists() else []

    yield read
    for pid in read():
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def start(tmp_path: Path, worker: str = SLEEPER, env: dict[str, str] | None = None) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", SUPERVISOR, str(free_port()), str(tmp_path / "pids"), worker],
        cwd=ROOT,
        env={**os.environ, **(env or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_one_signal_stops_everyone(
    tmp_path: Path, pids: Callable[[], list[int]], number: signal.Signals
) -> None:
    supervisor = start(tmp_path)
    until(lambda: len(pids()) == 3)

    supervisor.send_signal(number)
    output, _ = supervisor.communicate(timeout=20)

    assert not any(map(alive, pids()))
    assert output.endswith("Stopped.\n")
    assert supervisor.returncode == 0


def test_a_second_signal_does_not_wait(tmp_path: Path, pids: Callable[[], list[int]]) -> None:
    supervisor = start(tmp_path, STUBBORN)
    until(lambda: len(pids()) == 3)
    started = time.monotonic()

    supervisor.send_signal(signal.SIGINT)
    time.sleep(0.5)
    assert supervisor.poll() is None
    supervisor.send_signal(signal.SIGINT)
    supervisor.communicate(timeout=20)

    assert time.monotonic() - started < run.STOP_SECONDS / 2
    assert not any(map(alive, pids()))


@pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux lets a child end with a parent that was killed outright"
)
def test_a_supervisor_killed_outright_leaves_nobody(tmp_path: Path, pids: Callable[[], list[int]]) -> None:
    supervisor = start(tmp_path)
    until(lambda: len(pids()) == 3)
    web, _grandchild, worker = pids()

    supervisor.kill()
    supervisor.wait()
    assert supervisor.stdout is not None
    supervisor.stdout.close()

    until(lambda: not alive(web) and not alive(worker))


def test_a_worker_that_dies_comes_back(tmp_path: Path, pids: Callable[[], list[int]]) -> None:
    supervisor = start(tmp_path)
    until(lambda: len(pids()) == 3)
    worker = pids()[2]

    os.kill(worker, signal.SIGKILL)
    until(lambda: len(pids()) == 4)
    supervisor.terminate()
    output, _ = supervisor.communicate(timeout=20)

    assert "The worker stopped (exit code -9); starting it again in 1 s." in output


def test_the_pause_before_a_restart_grows_and_has_an_end() -> None:
    child = run.Child("worker", [sys.executable, "-c", ""])
    supervisor = run.Supervisor([child], dict(os.environ), "")
    pauses = []
    for _attempt in range(7):
        child.start(supervisor.env)
        assert child.process is not None
        child.process.wait()
        pauses.append(child.pause)
        supervisor._keep_alive(child)
        child.due = 0.0

    assert pauses == [1, 2, 4, 8, 16, 30, 30]


def test_a_web_server_that_never_came_up_ends_the_run() -> None:
    web = run.Child("web server", [sys.executable, "-c", "import sys; sys.exit(3)"])
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}

    try:
        with pytest.raises(run.Refused, match="exit code 3"):
            run.Supervisor([web], dict(os.environ), f"http://127.0.0.1:{free_port()}").serve()
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)


def test_a_run_whose_make_was_killed_stops(tmp_path: Path, pids: Callable[[], list[int]]) -> None:
    """`make` killed outright tells nobody; the supervisor sees that its parent changed."""
    stand_in = "import subprocess, sys; subprocess.Popen(sys.argv[1:]).wait()"
    make = subprocess.Popen(
        [
            *[sys.executable, "-c", stand_in],
            *[sys.executable, "-c", SUPERVISOR, str(free_port()), str(tmp_path / "pids"), SLEEPER],
        ],
        cwd=ROOT,
        env={**os.environ, "MAKELEVEL": "1"},
        stdout=subprocess.DEVNULL,
    )
    until(lambda: len(pids()) == 3)

    make.kill()
    make.wait()

    until(lambda: not any(map(alive, pids())))


def test_a_taken_port_is_said_in_a_sentence() -> None:
    with socket.socket() as taken:
        taken.bind((run.HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(run.Refused, match=f"Port {port} is in use.*make run PORT="):
            run.refuse_taken(port)


@pytest.mark.parametrize("given", ["", "8080"])
def test_a_port_is_taken_from_the_environment(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", given)

    assert run.chosen_port() == int(given or 8000)


@pytest.mark.parametrize("given", ["http", "0", "65536", "-1", "80 80", "٨٠٨٠٨٠"])
def test_a_port_that_is_none_is_refused(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", given)

    with pytest.raises(run.Refused, match="a number from 1 to 65535"):
        run.chosen_port()


def test_the_demo_is_on_unless_the_caller_decided(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DEMO", raising=False)
    assert run.site_environment(8000, reload=False)["DEMO"] == "1"

    monkeypatch.setenv("DEMO", "0")
    assert run.site_environment(8000, reload=False)["DEMO"] == "0"

"""The two sites that are compared, each behind the gunicorn that serves ours."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from config.progress import ROOT, end_with_parent
from config.run import answers
from e2e import site as sites
from e2e.bench import observatory
from e2e.bench.observatory import Certificate

HOST = "127.0.0.1"
SECONDS_TO_START = 120


@dataclass(frozen=True)
class Server:
    """How one site is started. ``folder`` is where its code lies."""

    application: str
    folder: Path
    env: dict[str, str]


@contextmanager
def running(server: Server, certificate: Certificate | None = None) -> Iterator[str]:
    """Serve it on a free port until the block ends; yields its address, with no slash at its end. Over TLS if there
    is a certificate."""
    with ExitStack() as stack:
        door = stack.enter_context(socket.socket())
        door.bind((HOST, 0))
        address = f"http://{HOST}:{door.getsockname()[1]}"
        tls, options = None, []
        if certificate is not None:
            address = f"https://{observatory.HOST}:{door.getsockname()[1]}"
            tls = ssl.create_default_context(cafile=str(certificate.public))
            options = ["--certfile", str(certificate.public), "--keyfile", str(certificate.private)]
        log = stack.enter_context(tempfile.TemporaryFile())
        command = [sys.executable, "-m", "gunicorn", "-c", str(ROOT / "config" / "gunicorn.py")]
        process = subprocess.Popen(
            [
                *command,
                "--chdir",
                str(server.folder),
                "-b",
                f"fd://{door.fileno()}",
                *options,
                server.application,
            ],
            cwd=server.folder,
            env={**server.env, "SITE_URL": address},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            pass_fds=(door.fileno(),),
            start_new_session=True,
            preexec_fn=end_with_parent,  # noqa: PLW1509 -- no thread runs here
        )
        stack.callback(stop, process)
        deadline = time.monotonic() + SECONDS_TO_START
        while not answers(address, tls):
            if process.poll() is not None or time.monotonic() > deadline:
                log.seek(0)
                raise RuntimeError(
                    f"{server.application} did not come up:\n{log.read().decode(errors='replace')}"
                )
            time.sleep(0.1)
        yield address


def stop(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


# --- Ours ---------------------------------------------------------------------------------------------------------


def our_environment(files: sites.Files, database: str) -> dict[str, str]:
    """As `make run` serves it, with the workers that a machine gets that says nothing of them."""
    env = files.environment() | {"DATABASE_URL": database}
    env.pop("WEB_CONCURRENCY", None)
    return env


@contextmanager
def our_files() -> Iterator[sites.Files]:
    """The demo site on SQLite, with its static files, to serve from; gone afterwards."""
    with sites.copied(sites.demo()) as files:
        shutil.copytree(sites.static() / "static", files.folder / "static", copy_function=os.link)
        yield files


def ours(files: sites.Files, database: str) -> Server:
    return Server("config.wsgi:application", ROOT, our_environment(files, database))


def load_demo(files: sites.Files, database: str) -> None:
    """The same site on another engine."""
    env = our_environment(files, database)
    for command in (["migrate", "--verbosity=0"], ["demo"]):
        sites.run([sys.executable, "manage.py", *command], env)


# --- Bare ---------------------------------------------------------------------------------------------------------

#: What ``wagtail start`` leaves to its owner. The rest is as it made it, but for what a database is asked by: a site
#: that opens a connection for each page would make ours look faster than its pages are.
LOCAL_SETTINGS = """\
SECRET_KEY = "only-for-measuring-only-for-measuring-only-for-measuring-only"
ALLOWED_HOSTS = ["127.0.0.1"]
DATABASES = {databases}
"""


def bare(folder: Path, like: Server, database: str) -> Server:
    """A fresh ``wagtail start`` site, made in ``folder`` (not there yet) and ready to be served as ``like`` is."""
    folder.mkdir()
    env = {name: value for name, value in like.env.items() if name != "DJANGO_SETTINGS_MODULE"}
    sites.run([str(Path(sys.executable).parent / "wagtail"), "start", "bare", str(folder)], env)
    settings = LOCAL_SETTINGS.format(databases=databases(like.env | {"DATABASE_URL": database}))
    (folder / "bare" / "settings" / "local.py").write_text(settings)
    made = Server(
        "bare.wsgi:application", folder, env | {"DJANGO_SETTINGS_MODULE": "bare.settings.production"}
    )
    for command in (["migrate", "--verbosity=0"], ["collectstatic", "--noinput", "--verbosity=0"]):
        sites.run([sys.executable, str(folder / "manage.py"), *command], made.env)
    return made


def databases(env: dict[str, str]) -> str:
    """``DATABASES`` as our settings make it of the environment, as Python."""
    return sites.run(
        [sys.executable, "-c", "from django.conf import settings; print(settings.DATABASES)"], env
    )

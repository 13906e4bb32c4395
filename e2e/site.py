"""The demo site for journeys: built once and kept, then served by gunicorn on copies that nobody misses.

Building takes about a minute, so what came out is kept in ``var/e2e/`` under a name made from everything that goes
into it. Workers of a parallel run wait for the first of them.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from config import catalogues
from config.progress import ROOT, VAR, end_with_parent, only_one
from config.run import answers

KEPT = VAR / "e2e"
HOST = "127.0.0.1"

#: Seconds after which nobody can be at work on a copy any more.
LONGEST_RUN = 6 * 3600

#: The instant at which journeys take place. Fixed, so that they do not change their outcome with the calendar.
NOW = "2026-11-23T12:00:00"
#: The edition that is next at that instant.
NEXT_EDITION = 2027

#: Settings of a served site: readers never meet the admin's styles and scripts, and staff cannot work without.
FOR_READERS = "e2e.settings"
WITH_ADMIN = "e2e.settings_with_admin"

#: For whoever works on the journeys themselves: E2E_AS_IT_IS=1 takes what was built last, whatever has changed since.
AS_IT_IS = bool(os.environ.get("E2E_AS_IT_IS"))

#: What a journey must not take over from whoever runs it.
NOT_OURS = (
    "ALLOWED_HOSTS", "AWS_S3_ENDPOINT_URL", "AWS_STORAGE_BUCKET_NAME", "CACHE_URL", "CLAMD_URL", "DEFAULT_FROM_EMAIL",
    "EMAIL_URL", "MEDIA_URL", "SECRET_KEY", "TRUSTED_PROXIES",
)  # fmt: skip

#: Parts of a room that say how it is shown, not what is kept.
SHOWN_ONLY = {
    "__pycache__", "errors.py", "feeds.py", "management", "middleware.py", "navigation.py", "search.py", "sitemap.py",
    "templates", "templatetags", "tests", "urls.py", "views.py", "viewsets.py", "wagtail_hooks.py",
}  # fmt: skip
ROOMS = (
    "accounts",
    "audit",
    "campaign",
    "consent",
    "core",
    "demo",
    "events",
    "facts",
    "gallery",
    "home",
    "languages",
    "partners",
    "prevention",
    "schools",
    "stories",
)
#: What the content of the site is made from.
DATA = [ROOT / "requirements.txt", ROOT / "e2e" / "build.py", *(ROOT / room for room in ROOMS)]


@dataclass(frozen=True)
class Files:
    """Where a site keeps its rows and uploads."""

    folder: Path

    @property
    def database(self) -> Path:
        return self.folder / "site.sqlite3"

    def environment(
        self, address: str = "http://127.0.0.1", clock: str = NOW, settings: str = FOR_READERS
    ) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in NOT_OURS}
        return kept | {
            "DJANGO_SETTINGS_MODULE": settings,
            "DATABASE_URL": f"sqlite:///{self.database}",
            "E2E_FOLDER": str(self.folder),
            "SITE_URL": address,
            "DEMO": "1",
            "CLOCK": clock,
            "WEB_CONCURRENCY": "1",
            "PYTHONUNBUFFERED": "1",
        }


# --- Building -----------------------------------------------------------------------------------------------------


@cache
def demo() -> Files:
    """The whole demo site. Read it, or copy it: it is everybody's."""
    return _kept("demo", DATA, start=written())


@cache
def written() -> Files:
    """A demo that has all its pages, and to which no drawing has come yet."""
    return _kept("written", DATA, start=begun())


@cache
def begun() -> Files:
    """A demo whose pictures are drawn and whose first page is still to come."""
    return _kept("begun", DATA)


@cache
def bare() -> Files:
    """A page of each type with nothing but what its editor must fill in, in English and in Arabic."""
    return _kept("bare", [*DATA, ROOT / "core" / "tests" / "pages.py"])


@cache
def static() -> Path:
    """The static files, collected and compressed. A build of their own: styles change more often than content."""
    return _kept("static", [ROOT / "static"]).folder


def _kept(stage: str, sources: Iterable[Path], start: Files | None = None) -> Files:
    """What ``e2e.build`` makes of a stage, from ``start`` or from nothing; made again when a source has changed."""
    catalogues.compile_all()
    folder = KEPT / f"{stage}-{_fingerprint(sources)}"
    if AS_IT_IS and (last := sorted(KEPT.glob(f"{stage}-*"))):
        return Files(last[-1])
    with only_one(KEPT / "build.lock", "the demo site to be built"):
        if not folder.exists():
            for old in KEPT.glob(f"{stage}-*"):
                shutil.rmtree(old)
            unfinished = Files(KEPT / f"unfinished-{stage}")
            shutil.rmtree(unfinished.folder, ignore_errors=True)
            if start is None:
                unfinished.folder.mkdir()
            else:
                copy_files(start, unfinished)
            run([sys.executable, "-m", "e2e.build", stage], unfinished.environment())
            unfinished.folder.rename(folder)
    return Files(folder)


def _fingerprint(sources: Iterable[Path]) -> str:
    digest = hashlib.sha256(f"{sys.version} {NOW}".encode())
    for source in sources:
        files = [source] if source.is_file() else sorted(path for path in source.rglob("*") if path.is_file())
        for path in files:
            name = path.relative_to(ROOT)
            if not SHOWN_ONLY & set(name.parts[:-1] if source.is_file() else name.parts):
                digest.update(f"{name}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def run(command: list[str], env: Mapping[str, str]) -> str:
    """Run to the end; its output. One that fails is shown in full."""
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command[1:])} ended with {done.returncode}:\n{done.stdout}")
    return done.stdout


def copy_files(source: Files, target: Files) -> None:
    """Uploads are linked, not copied: a site writes a new file for each, never into an old one.

    Of the database its one file alone. Whoever reads the source has a journal beside it for that moment, and two
    databases with one journal between them are soon no database.
    """
    but_the_database = shutil.ignore_patterns(f"{source.database.name}*")
    shutil.copytree(source.folder, target.folder, ignore=but_the_database, copy_function=os.link)
    shutil.copy2(source.database, target.database)


@contextmanager
def copied(source: Files) -> Iterator[Files]:
    """A copy to change, or to serve from; gone afterwards."""
    KEPT.mkdir(parents=True, exist_ok=True)
    for left in KEPT.glob("copy-*"):  # by a run that was killed
        with suppress(FileNotFoundError):
            if time.time() - left.stat().st_mtime > LONGEST_RUN:
                shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix="copy-", dir=KEPT) as folder:
        copy = Files(Path(folder) / "site")
        copy_files(source, copy)
        yield copy


# --- Serving ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Site:
    """A running site. ``address`` has no slash at its end; ``process`` is the number of the one above its workers."""

    address: str
    files: Files
    process: int

    @property
    def log(self) -> Path:
        """All that the server has said."""
        return self.files.folder / "server.log"

    def url(self, path: str) -> str:
        return f"{self.address}/{path.removeprefix('/')}"


@contextmanager
def served(source: Files, clock: str = NOW, settings: str = FOR_READERS) -> Iterator[Site]:
    """The site on a free port, until the block ends. It works on a copy; ``source`` stays as it is."""
    with ExitStack() as stack:
        files = stack.enter_context(copied(source))
        shutil.copytree(static() / "static", files.folder / "static", copy_function=os.link)
        # Bound here and handed over: a port that is looked up and let go may be somebody else's a moment later.
        door = stack.enter_context(socket.socket())
        door.bind((HOST, 0))
        address = f"http://{HOST}:{door.getsockname()[1]}"
        log = stack.enter_context((files.folder / "server.log").open("w+b"))
        process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "-c", "config/gunicorn.py", "-b", f"fd://{door.fileno()}"],
            cwd=ROOT,
            env=files.environment(address, clock, settings),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            pass_fds=(door.fileno(),),
            start_new_session=True,
            preexec_fn=end_with_parent,  # noqa: PLW1509 -- no thread runs here
        )
        stack.callback(_stop, process)
        deadline = time.monotonic() + 120
        while not answers(address):
            if process.poll() is not None or time.monotonic() > deadline:
                log.seek(0)
                raise RuntimeError(f"The site did not come up:\n{log.read().decode(errors='replace')}")
            time.sleep(0.1)
        yield Site(address, files, process.pid)


def _stop(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

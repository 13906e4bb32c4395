"""Brings the site's data up to date before it is served: catalogues, static files, database, demo.

One process for all of it, because starting Django is what costs. Every step may be repeated and looks at what is there,
not at what an earlier run believed.
"""

from __future__ import annotations

import hashlib
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

from config import catalogues
from config.progress import ROOT, VAR, say


def main(arguments: list[str]) -> int:
    with step("Catalogues"):
        catalogues.compile_all()
    with step("Settings"):
        import django  # noqa: PLC0415 -- the catalogues must be compiled before Django reads one

        django.setup()
        from django.conf import settings  # noqa: PLC0415 -- needs django.setup()
        from django.core.management import CommandError, call_command  # noqa: PLC0415 -- the same
    try:
        with step("Database"):
            call_command("migrate_locked", verbosity=0)
        call_command("check", stdout=StringIO())  # what is wrong is raised
        if "--no-static" not in arguments:
            collect_static(lambda: call_command("collectstatic", interactive=False, verbosity=0))
        if settings.DEMO and not demo_is_loaded():
            with step("Demo site"):
                call_command("demo")
    except CommandError as error:
        say(f"\n{error}")
        return error.returncode
    say_where(settings)
    return 0


@contextmanager
def step(name: str) -> Iterator[None]:
    say(f"{name} …")
    started = time.monotonic()
    yield
    if (seconds := time.monotonic() - started) > 1:
        say(f"{name}: done in {seconds:.0f} s")


def collect_static(collect: Callable[[], object]) -> None:
    """Collect and compress static files, unless neither ours nor an installed package's have changed since."""
    stamp = VAR / "static.stamp"
    now = _fingerprint()
    if stamp.exists() and stamp.read_text() == now and (VAR / "static" / "staticfiles.json").exists():
        return
    with step("Static files"):
        collect()
    stamp.write_text(now)


def _fingerprint() -> str:
    """Of our static files by size and time, and of the packages by what was installed."""
    digest = hashlib.sha256((ROOT / "requirements.txt").read_bytes())
    folders = [ROOT / "static", *(folder for folder in ROOT.glob("*/static") if folder.parent != VAR)]
    for path in sorted(path for folder in folders for path in folder.rglob("*") if path.is_file()):
        found = path.stat()
        digest.update(f"{path.relative_to(ROOT)} {found.st_size} {found.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def demo_is_loaded() -> bool:
    """Whether a first run came to its end.

    Its last work in each language is the footer. From then on the site belongs to whoever edits it: what they take down
    must not come back with the next start.
    """
    from django.conf import settings  # noqa: PLC0415 -- needs django.setup()

    from home.models import Footer  # noqa: PLC0415 -- the same

    live = Footer.objects.filter(
        live=True, locale__language_code__in=[code for code, _name in settings.LANGUAGES]
    )
    return live.count() == len(settings.LANGUAGES)


def say_where(settings: object) -> None:
    """Where the site is and, on the demo, who may log in: read from the database, so that it is never a lie."""
    from django.contrib.auth import get_user_model  # noqa: PLC0415 -- needs django.setup()

    address = getattr(settings, "SITE_URL", "")
    say(f"\n  The site      {address}/")
    say(f"  The admin     {address}/admin/")
    if not getattr(settings, "DEMO", False):
        return
    from accounts.holdings import holdings_of  # noqa: PLC0415 -- needs django.setup()

    logins = get_user_model().objects.filter(is_active=True, email__endswith="@demo.example").order_by("pk")
    if logins:
        say("  Demo logins   password: forget-me-not")
        for login in logins:
            roles = dict.fromkeys(str(holding.role.label) for holding in holdings_of(login))
            say(f"                {login.email:<28}{', '.join(roles)}".rstrip())
    say(f"  Letters       {Path('var/mail')}/")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""A small site in a folder of its own, for the tests of backup and restore: ``python -m core.tests.backup_site STEP``.

Each step is a process, as it is for an operator; what it found out is a line of JSON, its last.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
import sqlite3
import sys
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection


def fill() -> None:
    """A picture with its copies, a document, drawings, somebody who is signed in, and pages."""
    from django.contrib.sessions.models import Session
    from django.utils import timezone
    from wagtail.models import Site

    from core.images.renditions import make_renditions
    from core.models import SiteDocument, SiteImage
    from core.tests.files import jpeg
    from core.tests.pages import build
    from gallery.tests.factories import a_batch
    from gallery.tests.released import released
    from home.models import HomePage, StandardPage

    image = SiteImage.objects.create(
        title="Žydrė", file=ContentFile(jpeg((400, 300)), "a.jpg"), width=400, height=300
    )
    make_renditions(image)
    SiteDocument.objects.create(title="Poster", file=ContentFile(b"%PDF-1.4 poster", "poster.pdf"))
    default_storage.save("images/no-row-knows-it.txt", ContentFile(b"left"))
    default_storage.save("health/probe", ContentFile(b"ok"))
    released(a_batch())
    Session.objects.create(session_key="a" * 32, session_data="who", expire_date=timezone.now())
    home = HomePage.objects.get(pk=Site.objects.get(is_default_site=True).root_page_id)
    build(StandardPage, home, slug="about-us", title="About us, Ελλάδα")


def fill_and_back_up() -> None:
    fill()
    call_command("backup")
    answers()


def back_up_while_others_work() -> None:
    """Somebody uploads and deletes documents all the while; the file goes with its row, as it does on the site."""
    from core.models import SiteDocument

    done = threading.Event()
    counted = {"saved": 0}

    def work() -> None:
        kept: list[Any] = []
        try:
            while not done.is_set():
                content = secrets.token_hex(200).encode()
                document = SiteDocument.objects.create(title="x", file=ContentFile(content, "x.txt"))
                kept.append(document)
                counted["saved"] += 1
                if len(kept) > 3:
                    kept.pop(0).delete()
        finally:
            connection.close()

    worker = threading.Thread(target=work)
    worker.start()
    try:
        while counted["saved"] < 5:
            done.wait(0.01)
        call_command("backup")
    finally:
        done.set()
        worker.join()
    sys.stdout.write(f"{json.dumps(counted)}\n")


def answers() -> None:
    """What readers get at some addresses, and every row and file there is."""
    from django.test import Client

    from core.backup import stored

    found: dict[str, Any] = {}
    for path in ("/en/", "/en/about-us/", "/ar/", "/readyz"):
        response = Client(SERVER_NAME="127.0.0.1").get(path)
        found[path] = [response.status_code, hashlib.sha256(response.content).hexdigest()]
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found[f"table {table}"] = sorted(repr(row) for row in cursor.fetchall())
    for name in stored.all_files():
        with default_storage.open(name, "rb") as file:
            found[f"file {name}"] = hashlib.sha256(file.read()).hexdigest()
    sys.stdout.write(f"{json.dumps(found)}\n")


def restore_and_die() -> None:
    """Killed once the files are there and the rows are being made ready."""
    from core.backup import restoring

    restoring._make_ready = lambda *args: os._exit(9)
    call_command("restore", *sys.argv[2:])


def try_to_overwrite_and_do() -> None:
    """Over a site that has content: only when that was said, and when nobody else is at it."""
    archive = sys.argv[2]
    refused = [_refusal("restore", archive)]
    file = Path(str(connection.settings_dict["NAME"]))
    with closing(sqlite3.connect(file)) as open_elsewhere:
        open_elsewhere.execute("SELECT COUNT(*) FROM django_migrations").fetchall()
        refused.append(_refusal("restore", "--replace", archive))
    connection.close()
    _wreck(file)
    call_command("restore", "--replace", archive)
    sys.stdout.write(f"{json.dumps(refused)}\n")
    answers()


def _refusal(*command: str) -> str:
    try:
        call_command(*command)
    except CommandError as error:
        return str(error)
    return "not refused"


def _wreck(database: Path) -> None:
    """A database that is none any more with what another left beside it, a file that is another, one too many."""
    database.write_bytes(b"no database " * 5000)
    database.with_name(f"{database.name}-wal").write_bytes(b"of another")
    media = Path(settings.MEDIA_ROOT)
    picture = next((media / "original_images").iterdir())
    picture.write_bytes(b"x" * picture.stat().st_size)
    (media / "images" / "planted.svg").write_text("<svg/>")
    shutil.rmtree(media / "documents")


STEPS = {
    step.__name__: step
    for step in (
        fill,
        fill_and_back_up,
        back_up_while_others_work,
        answers,
        restore_and_die,
        try_to_overwrite_and_do,
    )
}

if __name__ == "__main__":
    django.setup()
    STEPS[sys.argv[1]]()

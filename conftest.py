"""What every test stands on: a small site in three languages, one of them right-to-left."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.db.transaction import atomic
from django.utils import translation
from pytest_django import DjangoDbBlocker, Settings
from wagtail.models import Locale, Page, Site

from config.catalogues import compile_all
from config.tests.migrated import tables_there
from consent.models import Subject
from consent.tests.subjects import who_consents
from edge.content_version import bump
from edge.health import forget_answer
from edge.memo import forget_everything
from home.models import HomePage
from languages.models import SiteLanguage

#: Files that take minutes. They begin first: whoever takes one last works alone to the end. The first of all builds the
#: demo; those behind it do without, and the rest finds it built.
LONGEST = (
    "e2e/test_demo.py", "config/tests/test_marker.py", "config/tests/test_migrate_locked.py",
    "config/tests/test_consent_machine.py", "e2e/test_class.py", "e2e/test_without_scripts.py",
    "e2e/test_layout.py", "e2e/test_admin_policy.py", "e2e/test_axe_english.py", "e2e/test_axe_arabic.py",
    "e2e/test_exit.py", "e2e/test_planted.py", "e2e/test_kills.py", "e2e/test_hostile.py",
)  # fmt: skip

#: The blocker of pytest-django, and every row of the prepared site: as a database of SQLite, or in words.
WHOLE = pytest.StashKey[tuple[DjangoDbBlocker, sqlite3.Connection | str]]()

# Plain `pytest` finds the interface in six languages too.
compile_all()


@pytest.fixture(autouse=True)
def _language_stays_in_its_test() -> Iterator[None]:
    """A test that leaves another language active would make the next one fail, or pass, for no reason of its own."""
    with translation.override("en"):
        yield


@pytest.fixture(scope="session", autouse=True)
def _bucket_of_this_worker() -> None:
    """Where files lie in a bucket: one that no other worker of this run empties."""
    if settings.AWS_STORAGE_BUCKET_NAME and os.environ.get("PYTEST_XDIST_WORKER"):
        client = default_storage.connection.meta.client
        where = {"LocationConstraint": os.environ["AWS_DEFAULT_REGION"]}
        with suppress(client.exceptions.BucketAlreadyOwnedByYou):
            client.create_bucket(Bucket=settings.AWS_STORAGE_BUCKET_NAME, CreateBucketConfiguration=where)


@pytest.fixture(autouse=True)
def _nothing_is_remembered() -> None:
    """What one test made the site remember is not true of the next one's database."""
    forget_everything()
    forget_answer()


@pytest.fixture
def warm(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    """Remember across requests as a running site does. For counting queries: a test's own transaction, which is never
    committed, would keep every memo empty."""
    monkeypatch.setattr("edge.memo.inside_a_transaction", lambda: False)
    settings.CONTENT_VERSION_CHECK_SECONDS = 60


@pytest.fixture
def remembering(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    """Remember until something changes that readers see, as a running site does. For tests that render many pages.

    As if each change were committed at once: a test's own transaction never is.
    """
    monkeypatch.setattr("edge.memo.inside_a_transaction", lambda: False)
    monkeypatch.setattr("edge.content_version.bump_on_commit", bump)
    settings.CONTENT_VERSION_CHECK_SECONDS = 0


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, django_db_use_migrations: bool, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Tables that are there before Django makes them: its ``migrate`` then has little left to do."""
    name = connection.creation._get_test_db_name()
    if connection.vendor != "sqlite" or "mode=memory" not in name or not django_db_use_migrations:
        yield
        return
    with ExitStack() as stack:
        # Unblocked for the making alone: a test that asks for no database must not find one.
        with django_db_blocker.unblock():
            stack.enter_context(tables_there(name))
        yield


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Made once for all tests: each starts from a copy."""
    with django_db_blocker.unblock():
        begin_an_empty_log()
        leave_texts_as_they_are()
        open_the_site()
        rows = all_rows()
    request.session.stash[WHOLE] = (django_db_blocker, rows)
    yield
    del request.session.stash[WHOLE]
    if isinstance(rows, sqlite3.Connection):
        rows.close()


def all_rows() -> sqlite3.Connection | str:
    if connection.vendor != "sqlite":
        return connection.creation.serialize_db_to_string()
    copy = sqlite3.connect(":memory:")
    connection.connection.backup(copy)
    return copy


def bring_back(rows: sqlite3.Connection | str, triggers: list[str]) -> None:
    if isinstance(rows, sqlite3.Connection):
        # Tables, triggers and the index for searching with them, in a tenth of the time.
        connection.ensure_connection()
        rows.backup(connection.connection)
        return
    call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)
    connection.creation.deserialize_db_from_string(rows)
    put_triggers_on(triggers)


@pytest.fixture(scope="session")
def prepared_rows(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """What every test begins with, as a file: a database of SQLite, or a dump of PostgreSQL. Ask for ``db`` as well, or
    no database is set up for the suite."""
    file = tmp_path_factory.mktemp("rows") / "rows"
    with django_db_blocker.unblock():
        connection.ensure_connection()
        if connection.vendor == "sqlite":
            with closing(sqlite3.connect(file)) as copy:
                connection.connection.backup(copy)
        else:
            address = urlsplit(os.environ["DATABASE_URL"])._replace(
                path=f"/{connection.settings_dict['NAME']}"
            )
            subprocess.run(["pg_dump", "--format=custom", f"--file={file}", urlunsplit(address)], check=True)
    return file


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """After they were shuffled; see ``--no-loadscope-reorder`` in the Makefile."""
    place = {name: number for number, name in enumerate(LONGEST)}
    items.sort(key=lambda item: place.get(item.nodeid.partition("::")[0], len(LONGEST)))


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """A test that has to commit empties the database on its way out. The next one finds the site again all the same,
    in whatever order they run."""
    marker = item.get_closest_marker("django_db")
    if marker is None or not marker.kwargs.get("transaction") or WHOLE not in item.session.stash:
        yield
        return
    blocker, rows = item.session.stash[WHOLE]
    with blocker.unblock():
        triggers = take_triggers_off()
    yield
    if WHOLE not in item.session.stash:
        # It was the last: the suite's database is done with, and the connection may lead to another one already.
        return
    with blocker.unblock():
        bring_back(rows, triggers)
        ContentType.objects.clear_cache()
        Site.clear_site_root_paths_cache()


def take_triggers_off() -> list[str]:
    """What is written once cannot be deleted, not even by the end of a test. PostgreSQL empties tables another way."""
    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
        triggers = cursor.fetchall()
        for name, _sql in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
    return [sql for _name, sql in triggers]


def put_triggers_on(triggers: list[str]) -> None:
    with connection.cursor() as cursor:
        for trigger in triggers:
            cursor.execute(trigger)


def begin_an_empty_log() -> None:
    """Before a test that commits, Django writes what migrations left over what is there; the log refuses that."""
    triggers = take_triggers_off()
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM audit_record" if connection.vendor == "sqlite" else "TRUNCATE audit_record"
        )
    put_triggers_on(triggers)


def leave_texts_as_they_are() -> None:
    """The same of the texts that people agree to: there from the start, and never written again."""
    if not hasattr(connection, "_test_serialized_contents"):
        return  # nothing that commits is among these tests
    left = json.loads(connection._test_serialized_contents)
    kept = [row for row in left if row["model"] != "consent.consenttext"]
    connection._test_serialized_contents = json.dumps(kept)


def open_the_site() -> None:
    """Every language offered, and a published home page."""
    for code in ("en", "es", "fr", "el", "lt", "ar"):
        locale, _made = Locale.objects.get_or_create(language_code=code)
        SiteLanguage.objects.update_or_create(locale=locale, defaults={"offered": True})
    home = HomePage.objects.get()
    home.hero_heading = "No missing child is forgotten"
    home.save_revision().publish()


@pytest.fixture
def home_page(db: None) -> HomePage:
    """The English home page, at ``/en/``."""
    if not SiteLanguage.objects.filter(locale__language_code="ar", offered=True).exists():
        # A test that had to commit has emptied the database on its way out.
        open_the_site()
    return HomePage.objects.get(pk=Site.objects.get(is_default_site=True).root_page_id)


@pytest.fixture
def make_page(home_page: HomePage) -> Any:
    """``make_page(GuidePage, parent=topic, title="…")``: a live page, published through a revision like an editor's."""
    from core.tests.pages import build

    def make(model: type[Page], parent: Page | None = None, **fields: Any) -> Any:
        return build(model, parent or home_page, **fields)

    return make


@pytest.fixture(scope="module")
def for_the_module(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Callable[[], AbstractContextManager[None]]]:
    """``with for_the_module():`` writes rows that every test of a module finds, and none of another module.

    For a fixture of that module: what takes seconds to build is built once. Tests roll back to it, so hand each a copy
    of what is in memory, and ask for ``db`` as well. Not beside tests that commit. Uploads are not rolled back.
    """

    @contextmanager
    def writing() -> Iterator[None]:
        with django_db_blocker.unblock(), translation.override("en"):
            yield
        forget_everything()

    whole = atomic()
    # As Django's own around a test: what has to be outermost may be within.
    whole._from_testcase = True
    with writing():
        whole.__enter__()
    yield writing
    with writing():
        connection.set_rollback(True)
        whole.__exit__(None, None, None)
        Site.clear_site_root_paths_cache()


@pytest.fixture
def consenting(db: None) -> Callable[..., Subject]:
    """``consenting(Scope.SITE)``: a subject whose consent to these scopes is in force today."""
    return who_consents

"""Rows that are written once: what was agreed to, what was decided. A change is a new row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NoReturn, TypeVar

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

EVENTS = ("UPDATE", "DELETE")


class AppendOnlyError(Exception):
    """A row that is written once was about to be rewritten; what it said before must stay readable."""


_Row = TypeVar("_Row", bound=models.Model)


class AppendOnlyQuerySet(models.QuerySet[_Row]):
    def update(self, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError

    def delete(self) -> NoReturn:
        raise AppendOnlyError


class AppendOnly(models.Model):
    """Rows that are written once. The database itself refuses changes too: see `refuse_changes`."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError


def refuse_changes(what: str, tables: Iterable[str]) -> migrations.RunPython:
    """For a migration: not even a line of SQL rewrites these tables. ``what`` is one word for the error's text."""
    named = tuple(tables)

    def forwards(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
        vendor = schema_editor.connection.vendor
        if vendor == "postgresql":
            schema_editor.execute(
                f"CREATE OR REPLACE FUNCTION {what}_append_only() RETURNS trigger AS "
                f"$$ BEGIN RAISE EXCEPTION '{what} is append-only'; END $$ LANGUAGE plpgsql"
            )
        for table in named:
            for event in EVENTS:
                name = f"{table}_no_{event.lower()}"
                if vendor == "sqlite":
                    schema_editor.execute(
                        f"CREATE TRIGGER {name} BEFORE {event} ON {table} "
                        f"BEGIN SELECT RAISE(ABORT, '{what} is append-only'); END"
                    )
                elif vendor == "postgresql":
                    schema_editor.execute(
                        f"CREATE TRIGGER {name} BEFORE {event} ON {table} "
                        f"FOR EACH ROW EXECUTE FUNCTION {what}_append_only()"
                    )

    def backwards(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
        for table in named:
            target = f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
            for event in EVENTS:
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{event.lower()}{target}")

    return migrations.RunPython(forwards, backwards)

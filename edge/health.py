"""Is this process alive, and can it serve? Two questions, because a restart mends only the first.

Neither answer carries an error's text: these addresses are open to everyone. The log has it.
"""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections.abc import Callable

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

logger = logging.getLogger(__name__)

#: Anyone may ask, and each answer writes a file: so one answer is given for this long.
ANSWER_HOLDS_SECONDS = 2.0


@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """The process answers. It looks at nothing else: a database that is down must not restart every web process."""
    return HttpResponse(
        "ok\n", content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"}
    )


@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """This process can serve: the database answers and has every migration, and files can be written.

    503 takes it out of the balancer until it can again; cached and public pages need none of the three.
    """
    results = _answer.get()
    return JsonResponse(
        {name: "ok" if fine else "failing" for name, fine in results.items()},
        status=200 if all(results.values()) else 503,
        headers={"Cache-Control": "no-store"},
    )


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


class _Migrations:
    """Once they are all applied they stay so for this code: the graph, slow to read, is read no more."""

    applied = False

    def __call__(self) -> None:
        if self.applied:
            return
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            raise RuntimeError("migrations are waiting")
        self.applied = True


def _storage() -> None:
    name = default_storage.save(f"health/{secrets.token_hex(8)}", ContentFile(b"ok"))
    default_storage.delete(name)


CHECKS: dict[str, Callable[[], None]] = {
    "database": _database,
    "migrations": _Migrations(),
    "storage": _storage,
}


class _Answer:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._until = 0.0
        self._results: dict[str, bool] = {}

    def get(self) -> dict[str, bool]:
        with self._lock:
            if time.monotonic() >= self._until:
                self._results = {name: _passes(name, check) for name, check in CHECKS.items()}
                self._until = time.monotonic() + ANSWER_HOLDS_SECONDS
            return dict(self._results)

    def forget(self) -> None:
        self._until = 0.0


_answer = _Answer()


def _passes(name: str, check: Callable[[], None]) -> bool:
    try:
        check()
    except Exception:  # each backend fails in its own way, and each way means: not ready
        logger.exception("Not ready: %s", name)
        return False
    return True


def forget_answer() -> None:
    """Ask again at the next request. For tests."""
    _answer.forget()

"""What tells a balancer whether to send readers here."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from edge import health


@pytest.fixture(autouse=True)
def _ask_anew() -> None:
    health.forget_answer()


@pytest.fixture
def secret_error(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Make one check fail with words that must not be heard outside."""

    def fail(name: str) -> None:
        def check() -> None:
            raise RuntimeError("password authentication failed for user forget at db.internal")

        monkeypatch.setitem(health.CHECKS, name, check)

    return fail


def test_a_process_is_alive_without_a_database(
    client: Client, django_assert_num_queries: Any, db: None
) -> None:
    with django_assert_num_queries(0):
        response = client.get("/livez")

    assert (response.status_code, response.content) == (200, b"ok\n")
    assert response.headers["Cache-Control"] == "no-store"


def test_a_process_is_ready_when_all_it_needs_answers(client: Client, db: None) -> None:
    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json() == {"database": "ok", "migrations": "ok", "storage": "ok"}
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("name", ["database", "migrations", "storage"])
def test_a_process_that_cannot_serve_says_which_part_and_not_why(
    client: Client, db: None, secret_error: Any, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    secret_error(name)

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json() == {"database": "ok", "migrations": "ok", "storage": "ok"} | {name: "failing"}
    assert response.headers["Cache-Control"] == "no-store"
    assert b"password" not in response.content
    assert "password" in caplog.text


def test_a_database_that_is_away_is_seen(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    """This test may not use it, which is as good as its being away."""
    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["database"] == "failing"


def test_a_probe_may_ask_by_number(client: Client) -> None:
    assert client.get("/livez", headers={"Host": "10.1.2.3:8000"}).status_code == 200


def test_a_migration_that_waits_is_seen(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    check = health._Migrations()
    monkeypatch.setattr(health.MigrationExecutor, "migration_plan", lambda *args: [("core", "9999")])

    with pytest.raises(RuntimeError):
        check()


def test_a_disk_that_is_full_is_seen(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*args: object, **kwargs: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(type(default_storage._wrapped), "_save", full)  # type: ignore[attr-defined]

    assert client.get("/readyz").json()["storage"] == "failing"


def test_asking_leaves_no_file_behind(client: Client, db: None) -> None:
    client.get("/readyz")
    before = default_storage.listdir("health")[1]
    health.forget_answer()

    client.get("/readyz")

    # Another test may have made the storage fail half-way; what counts is that nothing is added.
    assert default_storage.listdir("health")[1] == before


def test_asking_all_the_time_does_not_wear_the_disk_out(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    monkeypatch.setitem(health.CHECKS, "storage", lambda: asked.append(1))

    for _ in range(20):
        client.get("/readyz")

    assert len(asked) == 1

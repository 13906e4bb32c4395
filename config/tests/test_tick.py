from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from core import ticks
from home.models import HomePage, StandardPage


@pytest.fixture
def only_these(monkeypatch: pytest.MonkeyPatch) -> None:
    """The registry, empty, and given back afterwards."""
    monkeypatch.setattr(ticks, "_jobs", {})


@pytest.mark.django_db
@pytest.mark.usefixtures("only_these")
def test_a_failing_job_is_reported_and_stops_no_other(caplog: pytest.LogCaptureFixture) -> None:
    ran = []

    @ticks.every_minute
    def broken() -> None:
        raise RuntimeError("the reason")

    @ticks.every_minute
    def healthy() -> None:
        ran.append("healthy")

    with pytest.raises(CommandError, match="broken") as raised:
        call_command("tick")

    assert raised.value.returncode == 1
    assert "healthy" not in str(raised.value)
    assert ran == ["healthy"]
    assert "the reason" in caplog.text


@pytest.mark.django_db
@pytest.mark.usefixtures("only_these")
def test_a_tick_without_failure_says_nothing() -> None:
    @ticks.every_minute
    def healthy() -> None: ...

    assert call_command("tick") is None


@pytest.mark.django_db
def test_a_page_goes_live_at_its_time_and_not_before(home_page: HomePage, make_page: Any) -> None:
    now = timezone.now()
    due, later = (make_page(StandardPage, parent=home_page, title=title) for title in ("Due", "Later"))
    for page, moment in ((due, now - timedelta(minutes=1)), (later, now + timedelta(hours=1))):
        page.unpublish()
        page.go_live_at = moment
        page.save_revision(approved_go_live_at=moment)

    call_command("tick")

    assert set(StandardPage.objects.filter(live=True)) == {due}


def _result(days_ago: int, status: str) -> DBTaskResult:
    row = DBTaskResult.objects.create(
        status=status,
        args_kwargs={"args": [], "kwargs": {}},
        task_path="x",
        run_after=timezone.now(),
        backend_name="worker",
    )
    DBTaskResult.objects.filter(pk=row.pk).update(finished_at=timezone.now() - timedelta(days=days_ago))
    return row


@pytest.mark.django_db
def test_finished_tasks_are_forgotten_after_two_weeks_and_others_kept() -> None:
    old = [_result(16, "SUCCESSFUL"), _result(14, "FAILED")]
    kept = [_result(13, "SUCCESSFUL"), _result(16, "RUNNING"), _result(16, "READY")]

    ticks.prune_task_results()

    left = set(DBTaskResult.objects.values_list("pk", flat=True))
    assert left == {row.pk for row in kept}
    assert not left & {row.pk for row in old}


@pytest.mark.django_db
def test_pruning_writes_once_a_day_only() -> None:
    just_over = _result(14, "SUCCESSFUL")

    ticks.prune_task_results()

    assert DBTaskResult.objects.filter(pk=just_over.pk).exists()


def _session(key: str, hours_over: float) -> Session:
    over = timezone.now() - timedelta(hours=hours_over)
    return Session.objects.create(session_key=key, session_data="x", expire_date=over)


@pytest.mark.django_db
def test_of_a_session_that_is_over_nothing_is_kept_and_one_that_lasts_goes_on() -> None:
    for key, hours_over in {"old": 25, "over": 1, "lasts": -1}.items():
        _session(key, hours_over)

    call_command("tick")

    assert set(Session.objects.values_list("session_key", flat=True)) == {"lasts"}


@pytest.mark.django_db
def test_sessions_are_cleared_once_a_day_only() -> None:
    _session("over", 23)

    ticks.clear_sessions()

    assert Session.objects.count() == 1

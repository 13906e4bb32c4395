"""A day with real people in it, and then a search for them wherever they do not belong.

Each step is something that somebody does; each sign is something that only they know. `BELONGS` says where a sign may
be found afterwards, and there it must be: a sign that was never planted could not be missed.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from audit.domain import record
from audit.models import Record
from consent.models import Subject
from gallery.enums import State
from gallery.tests.stored import forget_files

from . import scripted_day as day
from . import sweeping
from .scripted_day import SIGNS, Opens, Visitor

#: Where each may be found, and must be. What is not in the table may be found nowhere.
BELONGS: dict[str, set[str]] = {
    # Whose account it is; their own letters go there.
    "email": {"accounts_user.email", "mail.to"},
    "newcomer": {"accounts_user.email", "account_emailaddress.email", "mail.to"},
    "person": {"accounts_user.last_name"},
    "first name": {"accounts_user.first_name", "mail.text"},
    "last name": {"accounts_user.last_name"},
    # What a guardian allowed to be shown beside a drawing. A list of entries asks for it there.
    "child": {"gallery_entry.first_name"},
    # Erasure empties the one place.
    "survivor": {"consent_subject.label"},
    "holder": {"consent_recordwords.holder"},
    # Django looks a session up by its key. Whoever can read the table can do more than take one over.
    "session": {"django_session.session_key"},
    # The link itself, in the letter it is for.
    "invitation link": {"mail.text"},
    "reset link": {"mail.text"},
    "factor link": {"mail.text"},
}


# --- The search ---------------------------------------------------------------------------------------------------


@pytest.fixture
def as_in_production(settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.TASKS = {**settings.TASKS, "worker": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.SECOND_FACTOR_REQUIRED = True
    settings.ADMINS = [("Operator", "operator@example.org")]
    settings.EMAIL_BACKEND = "audit.eml.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    cache.clear()
    forget_files()
    yield
    cache.clear()
    forget_files()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.usefixtures("home_page", "as_in_production")
def test_after_a_day_nobody_is_found_where_they_do_not_belong(monkeypatch: pytest.MonkeyPatch) -> None:
    opens, person, newcomer = Opens(), Visitor(), Visitor()
    with sweeping.everything_logged() as lines, sweeping.every_error_reported() as reports:

        def found() -> dict[str, set[str]]:
            return sweeping.places(SIGNS | opens.signs, lines, reports)

        day.a_reader_looks_around()
        day.somebody_works_here(opens)
        day.somebody_signs_in(person, opens)
        day.somebody_is_invited(person, opens)
        while_letters_wait = found()
        day.the_worker_works()
        day.an_invitation_is_followed(newcomer, opens.signs["invitation link"])
        day.an_app_is_scanned(newcomer, opens, "newcomer's app key")
        while_an_app_is_set_up = found()
        day.an_app_is_set_up(newcomer, opens, "newcomer's app key")
        day.a_password_is_forgotten(opens)
        day.a_new_password_is_set(opens)
        at_work = day.somebody_comes_in_with_a_recovery_code(opens)
        day.a_coordinator_looks_after_people(person, opens)
        assert at_work.get("/admin/").status_code == 302, "the lost telephone is signed out"
        day.the_worker_works()
        back = day.a_lost_factor_is_replaced(opens)
        day.an_app_is_scanned(back, opens, "newcomer's second app key")
        day.an_app_is_set_up(back, opens, "newcomer's second app key")
        day.a_keeper_writes_down_a_consent(person)
        entry = day.an_editor_enters_a_drawing(person)
        day.things_break(person, entry, opens, monkeypatch)
        day.somebody_leaves(person)
        assert back.get("/admin/").status_code == 302, "signed out"
        day.the_machine_works()
        at_the_end = found()

        entry.refresh_from_db()
        taken_back = person.send(
            reverse("gallery_staff:take_back", args=[entry.public_id]), {"channel": "family"}
        )
        left = sweeping.places({"child": SIGNS["child"]}, lines, reports)

    session = {"session": {"django_session.session_key"}}
    assert while_letters_wait == session | {
        "email": {"accounts_user.email"},
        "newcomer": {"accounts_user.email"},
        "person": {"accounts_user.last_name"},
        "first name": {"accounts_user.first_name"},
        "last name": {"accounts_user.last_name"},
    }
    mailed = {"invitation link": {"mail.text"}, "email": BELONGS["email"], "newcomer": BELONGS["newcomer"]}
    assert while_an_app_is_set_up == while_letters_wait | mailed | {"first name": BELONGS["first name"]}
    assert at_the_end == BELONGS
    # Each as text and as a page, and nothing broke but what was made to.
    assert [report.split()[0] for report in reports[::2]] == ["RuntimeError"] * len(day.BREAKS)
    # After the child is taken back nothing is left of them, and the log still says all that happened.
    assert taken_back.status_code == 302
    assert left == {}
    assert entry.state == State.PENDING
    assert set(Record.objects.values_list("action", flat=True)) >= DONE


#: What must have been written down of that day. A log that says nothing tells nothing of anybody either.
DONE = {
    *("accounts.signed_in", "accounts.sign_in_failed", "accounts.invited", "accounts.invitation_accepted"),
    *(
        "accounts.password_changed",
        "accounts.password_reset",
        "accounts.factor_added",
        "accounts.factors_reset",
    ),
    *("accounts.person_viewed", "accounts.deactivated", "audit.exported"),
    *("consent.recorded", "consent.withdrawn", "core.viewed", "core.added", "core.changed"),
    *("gallery.receive", "gallery.correct", "gallery.make_ready", "gallery.withdraw"),
}


@pytest.mark.django_db
def test_what_is_left_in_a_wrong_place_is_found(settings: Settings, tmp_path: Path) -> None:
    """The search is shown something of each kind, so that it cannot sleep."""
    import hashlib

    settings.EMAIL_FILE_PATH = tmp_path
    with sweeping.everything_logged() as lines:
        logging.getLogger("gallery").warning("Uploaded with %s", SIGNS["browser"])
        Subject.objects.create(label=hashlib.sha256(SIGNS["address"].encode()).hexdigest())
        session = Client().session
        session["typed"] = SIGNS["password"]
        session.save()
        cache.set("who", SIGNS["person"])
        letter = mail.EmailMessage(f"About {SIGNS['child']}", "", "a@example.org", ["b@example.org"])
        letter.send()
        letter.subject, letter.body = "É", f"é {SIGNS['searched']}"
        letter.extra_headers = {"X-For": SIGNS["newcomer"]}
        (tmp_path / f"{SIGNS['stranger']}.eml").write_bytes(letter.message().as_bytes())

        found = sweeping.places(SIGNS, lines, [f"<td>{SIGNS['survivor']}</td>"])
    cache.clear()

    assert found == {
        "browser": {"log"},
        "address": {"consent_subject.label"},
        "password": {"django_session.session_data"},
        "person": {"cache"},
        "child": {"mail.subject"},
        "searched": {"mail.text"},
        "newcomer": {"mail.headers"},
        "stranger": {"mail.file name"},
        "survivor": {"error report"},
    }


@pytest.mark.django_db
def test_the_log_takes_no_name_even_from_code_that_means_well() -> None:
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError):
        record("core.viewed", kind=SIGNS["person"])
    assert not Record.objects.filter(action="core.viewed").exists()

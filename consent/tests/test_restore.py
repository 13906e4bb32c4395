"""Whoever was erased since a backup stays erased when it is restored; what was taken back stays taken back."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from shutil import copy2
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from pytest_django import Settings

from consent import after_restore, domain
from consent.enums import ErasureState, Party, Scope
from consent.erasure import ledger
from consent.models import Erasure
from consent.taking_back.domain import give_key
from core.backup.errors import Refused
from core.clock import now
from core.tests.folders import begin, environment, found_in, manage, only_archive, step, tables, told

PEOPLE = "consent.tests.restored_people"


def test_what_people_wanted_after_the_backup_holds_when_it_is_restored(
    tmp_path: Path, prepared_rows: Path, db: None
) -> None:
    here = begin(tmp_path / "here", prepared_rows)
    people = told(here, PEOPLE, "begin")
    archive = only_archive(tmp_path / "here")

    new = tmp_path / "new"
    there = environment(new)
    arrived = str(copy2(archive, new))

    (new / "list").mkdir()
    known = str(copy2(archive.parent / "erasures.jsonl", new / "list"))
    # Without the list nobody can know: nothing is changed. With it, cut off: shut, and no database in its place.
    before = new / "list" / "of-before.jsonl"
    before.write_text(Path(known).read_text().splitlines()[0] + "\n")
    assert "does not know this archive" in manage(
        there, "restore", arrived, "--erasures", str(before), fails=True
    )
    said = step(there, PEOPLE, "restore_and_die", arrived, "--erasures", known, fails=True)
    assert "The list of who was erased (erasures.jsonl) is neither" in said
    assert "something was changed" not in said
    assert (new / "backups" / "restoring").exists()
    assert tables(new / "site.sqlite3") == []

    said = step(there, PEOPLE, "restore_and_look", arrived, "--erasures", known)
    found = found_in(said)[-1]

    assert {name: found[key] for name, key in people.items()} == {
        "unrecorded": ["", [], "", 0],
        "erased": ["", [], "", 0],
        "asked": ["", [], "", 0],
        "half-erased": ["", [], "", 0],
        "withdrew": ["label-withdrew", [], "", 0],
        "paused": ["label-paused", [], "person", 1],
        "narrowed": ["label-narrowed", ["site"], "", 0],
        "widened": ["label-widened", [], "staff", 0],
        "stayed": ["label-stayed", ["site"], "", 0],
    }
    assert "Erasures: 4 on the list, 4 done again; its newest line is of 20" in said
    assert (
        "1 ended again; 1 with fewer places again; 1 paused again by whoever had paused them; 1 paused"
        in said
    )
    assert "Private links: 2 ended again." in said
    assert "Private links given since the backup: 1. They open nothing any more" in said
    # The next restore on this machine knows of them too.
    assert {line.subject for line in ledger.read(new / "backups" / "erasures.jsonl")} >= {
        people["erased"],
        people["half-erased"],
    }
    assert b"label-" not in (new / "backups" / "erasures.jsonl").read_bytes()


# --- The list ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def listed(settings: Settings, tmp_path: Path) -> Path:
    settings.BACKUP_DIR = tmp_path
    return tmp_path / "erasures.jsonl"


def an_erasure(subject: Any) -> Erasure:
    return Erasure.objects.create(subject=subject, state=ErasureState.COMPLETE, party=Party.PERSON)


def test_an_erasure_stands_on_the_list_once_and_says_nothing_of_the_person(
    listed: Path, consenting: Any
) -> None:
    subject = consenting(Scope.SITE)
    erasure = an_erasure(subject)

    ledger.note(erasure)
    ledger.note(erasure)

    assert [json.loads(line) for line in listed.read_text().splitlines()] == [
        {
            "what": "erased",
            "subject": str(subject.pk),
            "at": erasure.asked_at.isoformat(),
            "erasure": str(erasure.pk),
        }
    ]
    assert listed.stat().st_mode & 0o777 == 0o600


def test_a_consent_stands_on_the_list_from_its_first_change_on(
    listed: Path, consenting: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        subject = consenting(Scope.SITE)
    assert not listed.exists()

    with django_capture_on_commit_callbacks(execute=True):
        domain.pause(subject, party=Party.PERSON)
    with django_capture_on_commit_callbacks(execute=True):
        domain.withdraw(subject, "email")

    paused, withdrawn = ledger.read(listed)
    assert (paused.what, paused.subject, paused.paused_by, paused.scopes) == (
        "changed",
        str(subject.pk),
        "person",
        "site",
    )
    assert paused.expires_on == domain.newest(subject).expires_on.isoformat()
    assert (withdrawn.what, withdrawn.subject) == ("withdrawn", str(subject.pk))


def test_a_private_link_stands_on_the_list_by_its_digest_alone(
    listed: Path, consenting: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        first = give_key(consenting(Scope.SITE), Party.PERSON)
        second = give_key(first.key.subject, Party.PERSON)

    found = [json.loads(line) for line in listed.read_text().splitlines()]
    assert [(line.pop("what"), line.pop("link"), list(line)) for line in found] == [
        ("link_given", first.key.code_digest, ["at"]),
        ("link_ended", first.key.code_digest, ["at"]),
        ("link_given", second.key.code_digest, ["at"]),
    ]


@pytest.mark.parametrize("by", list(Party))
def test_what_the_person_paused_stays_theirs_after_a_restore(by: Party, consenting: Any) -> None:
    """Whoever had paused it when the backup was made."""
    subject = consenting(Scope.SITE)
    domain.pause(subject, party=by)
    at = (now() + timedelta(hours=1)).isoformat()
    line = ledger.Line(
        "changed", str(subject.pk), at, paused_by="person", scopes="site", expires_on="2031-01-01"
    )

    done = after_restore._change_again([line])

    assert (done, domain.newest(subject).paused_by) == ({"held": 1}, Party.PERSON)


def test_a_line_that_does_not_say_what_changed_pauses(consenting: Any) -> None:
    subject = consenting(Scope.SITE)
    at = (now() + timedelta(hours=1)).isoformat()

    done = after_restore._change_again([ledger.Line("changed", str(subject.pk), at)])

    assert (done, domain.scopes_in_force(subject)) == ({"paused": 1}, [])


def test_a_list_that_cannot_be_written_stops_no_withdrawal(
    listed: Path, consenting: Any, django_capture_on_commit_callbacks: Any
) -> None:
    listed.mkdir()
    subject = consenting(Scope.SITE)

    with django_capture_on_commit_callbacks(execute=True):
        domain.withdraw(subject, "email")

    assert domain.scopes_in_force(subject) == []


def test_half_a_line_is_not_passed_over(listed: Path, consenting: Any) -> None:
    ledger.add([ledger.Line("erased", str(uuid4()), "2026-11-26T08:00:00+00:00", str(uuid4()))])
    with listed.open("a") as file:
        file.write('{"what": "erased", "subj')

    with pytest.raises(Refused, match="Line 2 of "):
        ledger.read(listed)


@pytest.mark.parametrize(
    "wrong",
    [
        {"what": "forgiven"},
        {"subject": "Anna"},
        {"at": "yesterday"},
        {"at": "2026-11-26T08:00:00"},
        {"name": "x"},
    ],
)
def test_a_line_that_says_something_else_is_refused(listed: Path, wrong: dict[str, str]) -> None:
    right = {"what": "erased", "subject": str(uuid4()), "at": "2026-11-26T08:00:00+00:00"}
    listed.write_text(json.dumps(right))
    assert [line.subject for line in ledger.read(listed)] == [right["subject"]]

    for text in (json.dumps(right | wrong), "[]", "7"):
        listed.write_text(f"{text}\n")
        with pytest.raises(Refused) as caught:
            ledger.read(listed)
        assert caught.value.code == "ledger"


def test_what_does_not_fit_on_the_disk_leaves_no_half_line(
    listed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = ledger.Line("erased", str(uuid4()), "2026-11-26T08:00:00+00:00", str(uuid4()))
    ledger.add([line])
    before = listed.read_bytes()
    write = ledger.os.write
    short = SimpleNamespace(**vars(ledger.os) | {"write": lambda file, content: write(file, content[:20])})
    monkeypatch.setattr(ledger, "os", short)

    with pytest.raises(OSError, match="whole"):
        ledger.add([ledger.Line("erased", str(uuid4()), "2026-11-26T08:00:00+00:00", str(uuid4()))])

    assert listed.read_bytes() == before

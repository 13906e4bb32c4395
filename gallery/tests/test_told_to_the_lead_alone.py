"""What only the safeguarding lead reads: that somebody was worried, who, and what a reader wrote about a child."""

from __future__ import annotations

import pytest
from django.urls import reverse
from pytest_django import Settings

from accounts.tests.holders import give
from core.roles import Role
from gallery import domain, erasers, withheld
from gallery.enums import State
from gallery.models import Concern, Report

from .factories import a_user
from .staff import a_moderator, at_work, quick

pytestmark = pytest.mark.django_db


def test_nobody_but_the_lead_reads_in_history_log_or_export_that_there_was_a_concern() -> None:
    entry, lead = quick(State.PENDING), give(a_user("lead"), Role.SAFEGUARDING)
    worried, moderator = a_moderator(), a_moderator()
    concern = domain.raise_concern(entry, user=worried)

    def texts() -> dict[str, str]:
        keeper = at_work(
            give(a_user(f"keeper-{Concern.objects.filter(closed_at=None).count()}"), Role.COORDINATOR)
        )
        export = b"".join(keeper.get(reverse("audit_staff:export")).streaming_content)
        return {
            "log": keeper.get(reverse("audit_staff:log") + "?object_type=gallery.entry").content.decode(),
            "concerns": keeper.get(
                reverse("audit_staff:log") + "?object_type=gallery.concern"
            ).content.decode(),
            "export": export.decode(),
        }

    while_open = texts()
    domain.close_concern(concern, user=lead, outcome=Concern.Outcome.NO_CONCERN)
    after = texts()
    address = reverse("gallery_staff:drawing", args=[entry.public_id])
    page, lead_s = (at_work(user).get(address).content.decode() for user in (moderator, lead))

    for text in (while_open["export"], after["export"]):
        assert "gallery.receive" in text or "accounts." in text
        for code in ("gallery.concern", "gallery.close", "safeguarding"):
            assert code not in text
    for text in (while_open["log"], after["log"], while_open["concerns"], after["concerns"]):
        assert not [line for line in text.splitlines() if worried.email in line and "<option" not in line]
    assert ("Given to the safeguarding lead" in page, worried.email in page) == (False, False)
    assert ("Given to the safeguarding lead" in lead_s, worried.email in lead_s) == (True, True)


def test_what_a_reader_wrote_about_a_child_in_danger_is_read_closed_and_shown_again_by_the_lead_alone() -> (
    None
):
    entry, other = quick(State.PUBLISHED), quick(State.PUBLISHED)
    worried = domain.report(entry, Report.Category.SAFETY, "Her teacher hurts her")
    street = domain.report(other, Report.Category.IDENTIFIES, "The street can be read")
    address = reverse("gallery_staff:reports")
    moderator, lead = at_work(a_moderator()), at_work(give(a_user("lead"), Role.SAFEGUARDING))

    seen = moderator.get(address).content.decode()
    for do in ("close", "restore"):
        for one in (worried, street):
            moderator.post(address, {"do": do, "report": one.pk})
    moderator.post(address, {"do": "restore_all", "hour": ""})
    moderator.post(
        reverse("gallery_staff:drawing", args=[entry.public_id]),
        {"do": "show_again", "version": entry.version},
    )
    for each in (entry, worried, street):
        each.refresh_from_db()

    assert ("Her teacher hurts her" in seen, "The street can be read" in seen) == (False, True)
    assert seen.count("With the safeguarding lead") == 1
    assert (worried.closed_at, entry.state, street.closed_at is not None) == (None, State.HIDDEN, True)
    assert "Her teacher hurts her" in lead.get(address).content.decode()
    lead.post(address, {"do": "close", "report": worried.pk})
    worried.refresh_from_db()
    assert worried.closed_at is not None


def test_whoever_presses_a_key_second_reads_the_day_of_their_own_press(settings: Settings) -> None:
    entry = quick(State.PENDING)
    settings.CLOCK = "2026-11-20T10:00:00"
    domain.raise_concern(entry, user=a_moderator())
    settings.CLOCK = "2026-11-24T10:00:00"

    address = reverse("gallery_staff:raise_concern", args=[entry.public_id])
    page = at_work(a_moderator()).post(address, {"note": ""}, follow=True).content.decode()

    assert ("20 November 2026" in page or "Nov. 20, 2026" in page, "24" in page) == (False, True)


def test_erased_while_the_lead_has_it_a_drawing_is_known_by_nothing_of_its_file() -> None:
    entry = quick(State.PENDING)
    domain.raise_concern(entry, user=a_moderator())
    entry.refresh_from_db()

    assert (bool(entry.sha256), erasers._erase_one(entry)) == (True, False)
    entry.refresh_from_db()
    assert (entry.sha256, entry.taken_back_at is not None) == ("", True)


def test_a_public_file_is_handed_out_only_when_a_drawing_in_the_gallery_names_it() -> None:
    entry = quick(State.PUBLISHED)

    assert withheld.is_withheld(f"drawings/{entry.public_key}/320.webp") is False
    assert withheld.is_withheld("drawings/of-a-release-that-was-cut-off/320.webp") is True
    assert withheld.is_withheld("images/of-a-story.webp") is False

"""Who is a contact of the school decides on none of its drawings; and when an upload began behind a proxy."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from django.test import RequestFactory

from core import clock
from gallery import domain, uploads
from gallery.enums import State
from gallery.staff.access import entries_to_decide
from schools.tests.visits import a_contact

from .classes import a_class, brought_to
from .factories import a_decider

pytestmark = pytest.mark.django_db


def test_a_moderator_who_is_a_contact_of_the_school_decides_on_none_of_its_drawings() -> None:
    user, other = a_decider("one"), a_decider("other")
    entry = brought_to(State.PENDING, a_class(a_contact(email=user.email)))

    with pytest.raises(domain.Refused) as refused:
        domain.approve(entry, user=user, version=entry.version)
    assert refused.value.code == "your_own"
    assert [entries_to_decide(each).count() for each in (user, other)] == [0, 1]
    domain.approve(entry, user=other, version=entry.version)
    assert entry.state == State.APPROVED


@pytest.mark.parametrize(
    ("said", "minutes"),
    [("t={0}", 2), ("", 0), ("t=x", 0), ("t=9999999999", 0), ("t=999999999", 15), ("t=٣٣٣٣٣٣٣٣٣٣", 0)],
)
def test_an_upload_began_when_our_proxy_says_and_never_later_than_now_or_long_ago(
    said: str, minutes: int
) -> None:
    request = RequestFactory().post("/")
    request.META["HTTP_X_REQUEST_START"] = said.format(time.time() - 120)[:15]

    ago = clock.now() - uploads.begun_at(request)

    assert abs(ago - timedelta(minutes=minutes)) < timedelta(seconds=20)

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from django.test import Client

from gallery.models import Batch
from gallery.tests.classes import a_class
from gallery.tests.factories import a_batch
from gallery.tests.staff import an_editor, at_work
from schools.enums import Standing
from schools.tests.visits import a_contact, a_school, visit

from .doors import Door, classes_door, staff_door

SOAK = os.environ.get("SOAK") == "1"


def _staff() -> Door:
    batch: Batch = a_batch(editor=an_editor())
    client: Client = at_work(batch.entered_by)
    client.raise_request_exception = False
    return staff_door(client, batch)


def _classes() -> Door:
    contact = a_contact(a_school(standing=Standing.VERIFIED))
    batch = a_class(contact, slips=0)
    client = Client(raise_request_exception=False)
    visit(client, contact)
    return classes_door(client, batch)


#: Every way in by its name. A new one belongs here, and is tried with everything.
DOORS: dict[str, Callable[[], Door]] = {"staff": _staff, "classes": _classes}


@pytest.fixture(params=DOORS.values(), ids=DOORS)
def door(request: pytest.FixtureRequest, db: None) -> Door:
    return request.param()


@pytest.fixture(params=DOORS.values(), ids=DOORS)
def open_door(request: pytest.FixtureRequest, db: None) -> Callable[[], Door]:
    """Opens a door anew: behind each only so many may wait."""
    return request.param


@pytest.fixture(params=DOORS.values() if SOAK else [_classes], ids=DOORS if SOAK else ["classes"])
def one_door(request: pytest.FixtureRequest, db: None) -> Door:
    """For what lies behind all doors, and takes long: in the suite, the door that anybody may come to."""
    return request.param()

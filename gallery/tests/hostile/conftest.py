from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from gallery.models import Batch
from gallery.tests.factories import a_batch
from gallery.tests.staff import an_editor, at_work

from .doors import Door, staff_door


def _staff() -> Door:
    batch: Batch = a_batch(editor=an_editor())
    client: Client = at_work(batch.entered_by)
    client.raise_request_exception = False
    return staff_door(client, batch)


#: Every way in by its name. A new one belongs here, and is tried with everything.
DOORS: dict[str, Callable[[], Door]] = {"staff": _staff}


@pytest.fixture(params=DOORS.values(), ids=DOORS)
def door(request: pytest.FixtureRequest, db: None) -> Door:
    return request.param()

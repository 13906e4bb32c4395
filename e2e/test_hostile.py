"""Hostile files on a site as it is served: the tests of the room ask what becomes of each, this one what it costs."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from core.tests.files import jpeg
from e2e import site as sites
from e2e.bench.hostile import made_here, try_all
from e2e.site import WITH_ADMIN, Site
from e2e.uploading import Door, classes_door, staff_door

pytestmark = pytest.mark.soak

SOAK = os.environ.get("SOAK") == "1"


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads a process's memory from /proc")
@pytest.mark.parametrize("open_door", [staff_door, classes_door] if SOAK else [classes_door])
def test_no_file_makes_a_server_s_error_or_its_process_grow_by_fifty_megabytes(
    open_door: Callable[[Site], Door],
) -> None:
    with sites.served(sites.begun(), settings=WITH_ADMIN) as site:
        door = open_door(site)
        # What is loaded with the first request is no growth.
        for width in (500, 501):
            assert door.send(jpeg((width, 420)), "11111111-1111-4111-8111-111111111" + str(width))[0] == 201
        tried = try_all(site, open_door, made_here())

    assert (tried.server_errors, tried.without_a_sentence) == ([], [])
    assert tried.growth < 50
    print(f"answers: {dict(tried.statuses)}; grown by {tried.growth:.0f} MB")

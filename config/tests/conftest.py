from __future__ import annotations

import copy
from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker
from wagtail.models import Site

from edge.memo import forget_everything
from home.models import HomePage

from .two_partners import World, the_world


@pytest.fixture(scope="module")
def world_of_the_module(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Made once for a module: each test's own transaction lies within this one, and is undone alone."""
    with django_db_blocker.unblock(), transaction.atomic():
        forget_everything()
        yield the_world(HomePage.objects.get(pk=Site.objects.get(is_default_site=True).root_page_id))
        transaction.set_rollback(True)


@pytest.fixture
def world(world_of_the_module: World, db: None) -> World:
    """With objects of the test's own: users remember their permissions."""
    return copy.deepcopy(world_of_the_module)

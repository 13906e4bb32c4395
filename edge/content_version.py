"""One number for all that readers see: it moves when anything does, and what was made under another is not used.

Pages, navigation, links and pictures are remembered in each process (`edge.memo`) and, later, as whole responses. All
of them hang on this number, so there is one rule for what is out of date and nothing to invalidate by name.

Who makes something must read `current` **before** reading what it shows, and keep the result under that number. Read
afterwards, a change that came in between would be missed until the next one.

The number moves on commit, never before: another process that saw it earlier would read the old rows and keep them
under the new number.
"""

from __future__ import annotations

import logging
import threading
import time
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, models, transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest
from django.db.models.signals import post_delete, post_save

logger = logging.getLogger(__name__)

#: After a failed read the database is left alone for this long. What is known goes on being served.
SECONDS_AFTER_AN_ERROR = 5.0

_watched: set[type[models.Model]] = set()


class _Known:
    """What this process knows of the number, and when it looks again."""

    def __init__(self) -> None:
        self.number: int | None = None
        self.look_again = 0.0
        self.lock = threading.Lock()


_known = _Known()


def current() -> int:
    """The number now, at most ``CONTENT_VERSION_CHECK_SECONDS`` (1) old. Never raises for a database that is down.

    One thread looks; the others go on with what is known. Only the first look of a process makes them wait, for
    without a number they could neither find nor keep anything.
    """
    if time.monotonic() < _known.look_again and _known.number is not None:
        return _known.number
    if not _known.lock.acquire(blocking=_known.number is None):
        return _known.number or 0
    try:
        if time.monotonic() >= _known.look_again or _known.number is None:
            _look()
        return _known.number or 0
    finally:
        _known.lock.release()


def _look() -> None:
    from edge.models import ContentVersion  # noqa: PLC0415 -- this module is imported before models are

    wait = float(getattr(settings, "CONTENT_VERSION_CHECK_SECONDS", 1))
    try:
        number = ContentVersion.objects.filter(pk=1).values_list("number", flat=True).first() or 0
    except DatabaseError:
        logger.exception("The content version could not be read; the last one known is used")
        # Not even a first number is kept: 0 is answered until the database does.
        _known.look_again = time.monotonic() + (SECONDS_AFTER_AN_ERROR if _known.number is not None else 0)
        return
    _known.number = number
    _known.look_again = time.monotonic() + wait


def look_again() -> None:
    """Make this process read the number at its next use, not up to a second later."""
    _known.look_again = 0.0


def bump() -> None:
    """Make everything kept so far out of date. For use after a commit; inside a transaction see `bump_on_commit`.

    The number grows, and is never below the time in microseconds: after a restored backup or an emptied table it
    cannot come to stand again where something old was kept.
    """
    from edge.models import ContentVersion  # noqa: PLC0415 -- this module is imported before models are

    now = time.time_ns() // 1000
    later = {"number": Greatest(F("number") + 1, Value(now))}
    if not ContentVersion.objects.filter(pk=1).update(**later):
        ContentVersion.objects.bulk_create([ContentVersion(pk=1)], ignore_conflicts=True)
        ContentVersion.objects.filter(pk=1).update(**later)
    look_again()


def bump_on_commit() -> None:
    """Bump once the change is committed; at once outside a transaction. Call it for changes that send no signal:
    ``QuerySet.update``, ``bulk_create``, many-to-many.

    Robust: what was saved stays saved, and is answered as saved, even if the number cannot be written.
    """
    transaction.on_commit(bump, robust=True)


def bump_with_commit() -> None:
    """Write the new number in the same transaction as the change: both are there, or neither is.

    For what must not go on being shown: a drawing that is hidden, a consent that ends. A number written after the
    commit can fail to be written; this one cannot without its change. Nobody else sees it before the commit.
    """
    bump()
    transaction.on_commit(look_again, robust=True)


def watch(*watched: type[models.Model]) -> None:
    """Bump whenever one of these is saved or deleted. For `AppConfig.ready` of the room that owns them.

    Of a model with drafts only publishing, unpublishing and deleting count, as readers never see a draft. Pages and
    snippets are watched already.
    """
    _watched.update(watched)


def watch_wagtail() -> None:
    """Listen to all that Wagtail and Django say when something that readers see changes.

    A page's ``post_save`` is not among it (every draft save would count), nor is anything about renditions (a page
    that makes its pictures while it renders would put itself out of date).
    """
    from wagtail import signals  # noqa: PLC0415 -- needs the app registry
    from wagtail.documents import get_document_model  # noqa: PLC0415 -- needs the app registry
    from wagtail.images import get_image_model  # noqa: PLC0415 -- needs the app registry
    from wagtail.models import (  # noqa: PLC0415 -- needs the app registry
        Collection,
        CollectionViewRestriction,
        Locale,
        PageViewRestriction,
        Site,
    )

    watch(
        Collection,
        CollectionViewRestriction,
        Locale,
        PageViewRestriction,
        Site,
        get_image_model(),
        get_document_model(),
    )
    if apps.is_installed("wagtail.contrib.redirects"):
        watch(apps.get_model("wagtailredirects", "Redirect"))
    for moment in (
        signals.page_published,
        signals.page_unpublished,
        signals.page_slug_changed,
        signals.post_page_move,
        # A translated alias is live without ever being published.
        signals.copy_for_translation_done,
        # Snippets with drafts. Pages send these two as well.
        signals.published,
        signals.unpublished,
    ):
        moment.connect(_something_changed, dispatch_uid="edge.content_version")
    post_save.connect(_row_saved, dispatch_uid="edge.content_version")
    post_delete.connect(_row_deleted, dispatch_uid="edge.content_version")


def _something_changed(sender: object, **kwargs: Any) -> None:
    bump_on_commit()


def _row_saved(sender: type[models.Model], **kwargs: Any) -> None:
    from wagtail.models import DraftStateMixin  # noqa: PLC0415 -- needs the app registry

    if _is_watched(sender) and not issubclass(sender, DraftStateMixin):
        bump_on_commit()


def _row_deleted(sender: type[models.Model], **kwargs: Any) -> None:
    from wagtail.models import Page  # noqa: PLC0415 -- needs the app registry

    if issubclass(sender, Page) or _is_watched(sender):
        bump_on_commit()


def _is_watched(model: type[models.Model]) -> bool:
    """Asked at the time of the signal: a room may register a snippet after this app is ready."""
    if model in _watched:
        return True
    from wagtail.snippets.models import get_snippet_models  # noqa: PLC0415 -- needs the app registry

    return model in get_snippet_models()

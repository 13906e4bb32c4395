"""What Wagtail changes in places where it keeps no log of it: uploads of several files, bulk actions, switches.

Heard at the row, so that it is recorded whichever way leads there. Who did it is what Wagtail itself remembers for the
time of a request in the admin; nobody means the site or a command.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest
from wagtail import hooks
from wagtail.log_actions import get_active_log_context
from wagtail.models import CollectionViewRestriction, Task, Workflow, WorkflowContentType, WorkflowPage
from wagtail_localize.models import LocaleSynchronization, Translation

from audit.actions import told_here
from audit.domain import record

from .models import SiteDocument, SiteImage

#: Added by several at once, in a chooser, or changed and deleted in bulk; switched off; closed to readers; paired.
HEARD: tuple[type[models.Model], ...] = (
    SiteImage,
    SiteDocument,
    CollectionViewRestriction,
    LocaleSynchronization,
    Task,
    Translation,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
)
#: Written by the site itself, about the file and not about what anybody says of it.
TECHNICAL = frozenset({"file_hash", "file_size", "width", "height"})


def listen() -> None:
    for model in _kinds():
        post_save.connect(_saved, sender=model, dispatch_uid=f"core.unlogged.{model.__name__}")
        post_delete.connect(_deleted, sender=model, dispatch_uid=f"core.unlogged.{model.__name__}")
        told_here(model)


def _kinds() -> Iterator[type[models.Model]]:
    """A signal names the very model: a task is always one of its kinds."""
    return (model for model in apps.get_models() if issubclass(model, HEARD))


def _saved(
    sender: Any,
    instance: models.Model,
    created: bool,
    raw: bool = False,
    update_fields: Iterable[str] | None = None,
    **kwargs: Any,
) -> None:
    if raw or (update_fields is not None and TECHNICAL.issuperset(update_fields)):
        return
    record("core.added" if created else "core.changed", instance, by=_who(), **_switch(instance))


def _deleted(sender: Any, instance: models.Model, **kwargs: Any) -> None:
    record("core.removed", instance, by=_who())


def _who() -> Any:
    return get_active_log_context().user


def _switch(instance: Any) -> dict[str, Any]:
    """Whether it is in use now: a workflow, a task, a translation."""
    for name in ("active", "enabled"):
        if isinstance(getattr(instance, name, None), bool):
            return {"after": "on" if getattr(instance, name) else "off"}
    return {}


@hooks.register("after_bulk_action")
def record_what_no_row_tells(request: HttpRequest, action_type: str, rows: Any, view: Any) -> None:
    """Tags and collections of several pictures or documents are changed past the rows themselves."""
    if action_type == "delete":
        return
    for row in rows:
        if isinstance(row, SiteImage | SiteDocument):
            record("core.changed_together", row, by=request.user, how=action_type)

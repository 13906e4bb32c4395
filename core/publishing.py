"""What must hold before a page goes live, is copied or is previewed, whatever way that is done.

Rooms add their checks once, from ``AppConfig.ready``. Whatever is public is asked again when it is read
(`core.public`): this is where people are told why.

**Where it is asked.** Each of Wagtail's actions has a ``check`` of its own that it calls first, by whatever way it was
come to: a button, the clock, a workflow, the API, a translation. `ask_first` adds ours to it. `BasePage.save` stands
behind it, for what writes a live row without an action (a new page, an alias, wagtail-localize).
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.dispatch import Signal
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.actions.publish_revision import PublishRevisionAction

#: From a page (or a snippet with drafts), with the content in question, to sentences in the language of whoever asks;
#: none when nothing is wrong.
Check = Callable[[Any], Iterable[str]]
#: ``thing``, ``by``: a person was told that it does not go live. Outside the transaction that was undone for it.
refused = Signal()
_to_publish: dict[str, Check] = {}
_to_copy: dict[str, Check] = {}
_to_preview: dict[str, Check] = {}
_to_delete: dict[str, Check] = {}


class NotPublishable(Exception):
    """It does not go live, or is not copied, and ``sentences`` say why. Nothing was changed.

    Not a ``PermissionDenied``: Wagtail's views swallow that one, and lead to the first page without a word.
    """

    def __init__(self, sentences: list[str], thing: Any = None) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences
        self.thing = thing


class NotDeletable(NotPublishable):
    """It stays as it is: refused like what may not go live."""


def require(name: str, check: Check) -> None:
    """Before something goes live."""
    _to_publish[name] = check


def require_to_copy(name: str, check: Check) -> None:
    """Before a copy of a page is made, an alias or a translation of it, be it a draft."""
    _to_copy[name] = check


def require_to_preview(name: str, check: Check) -> None:
    """Before what is not public is shown to those who work on it. The first sentence stands in its place."""
    _to_preview[name] = check


def require_to_delete(name: str, check: Check) -> None:
    """Before a page goes for good, alone or with a page above it."""
    _to_delete[name] = check


def problems_with(page: Any) -> list[str]:
    return _asked(_to_publish, page)


def problems_with_a_preview_of(page: Any) -> list[str]:
    return _asked(_to_preview, page)


def _asked(checks: dict[str, Check], page: Any) -> list[str]:
    return [sentence for check in checks.values() for sentence in check(page)]


def must_be_publishable(page: Any) -> None:
    """Raises `NotPublishable`."""
    if sentences := problems_with(page):
        raise NotPublishable(sentences, page)


def must_be_copyable(page: Any, *, recursive: bool = False) -> None:
    """Raises `NotPublishable`, for a page below it too where those are copied with it."""
    for one in _with_those_below(page) if recursive else [page.specific]:
        if sentences := _asked(_to_copy, one):
            raise NotPublishable(sentences, page)


def must_be_deletable(page: Any) -> None:
    """Raises `NotDeletable`, for a page below it too."""
    for one in _with_those_below(page):
        if sentences := _asked(_to_delete, one):
            raise NotDeletable(sentences, one)


def _with_those_below(page: Any) -> Iterator[Any]:
    yield page.specific
    yield from page.get_descendants().specific()


def ask_first() -> None:
    """Wagtail 7.4 has no other place that all ways pass: the page editor and the API call the actions, not the page,
    and hooks are run by views alone. Delete this when actions can be asked about in one place."""
    for action in (PublishRevisionAction, PublishPageRevisionAction):
        action.check = _asking(action.check, lambda action: must_be_publishable(action.object))
    for action in (CopyPageAction, CreatePageAliasAction):
        action.check = _asking(
            action.check, lambda action: must_be_copyable(action.page, recursive=action.recursive)
        )
    DeletePageAction.check = _asking(DeletePageAction.check, lambda action: must_be_deletable(action.page))


def _asking(check: Callable[..., None], ask: Callable[[Any], None]) -> Callable[..., None]:
    @functools.wraps(check)
    def asked_first(action: Any, *args: Any, **kwargs: Any) -> None:
        check(action, *args, **kwargs)
        ask(action)

    return asked_first

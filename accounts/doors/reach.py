"""Which things somebody may name in an address. What is not theirs is as if it were not there.

Libraries look a thing up by its id first and ask later, or never; their refusals then tell that it exists, and often
its title.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from wagtail.documents.permissions import permission_policy as documents
from wagtail.images.permissions import permission_policy as pictures
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from accounts.kinds import NEEDS, Kind, Reach
from core.public import public

WORK = {"add", "change", "publish", "lock", "unlock", "bulk_delete"}
TOUCH = {"add", "change", "delete", "choose"}


def worked_on(user: Any) -> QuerySet[Page]:
    """Pages that a role of theirs is for."""
    return page_permission_policy.instances_user_has_any_permission_for(user, WORK)


def passed(user: Any) -> QuerySet[Page]:
    """Those, and the pages above them."""
    return page_permission_policy.explorable_instances(user)


def seen(user: Any) -> QuerySet[Page]:
    """Those they work on, and of all others what every reader sees. The root is where choosing begins."""
    return Page.objects.filter(
        Q(depth=1)
        | Q(pk__in=worked_on(user).values("pk"))
        | Q(pk__in=public(Page.objects.all()).values("pk"))
    )


PAGES: dict[Reach, Callable[[Any], QuerySet[Page]]] = {
    Reach.WORKED_ON: worked_on,
    Reach.PASSED: passed,
    Reach.SEEN: seen,
}
#: What a part of an address is called that holds the id of a page, picture or document.
PAGE_PARTS = ("page_id", "parent_page_id", "page_to_move_id", "destination_id", "root_page_id")
IMAGE_PARTS = ("image_id",)
DOCUMENT_PARTS = ("document_id", "doc_id")
#: Kinds in whose addresses ``pk`` (or the first part without a name) is one of those.
PAGE_KINDS = {Kind.PAGE, Kind.TREE, Kind.PAGE_CHOOSER}
IMAGE_KINDS = {Kind.IMAGE, Kind.IMAGE_CHOOSER}
DOCUMENT_KINDS = {Kind.DOCUMENT, Kind.DOCUMENT_CHOOSER}
#: Kinds with forms that say where a page shall go. No other form is read here: a view may have to say first how.
PLACING_KINDS = {*PAGE_KINDS, Kind.PAGE_LIST, Kind.BULK}
#: Fields of forms and queries that hold the id of a page where something shall go, or of one to look from.
DESTINATIONS = ("new_parent_page", "parent_page", "chooser", "parent_page_id", "child_of", "childOf")
#: What can be done to many at once, by the model's label; nothing else can.
BULK: dict[str, Callable[[Any], QuerySet[Any]] | None] = {
    "wagtailcore.page": worked_on,
    "core.siteimage": lambda user: pictures.instances_user_has_any_permission_for(user, TOUCH),
    "core.sitedocument": lambda user: documents.instances_user_has_any_permission_for(user, TOUCH),
    "home.footer": None,  # one permission for all of them: its own view asks for it
}


class Refused(Exception):
    """They may know of what they named, and may not do this with it. The sentence says what to do instead."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


#: Of the rooms above: name of an address → whether this person may ask this there.
_others: dict[str, Callable[[HttpRequest, Mapping[str, Any]], bool]] = {}


def ask_at(*addresses: str, allowed: Callable[[HttpRequest, Mapping[str, Any]], bool]) -> None:
    """``allowed(request, parts)`` is asked at each of these ``addresses``, and may raise `Refused`.

    From ``AppConfig.ready``.
    """
    _others.update(dict.fromkeys(addresses, allowed))


def address_of(request: HttpRequest) -> str:
    """Its name, with those of the namespaces."""
    return request.resolver_match.view_name if request.resolver_match else ""


def within_reach(request: HttpRequest, kind: Kind, args: tuple[Any, ...], parts: Mapping[str, Any]) -> bool:
    """Whether everything that the request names is something this person may know of."""
    user = request.user
    address = address_of(request)
    return (
        _all(user, PAGES[NEEDS[kind].reach], _named(kind, PAGE_KINDS, PAGE_PARTS, args, parts))
        and _all(user, pictures_of, _named(kind, IMAGE_KINDS, IMAGE_PARTS, args, parts))
        and _all(user, documents_of, _named(kind, DOCUMENT_KINDS, DOCUMENT_PARTS, args, parts))
        and (kind not in PLACING_KINDS or _destinations(request))
        and (kind != Kind.PAGE_CHOOSER or _all(user, seen, _sent(request, "id")))
        and (kind != Kind.BULK or _bulk(request, parts))
        and (address not in _others or _others[address](request, parts))
    )


def pictures_of(user: Any) -> QuerySet[Any]:
    return pictures.instances_user_has_any_permission_for(user, TOUCH)


def documents_of(user: Any) -> QuerySet[Any]:
    return documents.instances_user_has_any_permission_for(user, TOUCH)


def _named(
    kind: Kind, kinds: set[Kind], names: tuple[str, ...], args: tuple[Any, ...], parts: Mapping[str, Any]
) -> list[Any]:
    ids = [parts[name] for name in names if name in parts]
    if kind in kinds:
        ids += [parts["pk"]] if "pk" in parts else []
        ids += args[:1]
    return ids


def _sent(request: HttpRequest, name: str) -> list[str]:
    return [value for data in (request.GET, request.POST) for value in data.getlist(name) if value]


def _destinations(request: HttpRequest) -> bool:
    ids = [value for name in DESTINATIONS for value in _sent(request, name)]
    # `child_of=root` is the API's name for the root.
    return _all(request.user, seen, [value for value in ids if value != "root"])


def _bulk(request: HttpRequest, parts: Mapping[str, Any]) -> bool:
    label = f"{parts['app_label']}.{parts['model_name']}".lower()
    if label not in BULK:
        return False
    mine, ids = BULK[label], _sent(request, "id")
    if mine is None:
        return True
    if "all" not in ids:
        return _all(request.user, mine, ids)
    # Wagtail takes all that is below a page, and lists the titles of those that may not be touched.
    below = _sent(request, "childOf")
    return label != "wagtailcore.page" or (bool(below) and _all(request.user, mine, below))


def _all(user: Any, mine: Callable[[Any], QuerySet[Any]], ids: Iterable[Any]) -> bool:
    """Also false for what is no id at all. Without any, nothing is looked up."""
    wanted = {str(one) for one in ids}
    if not wanted:
        return True
    if not all(one.isascii() and one.isdigit() and len(one) < 16 for one in wanted):
        return False
    return mine(user).filter(pk__in={int(one) for one in wanted}).count() == len({int(one) for one in wanted})

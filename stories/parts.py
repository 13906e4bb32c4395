"""On the private page of the person: a version of their story that waits for their yes."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from consent.domain import Refused
from consent.enums import Channel, Party
from consent.models import TakeBackKey
from consent.taking_back.parts import Part, register

from . import domain
from .look import as_published
from .models import FinalVersion


def content(key: TakeBackKey, request: HttpRequest) -> dict[str, Any] | None:
    waiting = []
    for version in domain.waiting_for(key.subject, Party(key.party)):
        story = domain.as_shown(version)
        if story is None:
            continue
        current = domain.is_current(version)
        waiting.append(
            {"version": version, "current": current, "look": as_published(story, request) if current else ""}
        )
    return {"versions": waiting} if waiting else None


def act(key: TakeBackKey, data: QueryDict, request: HttpRequest) -> str:
    """Raises `consent.domain.Refused`: also for a version that is not theirs, in the words of one that is not there."""
    number, said = data.get("version", ""), data.get("said", "")
    version = None
    if number.isascii() and number.isdecimal() and len(number) < 10:
        version = FinalVersion.objects.filter(pk=int(number), subject_id=key.subject_id).first()
    if version is None:
        raise Refused("not_there", _("This version is not there. Look at what waits for you now."))
    if said not in {"yes", "no"}:
        raise Refused("nothing_said", _("Choose whether it may be published or not."))
    domain.answer(version, said == "yes", party=Party(key.party), channel=Channel.LINK)
    if said == "yes":
        return _("Thank you. This version, and no other, may now be published.")
    return _("Thank you for telling us. It is not published like this, and we will talk to you about it.")


# First of all parts: before they decide on anything else they read what is asked of them.
register(Part("stories-final-version", 10, "stories/my_story_version.html", content, act))

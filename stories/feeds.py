"""The feed of a list of stories (RFC 4287), for readers' programs and for sites that point to ours.

Whoever fetches it may keep what it holds, so it holds little: title, what the story contains, who tells it, summary. No
picture, and nothing of the story itself. Only stories whose consent allows feeds.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from django.conf import settings
from django.http import HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from core import locales
from core.public import Place

if TYPE_CHECKING:
    from .models import StoryIndexPage, StoryPage

#: What follows the address of the list.
FEED = "stories.atom"
#: The newest; a program that missed more finds them in the list.
MOST = 50
#: What XML cannot hold, however it is written.
NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def address_of(index: StoryIndexPage) -> str:
    return f"{index.url}{FEED}" if index.url else ""


def answer(index: StoryIndexPage) -> HttpResponse:
    return HttpResponse(as_atom(index), content_type="application/atom+xml; charset=utf-8")


def in_feed(index: StoryIndexPage) -> list[StoryPage]:
    """An alias is left out: its words are in the feed of its own language."""
    from .models import StoryPage  # noqa: PLC0415 -- they have their feed from here

    stories = StoryPage.objects.child_of(index).filter(alias_of=None).public(Place.FEED)
    return list(stories.order_by("-first_published_at", "-pk")[:MOST])


def as_atom(index: StoryIndexPage) -> str:
    code = locales.code_of(index.locale_id)
    feed = Atom1Feed(
        title=_plain(index.title),
        link=f"{settings.SITE_URL}{index.url}",
        feed_url=f"{settings.SITE_URL}{address_of(index)}",
        feed_guid=_id(index.translation_key, code),
        description="",
        subtitle=_plain(index.introduction),
        language=code,
        author_name=_("Missing Children’s Day"),
    )
    for story in in_feed(index):
        feed.add_item(
            title=_plain(story.title),
            link=f"{settings.SITE_URL}{story.url}",
            description=_summary(story),
            unique_id=_id(story.translation_key, code),
            author_name=_plain(story.told_by) or None,
            pubdate=story.first_published_at,
            updateddate=_changed(story),
        )
    written: str = feed.writeString("utf-8")
    return written


def _summary(story: StoryPage) -> str:
    """What it contains comes first, as everywhere."""
    sentences = [_("What it contains: %(note)s") % {"note": story.content_note}]
    if story.composite:
        sentences.append(_("Put together from several people’s experiences. It shows no single person."))
    if story.summary:
        sentences.append(story.summary)
    return _plain("\n\n".join(sentences))


def _changed(story: StoryPage) -> datetime | None:
    changed: datetime | None = story.last_published_at or story.first_published_at
    return changed


def _id(key: UUID, code: str) -> str:
    """Stays when an address changes. One a language: a program must not take a translation for a new version."""
    return f"urn:uuid:{uuid5(key, code)}"


def _plain(text: str) -> str:
    return NOT_XML.sub("", text)

"""The only code that writes an event besides its editors."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from audit.domain import record
from audit.models import Record
from edge.content_version import bump_on_commit

from .models import EventPage, SpokenLanguage

FACTS = tuple(field.attname for field in EventPage._meta.concrete_fields if field.name in EventPage.FACTS)
CARRIED = (*FACTS, "starts_at", "ends_at")


def original_of(event: EventPage) -> EventPage | None:
    """The version written first among the published ones.

    Not among those a reader may see: an original whose language is not offered yet, or that is kept for some, still
    says where children attend, and its translations must not stop to.
    """
    published = EventPage.objects.filter(translation_key=event.translation_key, live=True, alias_of=None)
    original: EventPage | None = published.order_by("pk").first()
    return original


def take_facts_of_the_original(event: EventPage) -> None:
    """For a translation that is about to be saved: not for a moment may it show the facts it was begun with."""
    original = original_of(event)
    if original is None or (event.pk is not None and event.pk <= original.pk):
        return
    for name in FACTS:
        setattr(event, name, getattr(original, name))


def one_set_of_facts(event: EventPage) -> int:
    """Make every language say what the original says about date, place and status. Returns how many did not.

    A translation is published when its translator is ready; that an event is cancelled cannot wait for that. Words
    are left alone.
    """
    with transaction.atomic():
        original = original_of(event)
        if original is None:
            return 0
        facts = {name: getattr(original, name) for name in CARRIED}
        others = EventPage.objects.filter(translation_key=event.translation_key).exclude(pk=original.pk)
        differing = [
            other for other in others if any(getattr(other, name) != value for name, value in facts.items())
        ]
        if differing:
            EventPage.objects.filter(pk__in=[other.pk for other in differing]).update(**facts)
            for other in differing:
                record("events.facts_carried", other, before=other.status, after=original.status)
                other.languages = original.languages
                SpokenLanguage.note(other)
            bump_on_commit()
    return len(differing)


def note_status(event: EventPage, user: Any) -> None:
    """Record what readers are told from now on, unless it is what they were told before: the log itself knows that."""
    told = Record.objects.filter(
        object_type=event._meta.label_lower,
        object_id=str(event.pk),
        action__in=["events.status_changed", "events.facts_carried"],
    )
    before = told.order_by("-pk").values_list("after", flat=True).first() or ""
    if before != event.status:
        record("events.status_changed", event, by=user, before=before, after=event.status)

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from wagtail.signals import page_published

from .domain import note_status, one_set_of_facts
from .models import EventPage


@receiver(page_published, sender=EventPage)
def facts_are_the_same_in_every_language(sender: type, instance: EventPage, **kwargs: Any) -> None:
    """Whichever version was published: a translation may bring facts of the day on which it was begun."""
    one_set_of_facts(instance)


@receiver(page_published, sender=EventPage)
def a_change_of_status_is_recorded(
    sender: type, instance: EventPage, revision: Any = None, **kwargs: Any
) -> None:
    """An alias says what its original says, and has no status of its own."""
    if instance.alias_of_id is None:
        note_status(instance, revision.user if revision is not None else None)

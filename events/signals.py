from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from wagtail.signals import page_published

from .domain import one_set_of_facts
from .models import EventPage


@receiver(page_published, sender=EventPage)
def facts_are_the_same_in_every_language(sender: type, instance: EventPage, **kwargs: Any) -> None:
    """Whichever version was published: a translation may bring facts of the day on which it was begun."""
    one_set_of_facts(instance)

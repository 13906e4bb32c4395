from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from wagtail.signals import page_published

from consent.signals import consent_changed

from .models import StoryPage
from .story_files import note_files
from .take_down import take_down


@receiver(consent_changed)
def taken_back_is_taken_down(sender: type, subject_id: Any, **kwargs: Any) -> None:
    take_down(subject_id)


@receiver(page_published, sender=StoryPage)
def its_files_are_theirs(sender: type, instance: StoryPage, **kwargs: Any) -> None:
    note_files(instance)

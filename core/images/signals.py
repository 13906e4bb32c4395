"""A picture that goes takes every public copy along."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from .models import SiteImage
from .renditions import delete_copies


@receiver(post_delete, sender=SiteImage)
def drop_copies(sender: type[SiteImage], instance: SiteImage, **kwargs: Any) -> None:
    name = instance.file.name
    transaction.on_commit(lambda: delete_copies(name), robust=True)

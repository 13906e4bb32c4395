"""What core does when something is saved."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver

from .models import SiteImage
from .tasks import make_renditions_of


@receiver(post_save, sender=SiteImage)
def make_public_sizes(sender: type, instance: SiteImage, raw: bool = False, **kwargs: Any) -> None:
    """Sizes are made by the worker, so that no reader waits for them. A page that comes first makes its own."""
    if not raw:
        transaction.on_commit(lambda: make_renditions_of.enqueue(instance.pk))

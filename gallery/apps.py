from typing import Any
from uuid import UUID

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GalleryConfig(AppConfig):
    name = "gallery"
    verbose_name = _("Drawings")

    def ready(self) -> None:
        from consent.signals import consent_changed
        from edge import media
        from edge.content_version import watch

        from .models import Award, Competition
        from .withheld import is_withheld

        media.withhold("gallery", is_withheld)
        watch(Award, Competition)
        consent_changed.connect(_consent_changed, dispatch_uid="gallery")


def _consent_changed(sender: object, subject_id: UUID, **kwargs: Any) -> None:
    """Nobody finds a drawing without its consent; unless it is only paused, its public files have to go as well."""
    from .domain import hide_without_consent
    from .models import Entry

    for entry in Entry.objects.filter(subject_id=subject_id):
        hide_without_consent(entry)

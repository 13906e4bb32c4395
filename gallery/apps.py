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
        from schools.signals import school_turned_away

        from . import checks  # noqa: F401 -- it registers itself
        from .models import Award, Competition
        from .withheld import is_withheld

        media.withhold("gallery", is_withheld)
        watch(Award, Competition)
        consent_changed.connect(_consent_changed, dispatch_uid="gallery")
        school_turned_away.connect(_school_turned_away, dispatch_uid="gallery")


def _consent_changed(sender: object, subject_id: UUID, **kwargs: Any) -> None:
    """Nobody finds a drawing without its consent; unless it is only paused, its files have to go as well."""
    from .domain import follow_consent
    from .models import Entry

    for entry in Entry.objects.filter(subject_id=subject_id):
        follow_consent(entry)


def _school_turned_away(sender: object, school_id: int, **kwargs: Any) -> None:
    from .domain import hide_of_no_school
    from .enums import State
    from .models import Entry

    for entry in Entry.objects.filter(batch__school=school_id, state=State.PUBLISHED):
        hide_of_no_school(entry)

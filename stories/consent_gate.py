"""Which stories a reader may see: derived from the consent at every query, never from a stored flag."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q
from wagtail_localize.models import Translation

from consent.domain import in_force
from consent.enums import Scope

from .models import StoryPage


def only_with_consent_in_force() -> Q:
    """A condition on pages of any type. A story in another language than its own needs the scope for translations."""
    translated = Exists(
        Translation.objects.filter(
            source__object_id=OuterRef("translation_key"), target_locale_id=OuterRef("locale_id")
        )
    )
    allowed = StoryPage.objects.filter(subject__in=in_force(Scope.SITE)).filter(
        Q(subject__in=in_force(Scope.TRANSLATIONS)) | ~translated
    )
    return ~Q(pk__in=StoryPage.objects.exclude(pk__in=allowed.values("pk")).values("pk"))

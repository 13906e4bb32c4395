"""Which stories a reader may see: derived from the consent, never from a stored flag.

Asked anew whenever anything that readers see changes, and on every new day: consent ends at a date.
"""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q
from wagtail_localize.models import Translation

from consent.domain import in_force
from consent.enums import Scope
from edge.memo import memoised_per_version

from .models import StoryPage


def only_with_consent_in_force() -> Q:
    """A condition on pages of any type. A story in another language than its own needs the scope for translations."""
    return ~Q(content_type=ContentType.objects.get_for_model(StoryPage)) | Q(pk__in=_allowed())


@memoised_per_version
def _allowed() -> tuple[int, ...]:
    translated = Exists(
        Translation.objects.filter(
            source__object_id=OuterRef("translation_key"), target_locale_id=OuterRef("locale_id")
        )
    )
    allowed = StoryPage.objects.filter(subject__in=in_force(Scope.SITE)).filter(
        Q(subject__in=in_force(Scope.TRANSLATIONS)) | ~translated
    )
    return tuple(allowed.values_list("pk", flat=True))

"""What translators worked with. No PO file is kept on the server: each is made when asked for, and read as it comes."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
    SegmentOverride,
    String,
    StringSegment,
    StringTranslation,
    Template,
    TemplateSegment,
    TranslatableObject,
    TranslationContext,
    TranslationSource,
)

from consent.erasure.registry import Eraser, Reached, register
from consent.erasure.traces import Traces

SEGMENTS = (OverridableSegment, RelatedObjectSegment, StringSegment, TemplateSegment)


def _find(traces: Traces) -> int:
    keys = traces.of_model(TranslatableObject)
    held = (_sources(keys), _translations(keys), _overrides(keys), _left_over(keys))
    return sum(rows.count() for rows in held)


def _erase(traces: Traces) -> Reached:
    keys = traces.of_model(TranslatableObject)
    count = _find(traces)
    for model in SEGMENTS:
        model.objects.filter(source__object_id__in=keys).delete()
        model.objects.filter(context__object_id__in=keys).delete()
    _translations(keys).delete()
    _overrides(keys).delete()
    TranslationContext.objects.filter(object_id__in=keys).delete()
    _sources(keys).delete()
    TranslatableObject.objects.filter(pk__in=keys).delete()
    _left_over([]).delete()
    Template.objects.filter(segments=None).delete()
    return Reached(count)


def _sources(keys: list[str]) -> Any:
    """With them go the translations that were asked for, and their log."""
    return TranslationSource.objects.filter(object_id__in=keys)


def _translations(keys: list[str]) -> Any:
    return StringTranslation.objects.filter(context__object_id__in=keys)


def _overrides(keys: list[str]) -> Any:
    return SegmentOverride.objects.filter(context__object_id__in=keys)


def _left_over(keys: list[str]) -> Any:
    """Texts that stand on no page but these and have no translation but theirs.

    Those of no page at all are among them: a text that was changed before it was translated is kept by the library,
    and nothing tells any more on whose page it stood.
    """
    elsewhere = StringSegment.objects.filter(string=OuterRef("pk")).exclude(source__object_id__in=keys)
    otherwise = StringTranslation.objects.filter(translation_of=OuterRef("pk")).exclude(
        pk__in=_translations(keys).values("pk")
    )
    return String.objects.filter(~Exists(elsewhere), ~Exists(otherwise))


register(
    Eraser("translations", _("texts for translators and their translations"), _find, _erase),
)

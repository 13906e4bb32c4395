"""Pages for tests: any type, anywhere it may stand, as full as its blocks can make it."""

from __future__ import annotations

import itertools
from datetime import date
from typing import Any

from django.apps import apps
from wagtail.fields import StreamField
from wagtail.models import Page

from core.models import BasePage
from gallery.models import Competition
from gallery.tests.factories import CompetitionFactory, PartnerFactory
from partners.models import Partner
from stories.models import StoryPage
from stories.tests.agreeing import agree_to_the_draft

_numbers = itertools.count(1)

EXAMPLES = {"year": 2027, "zone": "Europe/Vilnius", "start_date": date(2027, 5, 25)}


def page_types() -> list[type[BasePage]]:
    """Every page type that the site has, found and not listed, so that a new one is covered unasked."""
    return sorted(
        (model for model in apps.get_models() if issubclass(model, BasePage)),
        key=lambda model: model._meta.label,
    )


def build(model: type[Page], parent: Page, **fields: Any) -> Any:
    """A published page below ``parent``; required texts that are not given are filled with the field's own name."""
    number = next(_numbers)
    fields.setdefault("title", f"{model._meta.verbose_name} {number}")
    fields.setdefault("slug", f"{model._meta.model_name}-{number}")
    for field in model._meta.concrete_fields:
        optional = field.blank or field.has_default() or not field.editable or field.primary_key
        if not optional and field.name not in fields and field.model not in Page.__mro__:
            fields[field.name] = _needed(field, number)
    if issubclass(model, StoryPage):
        fields.setdefault("pictures_checked", True)
    page = model(locale=parent.locale, **fields)
    parent.add_child(instance=page)
    revision = page.save_revision()
    if isinstance(page, StoryPage):
        agree_to_the_draft(page)
    revision.publish()
    page.refresh_from_db()
    return page


def _needed(field: Any, number: int) -> Any:
    """Something that a required field takes."""
    if field.choices:
        return field.choices[0][0]
    if field.name in EXAMPLES:
        return EXAMPLES[field.name]
    if field.related_model is Competition:
        return CompetitionFactory.create()
    if field.related_model is Partner:
        return PartnerFactory.create(name=f"Example Centre {number}")
    return f"{field.verbose_name} {number}"


def place_for(model: type[Page], home: Page) -> Page:
    """A parent below which ``model`` may stand, made with all that is above it."""
    allowed = model.clean_parent_page_models()
    if type(home) in allowed:
        return home
    parent_model = next(parent for parent in allowed if parent is not model)
    existing = parent_model.objects.descendant_of(home).first()
    return existing or build(parent_model, place_for(parent_model, home))


def filled_streams(model: type[Page]) -> dict[str, Any]:
    """For each stream of ``model``, one of every block, holding the block's own preview value."""
    streams = {}
    for field in model._meta.concrete_fields:
        if isinstance(field, StreamField):
            block = field.stream_block
            streams[field.name] = block.to_python(
                [
                    {"type": name, "value": child.get_prep_value(child.get_preview_value())}
                    for name, child in block.child_blocks.items()
                ]
            )
    return streams

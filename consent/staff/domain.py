"""What a keeper writes down of a person besides the consent: what they are called here, and how they are reached."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from audit.addresses import masked
from audit.domain import record as write_down
from audit.sealed import Unreadable, seal, unseal

from ..domain import Refused
from ..models import Subject

#: One sign can stand in any text by chance, and a page that holds a label is refused.
SHORTEST_LABEL = 2


def add_subject(label: str, language: str, contact: str = "", *, by: Any) -> Subject:
    """Raises ``ValidationError`` by field."""
    subject = Subject(label=label.strip(), language=language)
    subject.contact = _sealed(contact)
    _check(subject)
    with transaction.atomic():
        subject.save()
        write_down("core.added", subject, by=by)
    return subject


def change_subject(
    subject: Subject, *, by: Any, label: str, language: str, contact: str = "", forget_contact: bool = False
) -> None:
    """``contact``: a new address; empty leaves the one that is kept, unless it is to be forgotten.

    Raises ``ValidationError`` by field, `Refused` for somebody who was erased: nothing is written about them again.
    """
    with transaction.atomic():
        kept = Subject.objects.select_for_update().get(pk=subject.pk)
        if kept.erased_at:
            raise Refused("erased", _("Everything about this person was erased. Begin anew."))
        said = {"label": label.strip(), "language": language, "contact": kept.contact}
        if forget_contact:
            said["contact"] = ""
        if contact:
            said["contact"] = _sealed(contact)
        changed: dict[str, Any] = {
            f"field.{name}": True for name, value in said.items() if getattr(kept, name) != value
        }
        for name, value in said.items():
            setattr(kept, name, value)
        _check(kept)
        if changed:
            kept.save(update_fields=list(said))
            write_down("core.changed", kept, by=by, **changed)


def contact_of(subject: Subject) -> str:
    """Their address; nothing when there is none, or none that we can still read."""
    try:
        return unseal(subject.contact) if subject.contact else ""
    except Unreadable:
        return ""


def masked_contact(subject: Subject) -> str:
    """Enough for a keeper who knows it."""
    contact = contact_of(subject)
    return masked(contact) if contact else ""


def _sealed(contact: str) -> str:
    if not contact:
        return ""
    try:
        validate_email(contact)
    except ValidationError as wrong:
        raise ValidationError({"contact": wrong.messages}) from None
    return seal(contact)


def _check(subject: Subject) -> None:
    if len(subject.label) < SHORTEST_LABEL:
        raise ValidationError(
            {
                "label": _(
                    "At least two signs, and no everyday word: no page may hold it, so that nobody is named by mistake."
                )
            }
        )
    subject.full_clean(exclude=["contact"])

"""The texts that people agree to: ours as shipped, and whatever a keeper wrote since. Never changed, only followed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from audit.domain import record as write_down

from .enums import TextName
from .models import ConsentText

#: ``shipped/<name>.<language>.txt``, the first version of each.
SHIPPED = Path(__file__).parent / "shipped"


def current(name: TextName, language: str) -> ConsentText:
    """The newest version in a language. Raises ``ValidationError`` where there is none: nobody agrees to what they
    cannot read."""
    newest = ConsentText.objects.filter(name=name, language=language).order_by("-version").first()
    if newest is None:
        raise ValidationError({"text": _("There is no text to agree to in this language yet.")})
    return newest


def newest_versions() -> QuerySet[ConsentText]:
    """One of each: what people are asked to read now."""
    later = ConsentText.objects.filter(
        name=OuterRef("name"), language=OuterRef("language"), version__gt=OuterRef("version")
    )
    return ConsentText.objects.filter(~Exists(later))


def write(name: TextName, language: str, words: str, *, after: int, by: Any = None) -> ConsentText:
    """The next version. ``after``: the version that its writer had before them, 0 when there was none.

    Raises ``ValidationError`` by field: for nothing written, for what stands there already, and when somebody else was
    quicker. What was agreed to before stays what it was.
    """
    words = words.replace("\r\n", "\n").strip()
    if not words:
        raise ValidationError({"text": _("Write what people are to read before they agree.")})
    latest = ConsentText.objects.filter(name=name, language=language).order_by("-version").first()
    if (latest.version if latest else 0) != after:
        raise _overtaken()
    if latest and latest.text == words:
        raise ValidationError({"text": _("This is word for word the version that people read now.")})
    text = ConsentText(name=name, language=language, version=after + 1, text=words)
    try:
        with transaction.atomic():
            text.save()
            write_down("consent.text_written", text, by=by, after=f"{name}.{language}.{text.version}".lower())
    except IntegrityError:
        raise _overtaken() from None
    return text


def _overtaken() -> ValidationError:
    return ValidationError(
        {"text": _("Somebody else wrote a version meanwhile. Read it first; what you wrote is still here.")}
    )


def ship(**kwargs: Any) -> None:
    """After migrations: what is shipped is there to be agreed to. What is there already stays as it is."""
    for path in sorted(SHIPPED.glob("*.txt")):
        name, language = path.stem.split(".")
        if not ConsentText.objects.filter(name=name, language=language).exists():
            text = path.read_text(encoding="utf-8").strip()
            ConsentText(name=name, language=language, version=1, text=text).save()

"""A letter as it is read: the templates ``mail/<letter>.txt`` and, where a room has one, ``mail/<letter>.html``.

The first line of the text is the subject. It is made without the context, so that nothing of a person can stand in it:
subjects are read by every server on the way, and on a locked telephone.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.template import Context, TemplateDoesNotExist, engines
from django.template.base import Template
from django.utils import translation
from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

MAIL = "mail"


@dataclass(frozen=True)
class Rendered:
    subject: str
    text: str
    html: str


def must_exist(letter: str) -> None:
    """Raises ``TemplateDoesNotExist``."""
    _template(f"{letter}.txt")


def subject_of(letter: str) -> str:
    """What a letter is called, in the language that is active."""
    return _subject(_template(f"{letter}.txt"))


def render(letter: str, language: str, context: dict[str, Any]) -> Rendered:
    with translation.override(language):
        template = _template(f"{letter}.txt")
        subject = _subject(template)
        filled = {**_of_the_site(), **context}
        _first_line, _newline, text = _as_text(template, filled).partition("\n")
        text = text.strip()
        return Rendered(subject, f"{text}\n\n-- \n{_signature()}\n", _html(letter, subject, text, filled))


def _template(name: str) -> Template:
    wrapped: Any = engines["django"].get_template(f"{MAIL}/{name}")
    template: Template = wrapped.template
    return template


def _subject(template: Template) -> str:
    return _as_text(template, _of_the_site()).partition("\n")[0].strip()


def _as_text(template: Template, context: dict[str, Any]) -> str:
    """Nothing is escaped: this is no HTML, whatever Django thinks of all templates."""
    return template.render(Context(context, autoescape=False)).lstrip()


def _of_the_site() -> dict[str, Any]:
    return {"site_name": settings.WAGTAIL_SITE_NAME, "site_url": settings.SITE_URL}


def _signature() -> str:
    return f"{settings.WAGTAIL_SITE_NAME}\n{settings.SITE_URL}"


def _html(letter: str, subject: str, text: str, context: dict[str, Any]) -> str:
    language = translation.get_language() or settings.LANGUAGE_CODE
    frame = {
        "subject": subject,
        "language": language,
        "direction": "rtl" if translation.get_language_bidi() else "ltr",
    }
    try:
        template = _template(f"{letter}.html")
    except TemplateDoesNotExist:
        template = _template("from_text.html")
        context = {**context, "paragraphs": [_paragraph(part) for part in text.split("\n\n")]}
    return template.render(Context({**context, **frame}))


def _paragraph(text: str) -> SafeString:
    """A line that is an address of this site becomes a link, and nothing else does: whoever is called
    ``https://…`` must not be able to put a link into our letters."""
    lines = []
    for line in text.strip().splitlines():
        shown = escape(line.strip())
        ours = line.strip().startswith(f"{settings.SITE_URL}/") and " " not in line.strip()
        lines.append(
            f'<a href="{shown}" style="color:#1c3f94"><bdi dir="ltr">{shown}</bdi></a>' if ours else shown
        )
    return mark_safe("<br>\n".join(lines))


# --- What a letter is filled with, while it waits -----------------------------------------------------------------
def pack(context: dict[str, Any]) -> str:
    """Plain values only, and times, which are written in the reader's way when the letter is made.

    Raises ``TypeError`` for anything else, text that is not yet translated included: it would be in the language of
    whoever caused the letter, not of whoever gets it.
    """
    return json.dumps(context, cls=_Encoder)


def unpack(packed: str) -> dict[str, Any]:
    context: dict[str, Any] = json.loads(packed, object_hook=_with_times)
    return context


class _Encoder(DjangoJSONEncoder):
    def default(self, o: Any) -> Any:
        if isinstance(o, datetime):
            return {"$time": o.isoformat()}
        if isinstance(o, date):
            return {"$day": o.isoformat()}
        if isinstance(o, Promise):
            raise TypeError(
                "a letter is filled with plain values, not with text that is still to be translated"
            )
        return super().default(o)


def _with_times(read: dict[str, Any]) -> Any:
    if read.keys() == {"$time"}:
        return datetime.fromisoformat(read["$time"])
    if read.keys() == {"$day"}:
        return date.fromisoformat(read["$day"])
    return read

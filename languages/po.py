"""PO files of pages: written for translators, read back with every mistake named by its line."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

import polib
from django.utils.translation import gettext as _
from wagtail_localize.models import StringSegment, TranslationSource

#: What must come through a translation unchanged: placeholders, and the tags that wagtail-localize puts for markup.
TOKENS = re.compile(r"%\(\w+\)[sd]|\{\w+\}|</?[a-z][a-z0-9]*(?: id=\"a\d+\")?\s*/?>")


@dataclass(frozen=True)
class Problem:
    """``line`` counts from 1 in the file; 0 when the file lacks the entry altogether."""

    line: int
    sentence: str

    def __str__(self) -> str:
        return _("Line %(line)s: %(sentence)s") % {"line": self.line, "sentence": self.sentence}


class Refused(Exception):
    """A PO file that would leave a page half translated. Nothing of it was stored."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def template(source: TranslationSource) -> polib.POFile:
    """An empty PO of all that is to be translated, in page order, with no id of any installation in it."""
    po = polib.POFile(wrapwidth=110)
    po.metadata = {"MIME-Version": "1.0", "Content-Type": "text/plain; charset=utf-8"}
    for path, text in segments(source):
        po.append(polib.POEntry(msgctxt=path, msgid=text, msgstr=""))
    return po


def segments(source: TranslationSource) -> list[tuple[str, str]]:
    return [
        (segment.context.path, segment.string.data)
        for segment in StringSegment.objects.filter(source=source)
        .select_related("context", "string")
        .order_by("order")
    ]


def read(text: str) -> polib.POFile:
    """Raises ``Refused`` for what is not a PO file."""
    try:
        return polib.pofile(text)
    except (OSError, ValueError, UnicodeDecodeError) as error:
        line = re.search(r"line (\d+)", str(error))
        raise Refused([Problem(int(line[1]) if line else 1, _("This is not a PO file."))]) from error


def check(po: polib.POFile, source: TranslationSource) -> None:
    """Raises ``Refused`` unless ``po`` translates every string of ``source``, no other, and keeps its tokens."""
    wanted = Counter(segments(source))
    problems = []
    for entry in po:
        if entry.obsolete:
            continue
        key = (entry.msgctxt or "", entry.msgid)
        if not wanted[key]:
            problems.append(
                Problem(
                    entry.linenum, _("“%(text)s” is not a text of this page.") % {"text": _short(entry.msgid)}
                )
            )
            continue
        wanted[key] -= 1
        if not entry.msgstr.strip() or entry.fuzzy:
            problems.append(
                Problem(entry.linenum, _("“%(text)s” is not translated.") % {"text": _short(entry.msgid)})
            )
        elif Counter(TOKENS.findall(entry.msgid)) != Counter(TOKENS.findall(entry.msgstr)):
            problems.append(
                Problem(
                    entry.linenum,
                    _("The translation of “%(text)s” lost or changed a placeholder.")
                    % {"text": _short(entry.msgid)},
                )
            )
    problems += [
        Problem(0, _("“%(text)s” is missing from the file.") % {"text": _short(text)})
        for (path, text), left in wanted.items()
        for time in range(left)
    ]
    if problems:
        raise Refused(problems)


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"

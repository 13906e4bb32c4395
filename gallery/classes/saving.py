"""Saving what was typed for many drawings at once: what is wrong with one never loses what was typed for another."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from consent.enums import Scope
from schools.models import Contact

from .. import domain
from ..models import Batch, Entry, Slip
from ..seen import OPEN_TO_SCHOOL, seen_by_school
from ..staff.forms import NOT_WHOLE
from . import rows
from .forms import FactsPart, SlipPart

VERSION = "-version"
#: The forms of one drawing as they were filled in, and what is wrong. Of what is sent there are none.
Kept = tuple[FactsPart | None, SlipPart | None, str]


@dataclass
class Result:
    """``kept``: what could not be saved, as it was typed, by the drawing's key."""

    saved: int = 0
    kept: dict[int, Kept] = field(default_factory=dict)
    status: int = 409


def save_all(batch: Batch, posted: QueryDict, contact: Contact) -> Result:
    named = [name.removesuffix(VERSION) for name in posted if name.endswith(VERSION) and "\x00" not in name]
    entries = list(rows.drawings_of(batch).filter(public_id__in=named[: rows.ON_A_PAGE]))
    slips, given = list(batch.slips.all()), rows.scopes_of(entries)
    result = Result()
    for entry in entries:
        if seen_by_school(entry) not in OPEN_TO_SCHOOL:
            # Answered before anything is compared with how the drawing stands now: that may have changed unseen.
            result.kept[entry.pk], result.status = (None, None, _sent()), 422
            continue
        facts = FactsPart(posted, entry=entry)
        paper = SlipPart(posted, entry=entry, given=given[entry.subject_id], slips=slips)
        if not (facts.says_something_new or paper.says_something_new):
            continue
        problem = _save(entry, facts, paper, contact, given[entry.subject_id])
        if not problem and facts.is_valid() and (not paper.says_something_new or paper.is_valid()):
            result.saved += 1
            continue
        if problem != _overtaken():
            result.status = 422
        result.kept[entry.pk] = _with_what_was_typed(entry, posted, slips, problem, paper.says_something_new)
    return result


def _save(entry: Entry, facts: FactsPart, paper: SlipPart, contact: Contact, given: set[str]) -> str:
    """The sentence that says why not; empty when all of it is saved, or what is wrong stands beside a field.

    The words and the paper are two things: one is saved though the other is not right yet.
    """
    says_right = facts.is_valid()
    if "version" in facts.errors:
        return str(NOT_WHOLE)
    try:
        entry_is_as_seen(entry, facts.cleaned_data["version"])
        if says_right and facts.says_something_new:
            domain.put_right(entry, facts.facts(), contact=contact, version=entry.version)
        if paper.says_something_new and paper.is_valid():
            domain.attest(
                entry,
                paper.cleaned_data["slip"],
                paper.scopes_given,
                contact=contact,
                version=entry.version,
            )
        elif says_right and "band" in facts.changed_data and entry.slip is not None:
            # The age stands in the consent as well.
            domain.attest(entry, entry.slip, _scopes(given), contact=contact, version=entry.version)
    except domain.Overtaken:
        return _overtaken()
    except domain.Refused as refused:
        return refused.sentence
    except ValidationError as wrong:
        return " ".join(wrong.messages)
    return ""


def _scopes(given: set[str]) -> list[Scope]:
    return [scope for scope in Scope if scope.value in given]


def entry_is_as_seen(entry: Entry, version: int) -> None:
    """What only the machine did since the form was made is no reason to refuse what was typed.

    Raises `domain.Overtaken`.
    """
    if entry.version == version:
        return
    by_machine = entry.decisions.filter(entry_version__gt=version, by=None, by_contact=None).count()
    if not by_machine or entry.version != version + by_machine:
        raise domain.Overtaken


def _sent() -> str:
    return _("This drawing has been sent. What is said of it stays as it is.")


def _overtaken() -> str:
    return _("Somebody else has changed this drawing in the meantime. Save again to keep what you typed.")


def _with_what_was_typed(
    entry: Entry, posted: QueryDict, slips: list[Slip], problem: str, says_of_paper: bool
) -> Kept:
    """The forms once more, against how the drawing stands now."""
    now = rows.drawings_of(entry.batch, also_gone=True).get(pk=entry.pk)
    if seen_by_school(now) not in OPEN_TO_SCHOOL:
        return None, None, _sent()
    typed = posted.copy()
    typed[f"{entry.public_id}{VERSION}"] = str(now.version)
    given = rows.scopes_of([now])[now.subject_id]
    paper = SlipPart(typed if says_of_paper else None, entry=now, given=given, slips=slips)
    return FactsPart(typed, entry=now), paper, problem

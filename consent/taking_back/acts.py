"""What can be pressed on the private page. Each returns what the page says on top, and never shows somebody an error
page: pressed twice, or on a page that is out of date, it says how things are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from audit.models import Record
from core import clock

from .. import domain as consent
from ..domain import Refused
from ..enums import Channel, Party, Scope
from ..models import ConsentRecord, ConsentText, TakeBackKey
from . import parts
from .domain import choose_scopes, scopes_written

BY = Record.By.VISITOR
PART = "part:"


@dataclass(frozen=True)
class Outcome:
    """``told``: what was done. ``problem``: what was not. ``wanted``: ticks that were not taken as they were."""

    told: str = ""
    problem: str = ""
    wanted: frozenset[Scope] | None = None


def do(key: TakeBackKey, data: QueryDict, request: HttpRequest) -> Outcome:
    act = data.get("act", "")
    try:
        if act.startswith(PART):
            return _do_part(key, act.removeprefix(PART), data, request)
        if act in ACTS:
            return ACTS[act](key, data)
    except Refused as refused:
        return Outcome(problem=refused.sentence)
    except ConsentRecord.DoesNotExist:
        return Outcome(problem=_("Nothing has been agreed to yet, so nothing is shown."))
    return Outcome(problem=_("That button is not known here. Nothing was changed."))


def _pause(key: TakeBackKey, data: QueryDict) -> Outcome:
    row = consent.pause(key.subject, party=Party(key.party), by=BY)
    if row.withdrawn_on:
        return Outcome(told=_taken_back(row))
    return Outcome(told=_("It is paused. Nothing is shown until you show it again."))


def _resume(key: TakeBackKey, data: QueryDict) -> Outcome:
    row = consent.resume(key.subject, party=Party(key.party), by=BY)
    if row.paused_at:
        return Outcome(
            told=" ".join(
                (
                    _("We paused it."),
                    _(
                        "If you would like it to be shown again, write to us. You need do nothing if you would not."
                    ),
                )
            )
        )
    return Outcome(told=_("It is shown again, in the places that you had agreed to."))


def _withdraw(key: TakeBackKey, data: QueryDict) -> Outcome:
    row = consent.withdraw(key.subject, Channel.LINK, party=Party(key.party), by=BY)
    return Outcome(told=_taken_back(row))


def _taken_back(row: ConsentRecord) -> str:
    return _("It was taken back on %(day)s. Nothing is shown any more.") % {
        "day": date_format(row.withdrawn_on or clock.today(), "DATE_FORMAT")
    }


def _choose(key: TakeBackKey, data: QueryDict) -> Outcome:
    wanted = _scopes(data.getlist("scope"))
    # A form that does not say what stood on it means all that stands now.
    had = _scopes(data.getlist("had")) if "had" in data else scopes_written(key.subject)
    before = consent.newest(key.subject)
    chosen = choose_scopes(key, had, wanted, text=_text_read(data), by=BY)
    changed = before is None or chosen.row.pk != before.pk
    told = _("What you chose is in force now.") if changed else ""
    if chosen.not_added:
        return Outcome(told=told, problem=chosen.not_added, wanted=frozenset(wanted))
    return Outcome(told=told or _("Nothing was changed: it is as you chose already."))


def _text_read(data: QueryDict) -> ConsentText | None:
    """The very text that stood on the page, if they ticked that they agree, and if there is no newer one."""
    number = data.get("text", "")
    if "agreed" not in data or not (number.isascii() and number.isdigit() and len(number) < LONGEST_NUMBER):
        return None
    text = ConsentText.objects.filter(pk=int(number)).first()
    if text is None:
        return None
    newer = ConsentText.objects.filter(name=text.name, language=text.language, version__gt=text.version)
    return None if newer.exists() else text


#: In figures; what is longer is no number of a row.
LONGEST_NUMBER = 10


def _scopes(codes: list[str]) -> set[Scope]:
    """Those we know: what we do not know was not agreed to."""
    return {Scope(code) for code in codes if code in Scope.values}


def _do_part(key: TakeBackKey, name: str, data: QueryDict, request: HttpRequest) -> Outcome:
    part = parts.find(name)
    if part is None:
        return Outcome(problem=_("That button is not known here. Nothing was changed."))
    return Outcome(told=part.act(key, data, request))


ACTS: dict[str, Callable[[TakeBackKey, QueryDict], Outcome]] = {
    "pause": _pause,
    "resume": _resume,
    "withdraw": _withdraw,
    "choose": _choose,
}

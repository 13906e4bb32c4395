"""What stands on the private page: how things are, where somebody is shown, and what may be done about it now."""

from __future__ import annotations

from dataclasses import dataclass, field
from email.utils import parseaddr
from enum import StrEnum
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

from core import clock

from .. import domain as consent
from .. import surfaces, texts
from ..enums import Party, Scope, TextName
from ..models import ConsentRecord, ConsentText, TakeBackKey
from . import parts
from .domain import scopes_written
from .ticket import ticket_for

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class State(StrEnum):
    NOTHING = "nothing"
    ENDED = "ended"
    OVER = "over"
    PAUSED = "paused"
    NOT_YET = "not_yet"
    NOT_IN_FORCE = "not_in_force"
    IN_FORCE = "in_force"


#: The states in which something can still be hidden, narrowed or shown again.
STANDING = frozenset({State.PAUSED, State.NOT_YET, State.NOT_IN_FORCE, State.IN_FORCE})

#: What a place means, for whoever decides about it.
MEANING: dict[Scope, StrPromise] = {
    Scope.SITE: _(
        "Anybody who opens this site can see it. Without it, nothing is shown on this site at all."
    ),
    Scope.TRANSLATIONS: _(
        "We put it into the other languages of this site, and people there can see it too."
    ),
    Scope.PARTNER_PAGES: _(
        "The organisations that keep the Day with us may show it on their pages of this site."
    ),
    Scope.SOCIAL: _("We and our partners may show it on social media. What others copy there stays there."),
    Scope.FEEDS: _(
        "Programs that fetch news from this site may fetch it. They may keep what they have fetched."
    ),
    Scope.PRINT: _("It may stand on posters, leaflets and in books. What is printed cannot be called back."),
    Scope.PRESS: _(
        "Newspapers, radio and television may have it from us. What they publish is theirs to take down."
    ),
    Scope.WINNER: _("If it is awarded, we say so on this site."),
    Scope.SCHOOL_NAME: _("The name of the school may stand beside it."),
}
#: What is asked for, by what is agreed to: a story wins nothing and names no school.
_FOR_DRAWINGS = frozenset({Scope.WINNER, Scope.SCHOOL_NAME})
ASKED_FOR = {
    TextName.STORY: frozenset(Scope) - _FOR_DRAWINGS,
    TextName.DRAWING: frozenset(Scope),
}


@dataclass(frozen=True)
class Place:
    """One tick in the form."""

    code: str
    name: str
    meaning: StrPromise
    given: bool
    ticked: bool


@dataclass(frozen=True)
class Address:
    url: str
    title: str
    lang: str
    dir: str
    language: str


@dataclass(frozen=True)
class Group:
    words: StrPromise
    addresses: list[Address]


@dataclass
class PrivatePage:
    """For the template. Everything is asked when it is needed, after what was pressed has been done."""

    request: HttpRequest
    key: TakeBackKey
    #: A sentence on what was just done, and one on what was not.
    told: str = ""
    problem: str = ""
    #: Ticks of a form that was not taken as it was.
    wanted: frozenset[Scope] | None = None
    ticket: str = field(init=False)

    def __post_init__(self) -> None:
        self.ticket = ticket_for(self.key)

    @cached_property
    def row(self) -> ConsentRecord | None:
        return consent.newest(self.key.subject)

    @cached_property
    def given(self) -> set[Scope]:
        return scopes_written(self.key.subject)

    @cached_property
    def state(self) -> State:
        row, today = self.row, clock.today()
        if row is None:
            return State.NOTHING
        if row.withdrawn_on:
            return State.ENDED
        if row.expires_on < today:
            return State.OVER
        if row.paused_at:
            return State.PAUSED
        if row.given_on > today:
            return State.NOT_YET
        in_force = not self.given or consent.scopes_in_force(self.key.subject)
        return State.IN_FORCE if in_force else State.NOT_IN_FORCE

    @property
    def stands(self) -> bool:
        return self.state in STANDING

    @property
    def by_themselves(self) -> bool:
        """Whether it was this link's own party that paused."""
        return self.row is not None and self.row.paused_by == self.key.party

    @property
    def may_pause(self) -> bool:
        return self.stands and consent.may_pause(self.key.subject, Party(self.key.party))

    @property
    def may_resume(self) -> bool:
        return self.state == State.PAUSED and consent.may_resume(self.key.subject, Party(self.key.party))

    @cached_property
    def may_withdraw(self) -> bool:
        return self.state not in {State.NOTHING, State.ENDED}

    @cached_property
    def uses(self) -> list[Group]:
        """Every place that shows them now, by kind."""
        found = surfaces.uses_of(self.key.subject)
        return [Group(surface.words, [_address(use) for use in uses]) for surface, uses in found]

    @cached_property
    def text(self) -> ConsentText | None:
        """What is read before more is agreed to; nothing for whom it is not theirs to agree, or in a language without
        one."""
        row = self.row
        if row is None or row.text is None or not consent.may_widen(self.key.subject, Party(self.key.party)):
            return None
        try:
            return texts.current(TextName(row.text.name), get_language() or "")
        except ValidationError:
            return None

    @cached_property
    def places(self) -> list[Place]:
        """What is agreed to, and, where it is theirs to allow, what could be."""
        offered = set(self.given)
        if self.text is not None:
            offered |= ASKED_FOR[TextName(self.text.name)]
        ticked = self.given if self.wanted is None else self.wanted
        return [
            Place(scope.value, str(scope.label), MEANING[scope], scope in self.given, scope in ticked)
            for scope in Scope
            if scope in offered
        ]

    @cached_property
    def sections(self) -> list[str]:
        """What rooms add, ready to stand on the page."""
        made: list[str] = []
        for part in parts.parts():
            content = part.content(self.key, self.request)
            if content is not None:
                context = {**content, "ticket": self.ticket, "act": f"part:{part.name}"}
                made.append(render_to_string(part.template, context, self.request))
        return made

    @property
    def contact(self) -> str:
        return our_address()


def our_address() -> str:
    """Where people write to us."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def _address(use: surfaces.Use) -> Address:
    try:
        language = get_language_info(use.language)
    except KeyError:
        return Address(use.path, use.title, use.language, "auto", use.language)
    direction = "rtl" if language["bidi"] else "ltr"
    return Address(use.path, use.title, use.language, direction, str(language["name_translated"]))

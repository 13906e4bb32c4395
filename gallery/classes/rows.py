"""What the pages of classes show, each by a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property
from django.utils.translation import get_language

from consent.models import ConsentRecord, RecordScope
from schools.models import Contact

from .. import domain
from ..enums import Move, State
from ..models import Batch, Competition, CompetitionPage, Decision, Entry
from ..seen import OPEN_TO_SCHOOL, seen_by_school, with_seen
from .standing import WITH_A_PICTURE, WITHOUT_A_TITLE, why_for_school, words_for_school

if TYPE_CHECKING:
    from .forms import FactsPart, SlipPart

#: As many as one form can still be filled in for on a phone.
ON_A_PAGE = 20
#: A school's classes on one page.
CLASSES_ON_A_PAGE = 30
_GONE = Q(state=State.WITHDRAWN) | Q(taken_back_at__isnull=False)


def batches_of(contact: Contact) -> QuerySet[Batch]:
    """Every class of their school: a colleague may be ill on the last day."""
    return Batch.objects.filter(school=contact.school_id).select_related("competition", "school")


def with_counts(batches: QuerySet[Batch]) -> QuerySet[Batch]:
    """``open_``: can still be changed; ``lacking``: of these, not complete yet; ``sent``: all others."""
    here = with_seen(Entry.objects.filter(batch=OuterRef("pk")).exclude(_GONE))
    is_open = here.filter(seen__in=OPEN_TO_SCHOOL)
    incomplete = is_open.filter(
        ~Q(seen__in=[State.DRAFT, State.CHANGES]) | Q(slip=None) | Q(title="") | Q(alt_text="")
    )
    return batches.annotate(
        open_=_count(is_open),
        lacking=_count(incomplete),
        asked=_count(here.filter(seen=State.CHANGES)),
        sent=_count(here) - F("open_"),
        shown=_count(here.filter(seen=State.PUBLISHED)),
    )


def _count(entries: QuerySet[Entry]) -> Coalesce:
    counted = entries.order_by().values("batch").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted), 0, output_field=IntegerField())


def drawings_of(batch: Batch, *, also_gone: bool = False) -> QuerySet[Entry]:
    """The newest first. Their order depends on nothing that happens to them."""
    entries = batch.entries.all() if also_gone else batch.entries.exclude(_GONE)
    newest = Decision.objects.filter(entry=OuterRef("pk")).order_by("-pk")
    return (
        with_seen(entries.select_related("competition", "slip", "batch"))
        .annotate(
            asked_version=Subquery(newest.filter(move=Move.ASK).values("entry_version")[:1]),
            said_why=Subquery(newest.filter(move__in=[Move.ASK, Move.REJECT]).values("reason")[:1]),
            way=Subquery(newest.filter(move__in=[Move.SEND, Move.REPLACE]).values("move")[:1]),
        )
        .order_by("-pk")
    )


def page_of(batch: Batch, number: int) -> Page[Entry]:
    return Paginator(drawings_of(batch), ON_A_PAGE).get_page(number)


def scopes_of(entries: Iterable[Entry]) -> dict[Any, set[str]]:
    """What the slips allow, as it was written down last, by subject."""
    subjects = [entry.subject_id for entry in entries]
    newest = ConsentRecord.objects.filter(subject=OuterRef("subject")).order_by("-pk").values("pk")[:1]
    records = ConsentRecord.objects.filter(subject__in=subjects, pk=Subquery(newest))
    given: dict[Any, set[str]] = {subject: set() for subject in subjects}
    for subject, scope in RecordScope.objects.filter(record__in=records).values_list(
        "record__subject", "scope"
    ):
        given[subject].add(scope)
    return given


def counts_of(batch: Batch) -> dict[str, int]:
    """How many can still be changed, and how many are sent. Nothing tells apart what waits."""
    found = with_seen(batch.entries.exclude(_GONE)).aggregate(
        drafts=Count("pk", filter=Q(seen__in=OPEN_TO_SCHOOL)),
        all=Count("pk"),
    )
    return {
        **found,
        "sent": found["all"] - found["drafts"],
        "taken_back": batch.entries.filter(_GONE).count(),
    }


def titles_of(competitions: Iterable[Competition]) -> dict[int, CompetitionPage]:
    """The pages of competitions in the reader's language, where there are some."""
    pages = CompetitionPage.objects.filter(
        competition__in=[competition.pk for competition in competitions],
        locale__language_code=get_language(),
    )
    return {page.competition_id: page for page in pages.public().order_by("-pk")}


@dataclass
class Row:
    """One drawing on the page of its class. The forms are there while something can be changed, and while something
    that was typed is kept."""

    entry: Entry
    facts: FactsPart | None
    paper: SlipPart | None
    picture_page: str = ""
    problem: str = ""

    @cached_property
    def seen(self) -> State:
        return seen_by_school(self.entry)

    @property
    def words(self) -> str:
        return words_for_school(self.entry)

    @property
    def why(self) -> str:
        return why_for_school(self.entry)

    @property
    def has_picture(self) -> bool:
        return self.seen in WITH_A_PICTURE

    @property
    def title(self) -> str:
        return "" if self.seen in WITHOUT_A_TITLE else self.entry.title

    @property
    def is_open(self) -> bool:
        return self.seen in OPEN_TO_SCHOOL

    @property
    def is_over(self) -> bool:
        return self.seen == State.PURGED

    @cached_property
    def missing(self) -> list[str]:
        return domain.missing_of(self.entry) if self.is_open else []

    @property
    def was_sent(self) -> bool:
        way, asked = getattr(self.entry, "way", ""), getattr(self.entry, "asked_version", None)
        return way == Move.SEND or asked is not None

    @property
    def is_complete(self) -> bool:
        return self.seen in {State.DRAFT, State.CHANGES} and not self.missing

    @property
    def may_be_replaced(self) -> bool:
        return self.seen in {State.DRAFT, State.CHANGES, State.UNREADABLE, State.BLOCKED}

    @property
    def has_gone_wrong(self) -> bool:
        return self.seen in {State.UNREADABLE, State.BLOCKED, State.CHANGES}

"""What the school that sent a drawing sees of it: a function of the calendar and of what the school did, and of
nothing else. Every list, count, form and quota of a school asks here.

What the safeguarding lead has, or had, looks like what waits for a decision; and what waits looks deleted from the day
on which it is due, whether somebody keeps it longer or not. So nobody there can tell that somebody is worried, which
may be about somebody there.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When

from core import clock

from .enums import WITH_THE_LEAD, Move, State
from .models import Competition, Decision, Entry
from .retention import unreleased_until

#: Where the school can still change something. What waits for a decision it cannot: a change that is refused to one of
#: them and not to another would tell which of them the safeguarding lead has.
OPEN_TO_SCHOOL = frozenset(
    {State.RECEIVED, State.PROCESSING, State.UNREADABLE, State.BLOCKED, State.DRAFT, State.CHANGES}
)
#: What the lead gave back as lawful is made ready anew, though the school had sent it and has done nothing since.
_MADE_READY_ANEW = frozenset({State.RECEIVED, State.PROCESSING, State.UNREADABLE, State.BLOCKED})
#: What reads like a drawing that waits. One that was hidden is being looked at again, for whatever reason. What is
#: deleted before its day is what the lead destroyed.
_LIKE_PENDING = WITH_THE_LEAD | {State.PENDING, State.HIDDEN, State.PURGED}


def with_seen(entries: QuerySet[Entry]) -> QuerySet[Any]:
    """Annotates ``seen``, a `State`. Asks once for the competitions, however many drawings there are."""
    decisions = Decision.objects.filter(entry=OuterRef("pk"))
    came = decisions.filter(move__in=[Move.RECEIVE, Move.REPLACE, Move.RETURN]).order_by("-pk")
    now = clock.now()
    over = [row.pk for row in Competition.objects.all() if unreleased_until(row) <= now]
    return entries.annotate(came_by=Subquery(came.values("move")[:1])).annotate(
        seen=Case(
            _when(Q(state=State.WITHDRAWN) | Q(taken_back_at__isnull=False), State.WITHDRAWN),
            When(state__in=[State.APPROVED, State.PUBLISHED], then=F("state")),
            _when(Q(competition__in=over), State.PURGED),
            _when(Q(state__in=_LIKE_PENDING), State.PENDING),
            _when(
                Q(state__in=_MADE_READY_ANEW, came_by=Move.RETURN) & Exists(decisions.filter(move=Move.SEND)),
                State.PENDING,
            ),
            default=F("state"),
            output_field=CharField(),
        )
    )


def _when(condition: Any, state: State) -> When:
    return When(condition, then=Value(state.value))


def seen_by_school(entry: Entry) -> State:
    """As it was when it came from a list `with_seen`; any other is asked for now."""
    seen = getattr(entry, "seen", None)
    return State(seen) if seen is not None else seen_now(entry)


def seen_now(entry: Entry) -> State:
    return State(with_seen(Entry.objects.filter(pk=entry.pk)).values_list("seen", flat=True).get())

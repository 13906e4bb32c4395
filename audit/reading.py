"""The log as it is read: our records and Wagtail's own, in one list, the newest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from heapq import merge
from itertools import islice
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.log_actions import LogFormatter
from wagtail.log_actions import registry as wagtail_actions
from wagtail.models import ModelLogEntry, PageLogEntry

from .actions import Withheld, all_told_here, known
from .models import Record

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
ANY_PAGE = "wagtailcore.page"
#: The longest number that every database takes as a key.
DIGITS = 18


@dataclass(frozen=True)
class Place:
    """Where a list goes on: after this line. Lines of one moment stand in the order of their tables, then keys."""

    at: datetime
    table: int
    key: int

    def __str__(self) -> str:
        return f"{(self.at - EPOCH) // MICROSECOND}.{self.table}.{self.key}"

    @classmethod
    def read(cls, text: str) -> Place:
        """Raises ``ValueError``, ``OverflowError``."""
        moment, table, key = (int(part) for part in text.split("."))
        return cls(EPOCH + moment * MICROSECOND, table, key)


@dataclass(frozen=True)
class Asked:
    """What somebody looks for. Empty: everything."""

    action: str = ""
    person: int | None = None
    by: str = ""
    object_type: str = ""
    object_id: str = ""
    from_day: date | None = None
    to_day: date | None = None


@dataclass(frozen=True)
class Line:
    place: Place
    action: str
    words: str
    by: Record.By
    person: int | None
    object_type: str
    object_id: str
    #: What Wagtail calls the object. Our own records hold no words.
    name: str = ""
    before: str = ""
    after: str = ""
    codes: dict[str, Any] = field(default_factory=dict)

    @property
    def order(self) -> tuple[timedelta, int, int]:
        return EPOCH - self.place.at, self.place.table, -self.place.key


def lines(asked: Asked, after: Place | None, most: int, without: Iterable[Withheld] = ()) -> list[Line]:
    """One query for each of the three tables, each by its index and no longer than the answer."""
    records = _records(asked).exclude(_any_of(without))
    ours = (_of_ours(row) for row in _some(records, "at", 0, after, most))
    pages = (_of_wagtail(row, 1) for row in _some(_wagtail(PageLogEntry, asked), "timestamp", 1, after, most))
    others = (_of_wagtail(row, 2) for row in _some(_not_told_here(asked), "timestamp", 2, after, most))
    return list(islice(merge(ours, pages, others, key=lambda line: line.order), most))


def _any_of(withheld: Iterable[Withheld]) -> Q:
    found = Q(pk__in=())
    for each in withheld:
        found |= Q(action__in=each.actions) | Q(object_type__in=each.object_types)
        found |= Q(before__in=each.states) | Q(after__in=each.states)
    return found


def all_lines(asked: Asked, at_once: int = 500, without: Iterable[Withheld] = ()) -> Iterator[Line]:
    after = None
    while some := lines(asked, after, at_once, without):
        yield from some
        after = some[-1].place


def type_words(label: str) -> str:
    """What a kind of object is called; its label when it is of no kind that there is any more."""
    try:
        return capfirst(str(apps.get_model(label)._meta.verbose_name))
    except (LookupError, ValueError):
        return label


def _some(rows: QuerySet[Any], moment: str, table: int, after: Place | None, most: int) -> QuerySet[Any]:
    if after is not None:
        rows = rows.filter(**{f"{moment}__lte": after.at})
        if table <= after.table:
            same = Q(**{moment: after.at})
            rows = rows.exclude(same & Q(pk__gte=after.key) if table == after.table else same)
    return rows.order_by(f"-{moment}", "-pk")[:most]


def _records(asked: Asked) -> QuerySet[Record]:
    rows = Record.objects.filter(**_days("at", asked))
    given = {
        "action": asked.action,
        "actor": asked.person,
        "by": asked.by,
        "object_type": asked.object_type,
        "object_id": asked.object_id,
    }
    return rows.filter(**{name: value for name, value in given.items() if value})


def _not_told_here(asked: Asked) -> QuerySet[Any]:
    """What rooms record themselves would stand in the list twice."""
    told = [ContentType.objects.get_for_model(kind).pk for kind in all_told_here()]
    return _wagtail(ModelLogEntry, asked).exclude(content_type__in=told)


def _wagtail(model: type[Any], asked: Asked) -> QuerySet[Any]:
    """Wagtail knows persons and the machine, and no other."""
    rows: QuerySet[Any] = model.objects.select_related("content_type").filter(**_days("timestamp", asked))
    if asked.action:
        rows = rows.filter(action=asked.action)
    if asked.person:
        rows = rows.filter(user_id=asked.person)
    if asked.by:
        known_here = {Record.By.STAFF: Q(user__isnull=False), Record.By.MACHINE: Q(user__isnull=True)}
        rows = rows.filter(known_here[Record.By(asked.by)]) if asked.by in known_here else rows.none()
    if asked.object_type:
        rows = _of_type(rows, asked.object_type)
    if asked.object_id:
        rows = _of_object(rows, asked.object_id)
    return rows


def _of_type(rows: QuerySet[Any], label: str) -> QuerySet[Any]:
    if label == ANY_PAGE:
        return rows if rows.model is PageLogEntry else rows.none()
    app_label, _dot, model = label.partition(".")
    found = ContentType.objects.filter(app_label=app_label, model=model).first()
    return rows.filter(content_type=found) if found else rows.none()


def _of_object(rows: QuerySet[Any], object_id: str) -> QuerySet[Any]:
    if rows.model is not PageLogEntry:
        return rows.filter(object_id=object_id)
    whole = object_id.isascii() and object_id.isdigit() and len(object_id) <= DIGITS
    return rows.filter(page_id=int(object_id)) if whole else rows.none()


def _days(moment: str, asked: Asked) -> dict[str, datetime]:
    """Days of whoever asks."""
    zone = timezone.get_current_timezone()
    limits = {}
    if asked.from_day:
        limits[f"{moment}__gte"] = datetime.combine(asked.from_day, time.min, zone)
    if asked.to_day:
        limits[f"{moment}__lte"] = datetime.combine(asked.to_day, time.max, zone)
    return limits


def _of_ours(row: Record) -> Line:
    action = known().get(row.action)
    return Line(
        place=Place(row.at, 0, row.pk),
        action=row.action,
        words=str(action.words) if action else row.action,
        by=Record.By(row.by),
        person=row.actor,
        object_type=row.object_type,
        object_id=row.object_id,
        before=row.before,
        after=row.after,
        codes=row.codes,
    )


def _of_wagtail(row: Any, table: int) -> Line:
    kind = row.content_type
    return Line(
        place=Place(row.timestamp, table, row.pk),
        action=row.action,
        words=_words_of_wagtail(row),
        by=Record.By.MACHINE if row.user_id is None else Record.By.STAFF,
        person=row.user_id,
        object_type=f"{kind.app_label}.{kind.model}" if kind else "",
        object_id=str(row.object_id),
        name=row.label,
    )


def _words_of_wagtail(row: Any) -> str:
    """Wagtail's sentence where it is the same for all; where it would quote what people wrote, the action alone."""
    formatter = row.formatter
    if formatter is None:
        return str(row.action)
    if type(formatter).format_message is LogFormatter.format_message:
        return str(row.message)
    return str(formatter.label)


def action_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    ours = sorted(((code, capfirst(str(action.words))) for code, action in known().items()), key=_by_words)
    theirs = sorted(
        ((code, capfirst(str(label))) for code, label in wagtail_actions.get_choices()), key=_by_words
    )
    return [(_("What people and the site do"), ours), (_("Pages, files and settings"), theirs)]


def _by_words(choice: tuple[str, str]) -> str:
    return choice[1].casefold()

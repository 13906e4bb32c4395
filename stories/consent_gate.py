"""Which stories a reader may see: derived from the consent, never from a stored flag.

Asked anew whenever anything that readers see changes, and on every new day: consent ends at a date.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db.models import Max, Q
from wagtail_localize.models import Translation

from consent.domain import in_force
from consent.enums import Scope
from consent.models import ConsentRecord
from core.public import Place
from edge.memo import memoised_per_version

from .models import StoryPage

#: What a story needs to stand somewhere, besides being on this site at all. A place that is not here shows none.
NEEDED = {
    Place.SITE: Scope.SITE,
    Place.PARTNER_PAGE: Scope.PARTNER_PAGES,
    Place.FEED: Scope.FEEDS,
}


def only_with_consent_in_force(place: Place) -> Q:
    """A condition on pages of any type. A story in another language than its own needs the scope for translations.

    What was up when its consent was withdrawn needs more than a new consent: somebody who publishes it again.
    """
    return ~Q(content_type=ContentType.objects.get_for_model(StoryPage)) | Q(pk__in=allowed(place))


@memoised_per_version
def allowed(place: Place) -> tuple[int, ...]:
    """Keys of stories that may be shown at ``place`` once they are live."""
    if place not in NEEDED:
        return ()
    consenting = set(with_consent())
    if not consenting:
        return ()
    asked = _subjects(NEEDED[place])
    ended = last_withdrawals()
    return tuple(
        story.pk
        for story in _stories()
        if story.pk in consenting
        and story.subject in asked
        and not story.is_older_than(ended.get(story.subject))
    )


@memoised_per_version
def printable() -> frozenset[int]:
    """Keys of the stories that may be put on paper today."""
    return frozenset(StoryPage.objects.filter(subject__in=in_force(Scope.PRINT)).values_list("pk", flat=True))


@memoised_per_version
def with_consent() -> tuple[int, ...]:
    """Keys of stories whose consent for this site is in force in their language, live or not."""
    stories = _stories()
    if not stories:
        return ()
    here, elsewhere = _subjects(Scope.SITE), _subjects(Scope.TRANSLATIONS)
    foreign = translated()
    return tuple(
        story.pk
        for story in stories
        if story.subject in here and (story.subject in elsewhere or story.pk not in foreign)
    )


@memoised_per_version
def translated() -> frozenset[int]:
    """Keys of stories in another language than the one they were told in, aliases included."""
    stories = {story.pk: story for story in _stories()}
    keys = set(Translation.objects.values_list("source__object_id", "target_locale_id"))
    first_told_in: dict[UUID | None, int] = {}
    for story in stories.values():
        if story.alias_of is None:
            first_told_in.setdefault(story.subject, story.locale)

    def is_foreign(story: _Story) -> bool:
        words = story
        while words.alias_of in stories:
            words = stories[words.alias_of]
        told_in = first_told_in.get(words.subject, words.locale)
        return (words.key, words.locale) in keys or words.locale != told_in

    return frozenset(story.pk for story in stories.values() if is_foreign(story))


@dataclass(frozen=True)
class _Story:
    pk: int
    alias_of: int | None
    subject: UUID | None
    locale: int
    key: UUID
    published: datetime | None

    def is_older_than(self, moment: datetime | None) -> bool:
        return moment is not None and (self.published is None or self.published < moment)


def _stories() -> list[_Story]:
    """In the order in which they were made: the first of a subject is in the language in which it was told."""
    rows = StoryPage.objects.order_by("pk").values_list(
        "pk", "alias_of_id", "subject_id", "locale_id", "translation_key", "last_published_at"
    )
    return [_Story(*row) for row in rows]


def _subjects(scope: Scope) -> frozenset[UUID]:
    told = StoryPage.objects.order_by().values("subject")
    return frozenset(in_force(scope).filter(pk__in=told).values_list("pk", flat=True))


def last_withdrawals() -> dict[UUID | None, datetime]:
    """When each subject of a story last ended their consent, whatever came after it."""
    told = StoryPage.objects.order_by().values("subject")
    ended = ConsentRecord.objects.filter(subject__in=told).exclude(withdrawn_on=None)
    return dict(ended.order_by().values_list("subject").annotate(Max("recorded_at")))


def is_translation(story: StoryPage) -> bool:
    """Of a page in hand, whose content may not be stored yet: the same question as in `translated`."""
    words = story
    while words.alias_of_id is not None:
        words = words.alias_of.specific
    if Translation.objects.filter(
        source__object_id=words.translation_key, target_locale_id=words.locale_id
    ).exists():
        return True
    if words.subject_id is None:
        return False
    first = (
        StoryPage.objects.filter(subject_id=words.subject_id, alias_of=None)
        .exclude(pk=words.pk)
        .order_by("pk")
        .values_list("pk", "locale_id")
        .first()
    )
    return first is not None and (words.pk is None or first[0] < words.pk) and first[1] != words.locale_id

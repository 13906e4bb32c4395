"""Stories of tests that may go live: shown to the person, and agreed to by whoever has to."""

from __future__ import annotations

from consent.domain import in_force, newest
from consent.enums import Capacity, Channel, Party, Scope
from core import clock
from stories import domain
from stories.fingerprint import fingerprint
from stories.models import FinalVersion, StoryPage

#: Who has to say yes, by who agreed at first.
PARTIES = {
    Capacity.SELF: [Party.PERSON],
    Capacity.GUARDIAN: [Party.GUARDIAN],
    Capacity.BOTH: [Party.PERSON, Party.GUARDIAN],
    Capacity.HOLDER: [Party.HOLDER],
}


def say_yes(version: FinalVersion) -> None:
    latest = newest(version.subject)
    assert latest is not None
    for party in PARTIES[Capacity(latest.capacity)]:
        domain.answer(version, True, party=party, channel=Channel.EMAIL)


def agree_to_the_draft(story: StoryPage) -> None:
    """The newest draft, where somebody can be asked at all."""
    draft = story.get_latest_revision_as_object()
    asked = (
        domain.needs_a_yes(draft) and not domain.follows_an_original(draft) and not domain.is_agreed(draft)
    )
    if not asked:
        return
    if in_force(Scope.SITE).filter(pk=draft.subject_id).exists():
        say_yes(domain.show_version(story, by=None))
    elif newest(draft.subject):
        # Agreed to in better days: what is tested is that it is not shown today.
        say_yes(
            FinalVersion.objects.create(
                translation_key=draft.translation_key,
                page_pk=draft.pk,
                revision_pk=story.latest_revision.pk,
                subject=draft.subject,
                fingerprint=fingerprint(draft),
                shown_at=clock.now(),
            )
        )

"""The yes to the exact version of a story: who is shown what, what they answer, and what that answer covers.

Everything goes by the fingerprint of what a reader would see. A comma more is another version, and nobody has said yes
to it; a save that changes nothing a reader sees is the same one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Revision
from wagtail_localize.models import SourceDeletedError, Translation

from accounts.holdings import Holding
from audit import outbox
from audit.domain import record
from audit.models import Record
from audit.sealed import unseal
from consent.domain import Refused, in_force, newest
from consent.enums import Capacity, Channel, Identification, Party, Scope
from consent.models import Subject
from core import clock
from core.choosing import things_on
from core.models import SiteImage
from core.roles import Role

from .fingerprint import fingerprint
from .models import Answer, FinalVersion, StoryPage

#: Whose yes is enough, by who agreed to the story being shown at all: one of these sets, and nobody's no.
ENOUGH: dict[str, tuple[frozenset[Party], ...]] = {
    Capacity.SELF: (frozenset({Party.PERSON}),),
    Capacity.GUARDIAN: (frozenset({Party.GUARDIAN}),),
    Capacity.BOTH: (frozenset({Party.PERSON, Party.GUARDIAN}),),
    Capacity.HOLDER: (frozenset({Party.HOLDER}), frozenset({Party.PERSON})),
}


@dataclass(frozen=True)
class Standing:
    """How far the newest draft of a story is from being agreed to."""

    state: str
    version: FinalVersion | None = None
    #: When the yes that counts was said; for "declined" when the no was.
    at: datetime | None = None


# --- What is published needs a yes --------------------------------------------------------------------------------


def is_agreed(page: StoryPage) -> bool:
    """Whether the content that ``page`` holds, as it is in memory, may be published as far as a yes is asked for it."""
    if not needs_a_yes(page):
        return True
    told = page
    while told.alias_of_id is not None:
        # An alias follows its original by itself, at an address of its own that nobody is asked about.
        told = told.alias_of.specific
    if follows_an_original(told):
        # The scope for translations covers the words in another language; what was told has to be agreed to.
        return _is_told_with_a_yes(told)
    version = _own_versions_of(told).filter(fingerprint=fingerprint(page, slug=told.slug)).first()
    return version is not None and _is_yes(version)


def needs_a_yes(page: StoryPage) -> bool:
    """A story that is nobody's is refused for its lack of consent: there is nobody to ask."""
    if page.subject_id is None:
        return False
    latest = newest(Subject(pk=page.subject_id))
    if latest is None:
        return True
    if page.composite and latest.identification == Identification.NONE:
        return False
    # Such a consent is in force in a demonstration only, and there is nobody of ours to ask.
    return not (settings.DEMO and latest.capacity == Capacity.TO_BE_CONFIRMED)


def follows_an_original(page: StoryPage) -> bool:
    """Whether the yes that counts is the one to the page it was translated from.

    Words in another language that stand on their own, a copy, a second story, or a translation that was stopped, have
    to be agreed to themselves.
    """
    return _translation_of(page) is not None


def _translation_of(page: StoryPage) -> Translation | None:
    found = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
    )
    return found.select_related("source").first()


def _is_told_with_a_yes(page: StoryPage) -> bool:
    """The last that was said of the original is yes, and the words that were translated are ones they said yes to."""
    translation = _translation_of(page)
    if translation is None:
        return False
    source = translation.source
    originals = StoryPage.objects.filter(translation_key=page.translation_key, locale=source.locale_id)
    versions = list(_versions_of(page).filter(page_pk__in=originals.values("pk")))
    # One that waits for its first answer takes nothing back.
    last = next((version for version in versions if version.answers.all()), None)
    if last is None or any(not answer.yes for answer in last.answers.all()):
        return False
    try:
        words = source.as_instance()
    except (SourceDeletedError, ValueError):
        return False
    agreed = {version.fingerprint for version in versions if _is_yes(version)}
    return fingerprint(words) in agreed


def shows_a_picture(page: StoryPage) -> bool:
    """Anywhere on the page or on its card; a still of a film is one as well."""
    return any(issubclass(model, SiteImage) for model, _key in things_on(page))


def _versions_of(page: StoryPage) -> QuerySet[FinalVersion]:
    """Shown of this story to whoever it belongs to now, the newest first."""
    if page.subject_id is None:
        return FinalVersion.objects.none()
    shown = FinalVersion.objects.filter(translation_key=page.translation_key, subject_id=page.subject_id)
    return shown.select_related("subject").prefetch_related("answers")


def _own_versions_of(page: StoryPage) -> QuerySet[FinalVersion]:
    """Not those of the same story in another language, which is other words. An alias has those of its original."""
    return _versions_of(page).filter(page_pk__in=[page.pk, page.alias_of_id or page.pk])


def _newest_like(page: StoryPage) -> FinalVersion | None:
    return _own_versions_of(page).filter(fingerprint=fingerprint(page)).first()


def _is_yes(version: FinalVersion) -> bool:
    said = {Party(answer.party): answer.yes for answer in version.answers.all()}
    latest = newest(version.subject)
    if latest is None or not all(said.values()):
        return False
    return any(parties <= said.keys() for parties in ENOUGH.get(latest.capacity, ()))


def standing(page: StoryPage) -> Standing:
    """Of the newest draft, for those who work on it."""
    draft = _newest_draft(page)
    if not needs_a_yes(draft):
        return Standing("not_needed" if draft.subject_id else "nobody")
    if follows_an_original(draft):
        return Standing("translation_agreed" if is_agreed(draft) else "translation")
    version = _newest_like(draft)
    if version is None:
        earlier = _own_versions_of(draft).first()
        changed = earlier is not None and _is_yes(earlier)
        return Standing("changed" if changed else "not_shown", earlier)
    answers = list(version.answers.all())
    latest = answers[-1].at if answers else None
    if _is_yes(version):
        return Standing("agreed", version, latest)
    if any(not answer.yes for answer in answers):
        return Standing("declined", version, latest)
    return Standing("waiting", version)


# --- Showing ------------------------------------------------------------------------------------------------------


def show_version(page: StoryPage, *, by: Any) -> FinalVersion:
    """Offer the newest draft to the person it belongs to. It takes the place of one that nobody has answered.

    The same content is not offered twice while it waits: they are written to again, once a day at most. Raises
    `Refused` where there is nobody to ask, no consent in force for this site, or a yes already.
    """
    with transaction.atomic():
        revision = page.latest_revision or page.save_revision(user=by)
        draft = revision.as_object()
        _must_be_shown(draft)
        Subject.objects.select_for_update().get(pk=draft.subject_id)
        version = _newest_like(draft)
        if version is not None and _is_yes(version):
            raise Refused("agreed_already", _("They have said yes to this version already."))
        if version is None or any(not answer.yes for answer in version.answers.all()):
            version = FinalVersion.objects.create(
                translation_key=draft.translation_key,
                page_pk=draft.pk,
                revision_pk=revision.pk,
                subject_id=draft.subject_id,
                fingerprint=fingerprint(draft),
                shown_at=clock.now(),
                shown_by=by,
            )
        record("stories.version_shown", version, by=by, page=draft.pk)
        _write_to_them(version)
    return version


def _must_be_shown(draft: StoryPage) -> None:
    if draft.subject_id is None:
        raise Refused("nobody", _("Say first whose story it is. Who keeps the consents does that."))
    if follows_an_original(draft):
        raise Refused("translation", _("The person is shown the story in the language it was written in."))
    if not needs_a_yes(draft):
        raise Refused("not_needed", _("This story shows no single person, so there is nobody to ask."))
    if not in_force(Scope.SITE).filter(pk=draft.subject_id).exists():
        raise Refused(
            "no_consent", _("No consent for this site is in force. Without one there is nothing to show.")
        )


def _write_to_them(version: FinalVersion) -> None:
    """Only where somebody wants to be written to. Neither the story nor the person is named."""
    subject = version.subject
    if not subject.contact:
        return
    outbox.post(
        "story_version_waits",
        unseal(subject.contact),
        language=subject.language,
        context={"link": f"{settings.SITE_URL}/{subject.language}/my-story/"},
        key=f"story-version:{version.pk}:{clock.today().isoformat()}",
        about=version,
    )


# --- Answering ----------------------------------------------------------------------------------------------------


def answer(version: FinalVersion, yes: bool, *, party: Party, channel: Channel, by: Any = None) -> Answer:
    """What one of them says to it. ``by``: the user who writes it down, nobody where they press the button.

    Raises `Refused` for what changed meanwhile, what they have answered already (the first answer stands), what was
    erased, and for an answer of our own: nobody agrees in somebody's place.
    """
    if party == Party.STAFF:
        raise Refused("not_ours", _("Only those whose story it is can say yes to it."))
    with transaction.atomic():
        subject = Subject.objects.select_for_update().get(pk=version.subject_id)
        if subject.erased_at:
            raise Refused("erased", _("Everything about this person was erased. Begin anew."))
        if version.answers.filter(party=party).exists():
            raise Refused("answered", _("This version was answered already, and the first answer stands."))
        if not is_current(version):
            raise Refused(
                "changed", _("The story was changed meanwhile. Nothing is published of this version.")
            )
        said = Answer(version=version, yes=yes, party=party, channel=channel, at=clock.now())
        said.save()
        action = "stories.version_agreed" if yes else "stories.version_declined"
        record(
            action,
            version,
            by=by or Record.By.VISITOR,
            party=str(party),
            channel=str(channel),
            page=version.page_pk,
        )
        if not yes:
            _tell_keepers(version)
    return said


def asked_of(subject: Subject) -> frozenset[Party]:
    """Whose answer counts. Where nothing says whose, anybody's may be written down but our own."""
    latest = newest(subject)
    enough = ENOUGH.get(latest.capacity, ()) if latest is not None else ()
    return frozenset().union(*enough) or frozenset(Party) - {Party.STAFF}


def is_current(version: FinalVersion) -> bool:
    """Whether it is the newest that was shown, and nothing a reader would see has changed since."""
    newer = FinalVersion.objects.filter(
        translation_key=version.translation_key, page_pk=version.page_pk, pk__gt=version.pk
    )
    page = StoryPage.objects.filter(pk=version.page_pk).first()
    if page is None or newer.exists():
        return False
    draft = _newest_draft(page)
    return draft.subject_id == version.subject_id and fingerprint(draft) == version.fingerprint


def _newest_draft(page: StoryPage) -> StoryPage:
    """What `show_version` shows. Wagtail's own question answers with the live row as long as it believes that nothing
    was changed, as it does of an old version that was brought back."""
    draft: StoryPage = page.latest_revision.as_object() if page.latest_revision else page
    return draft


def as_shown(version: FinalVersion) -> StoryPage | None:
    """The page as it was shown; nothing when its revision is gone."""
    revision = Revision.page_revisions.filter(pk=version.revision_pk, object_id=str(version.page_pk)).first()
    return revision.as_object() if revision is not None else None


def waiting_for(subject: Subject, party: Party) -> list[FinalVersion]:
    """Newest of each story, where this party has not answered and their answer is asked for.

    Nothing while the consent is paused or over: nothing is published then, whatever they say.
    """
    latest = newest(subject)
    if latest is None or not in_force(Scope.SITE).filter(pk=subject.pk).exists():
        return []
    if not any(party in parties for parties in ENOUGH.get(latest.capacity, ())):
        return []
    newer = FinalVersion.objects.filter(
        translation_key=OuterRef("translation_key"), page_pk=OuterRef("page_pk"), pk__gt=OuterRef("pk")
    )
    shown = FinalVersion.objects.filter(subject=subject).exclude(Exists(newer))
    return [
        version
        for version in shown.exclude(answers__party=party).select_related("subject")
        if not any(not answer.yes for answer in version.answers.all())
    ]


def _tell_keepers(version: FinalVersion) -> None:
    for keeper in Holding(Role.KEEPER).group().user_set.filter(is_active=True):
        outbox.post(
            "story_not_like_this",
            keeper.email,
            language=keeper.language,
            context={"link": settings.SITE_URL + reverse("stories_staff:version", args=[version.pk])},
            key=f"story-not-like-this:{version.pk}:{keeper.pk}",
            about=version,
        )

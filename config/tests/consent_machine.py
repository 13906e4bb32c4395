"""Several people at work on several stories in any order; after each step the public site is read through.

What is asked: does anything of a person stand anywhere without their yes to that place, in that language, today?
"""

from __future__ import annotations

import os
import re
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, ClassVar
from unittest import mock

from django.conf import settings
from django.core.cache import cache as site_cache
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import connection, transaction
from django.test import RequestFactory, TestCase
from django.test.client import ClientHandler
from django.utils import timezone, translation
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail_localize.models import TranslationSource

from accounts.models import User
from accounts.tests.holders import give
from consent import domain as consent
from consent import texts
from consent.enums import AgeBand, Capacity, Channel, Identification, Party, Scope, TextName
from consent.erasure.domain import erase
from consent.models import Subject
from core.publishing import NotPublishable
from core.roles import Role
from core.tests.pages import build
from core.ticks import run_jobs
from edge.memo import forget_everything
from home.models import HomePage, StandardPage
from languages import po as po_files
from languages.domain import propose
from languages.po import template
from partners.models import PartnerIndexPage, PartnerPage
from stories import domain as finals
from stories.models import StoryIndexPage, StoryPage

from .who_agreed import ORIGINAL, Ledger, Yes, word, words_in

#: What people are told instead: allowed, as long as nothing shows.
REFUSALS = (NotPublishable, consent.Refused, ValidationError, PermissionDenied, po_files.Refused)
BEGINS = datetime(2027, 3, 1, 12, tzinfo=UTC)
#: A word in every text, which says nothing about anybody.
COMMON = "lantern"
TRANSLATED = ("es", "ar")
LANGUAGES = ("en", *TRANSLATED)
PEOPLE = 3
MOST_STORIES = 5

SOAK = os.environ.get("SOAK") == "1"
READ_ALL = SOAK
#: Old addresses that are tried again after each step.
MOST_LEFT = 20 if SOAK else 4

PARTNER = "partner"

#: Where stories stand besides their own addresses, and what kind of place it is.
PLACES = (
    *((f"/{code}/", "site") for code in LANGUAGES),
    *((f"/{code}/stories/", "site") for code in LANGUAGES),
    *((f"/{code}/search/?q={COMMON}", "site") for code in LANGUAGES),
    *((f"/{code}/partners/a-centre/", PARTNER) for code in ("en", "es")),
    *((f"/{code}/stories/stories.atom", "feed") for code in LANGUAGES),
    ("/sitemap.xml", "site"),
)

NUMBER = st.integers(0, PEOPLE - 1)
#: Which of the pages there are.
WHICH = st.integers(0, 11)
STAFF = ("lead", "coordinator", "first", "keeper")
WHO = st.sampled_from(STAFF)
PARTIES = st.sampled_from(list(Party))
LANGUAGE = st.sampled_from(TRANSLATED)
#: Most yeses are to being shown here: a site that shows nobody would prove nothing.
SCOPES = st.one_of(
    st.just(frozenset(Scope)),
    st.frozensets(st.sampled_from(list(Scope))).map(lambda some: some | {Scope.SITE}),
    st.frozensets(st.sampled_from(list(Scope))),
)


class _Environments(RequestFactory):
    def request(self, **request: Any) -> Any:
        return self._base_environ(**request)


class Reading:
    """A reader without a browser. Django's own test client would keep a copy of every template's context."""

    def __init__(self) -> None:
        self.ask = ClientHandler(enforce_csrf_checks=False)
        self.requests = _Environments()

    def get(self, path: str) -> tuple[int, str]:
        """The status, and all that the reader learns: what the page says and where it leads on to."""
        with translation.override("en"):
            answer = self.ask(self.requests.get(path))
        body = b"".join(answer) if answer.streaming else answer.content
        return answer.status_code, f"{answer.get('Location', '')}\n{body.decode()}"


def build_the_site() -> None:
    """Two languages besides English, a partner's page that will link to stories, people, and staff. Made once."""
    home = HomePage.objects.get(pk=Site.objects.get(is_default_site=True).root_page_id)
    index = build(StoryIndexPage, home, slug="stories", title="All stories")
    elsewhere = build(StandardPage, home, slug="elsewhere", title="Elsewhere")
    partners = build(PartnerIndexPage, home, slug="partners", title="Partners")
    partner = build(PartnerPage, partners, slug="a-centre", title="A centre")
    for page in (home, index, elsewhere, partners, partner):
        for code in TRANSLATED:
            propose(page, Locale.objects.get(language_code=code), in_words(page, code), publish=True)
    for number in range(PEOPLE):
        Subject.objects.create(label=f"Xylo{number}graph")
    give(User.objects.create_user("lead@example.org"), Role.LEAD)
    give(User.objects.create_user("coordinator@example.org"), Role.COORDINATOR)
    give(User.objects.create_user("keeper@example.org"), Role.KEEPER)
    User.objects.create_superuser("first@example.org")


def in_words(page: Any, code: str) -> Any:
    """A whole translation: the same text, but for the word that says whose it is and in which language."""
    source, _made = TranslationSource.update_or_create_from_instance(page)
    po = template(source)
    for entry in po:
        entry.msgstr = entry.msgid.replace(ORIGINAL, code)
    return po


class Stories(RuleBasedStateMachine):
    #: Everything that was seen to work at least once, over all runs.
    seen: ClassVar[set[str]] = set()

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.stack.enter_context(transaction.atomic())
        depth = len(connection.savepoint_ids)
        self.offset = timedelta()
        real = timezone.now
        began = real()

        def inside_a_transaction() -> bool:
            """All is undone at the end. Every transaction deeper than that one is one of the site's own."""
            return len(connection.savepoint_ids) > depth

        def now() -> datetime:
            return BEGINS + self.offset + (real() - began)

        self.stack.enter_context(mock.patch("edge.memo.inside_a_transaction", inside_a_transaction))
        self.stack.enter_context(mock.patch.object(timezone, "now", now))
        self.stack.enter_context(mock.patch.object(settings, "CLOCK", "", create=True))
        # The number is looked at again whenever this process moves it, as it is on a running site.
        self.stack.enter_context(mock.patch.object(settings, "CONTENT_VERSION_CHECK_SECONDS", 3600))
        self.set_clock()
        forget_everything()
        site_cache.clear()
        self.reader = Reading()
        self.left_addresses: list[str] = []
        self.to_read = False
        #: Nothing was found so far.
        self.sound = True
        self.round = 0
        self.ledger = Ledger(day=BEGINS.date())

    def teardown(self) -> None:
        """However it went, in the end everybody takes back what they gave. Then all of it is undone."""
        try:
            if self.sound:
                for number in sorted(self.ledger.agreed):
                    self.withdraw(number, Party.PERSON, Channel.LINK)
                self.nothing_shows_without_a_yes()
        finally:
            self.undo()

    def undo(self) -> None:
        transaction.set_rollback(True)
        self.stack.close()
        forget_everything()
        site_cache.clear()
        Site.clear_site_root_paths_cache()

    # --- The site at first -----------------------------------------------------------------------------------------

    @initialize()
    def open(self) -> None:
        """What `build_the_site` made, and two stories: one that was agreed to is published, the other is a draft."""
        self.home = HomePage.objects.get(pk=Site.objects.get(is_default_site=True).root_page_id)
        english = self.home.locale
        self.index = StoryIndexPage.objects.get(locale=english)
        self.elsewhere = StandardPage.objects.get(locale=english, slug="elsewhere")
        self.partner = PartnerPage.objects.get(locale=english)
        self.people = list(Subject.objects.order_by("label"))
        self.locales = {code: Locale.objects.get(language_code=code) for code in LANGUAGES}
        self.staff = {name: User.objects.get(email=f"{name}@example.org") for name in STAFF}
        self.new_story(0)
        self.new_story(1)
        self.agree(0, frozenset(Scope), begins=0, holds=60, confirmed=True)
        self.publish(0, "lead", asked=True)

    # --- Tools -----------------------------------------------------------------------------------------------------

    def attempt(self, what: str, act: Any) -> Any:
        """What ``act`` returns, or ``None`` when it is refused in words. What follows a commit has happened as well."""
        self.to_read = True
        try:
            with TestCase.captureOnCommitCallbacks(execute=True):
                done = act()
        except REFUSALS:
            self.seen.add(f"{what}: refused")
            return None
        self.seen.add(what)
        return done if done is not None else True

    def set_clock(self) -> None:
        settings.CLOCK = (BEGINS + self.offset).replace(tzinfo=None).isoformat()

    def stories(self) -> list[StoryPage]:
        return list(StoryPage.objects.order_by("pk"))

    def pick(self, which: int) -> StoryPage:
        stories = self.stories()
        return stories[which % len(stories)]

    def originals(self) -> list[StoryPage]:
        return [story for story in self.stories() if story.alias_of_id is None]

    def number_of(self, subject_id: Any) -> int | None:
        return next((at for at, one in enumerate(self.people) if one.pk == subject_id), None)

    def told(self, number: int, story: StoryPage, language: str = ORIGINAL) -> StoryPage:
        """The same words in every field that a reader can meet."""
        text = f"{COMMON} {word(number, language)}"
        story.subject = self.people[number]
        story.title = story.draft_title = f"Story with a {text}"
        for name in (
            "listing_summary",
            "social_text",
            "content_note",
            "introduction",
            "told_by",
            "search_description",
        ):
            setattr(story, name, f"{name}: {text}")
        story.body = [("text", f"<p>It begins with a {text}.</p>")]
        return story

    # --- What editors do -------------------------------------------------------------------------------------------

    @precondition(lambda self: len(self.originals()) < MOST_STORIES)
    @rule(number=NUMBER)
    def new_story(self, number: int) -> None:
        slug = f"story-{StoryPage.objects.count()}-{timezone.now():%H%M%S%f}"
        story = StoryPage(locale=self.index.locale, slug=slug, live=False, content_note="A note")

        def begin() -> None:
            parent = StoryIndexPage.objects.get(pk=self.index.pk)
            parent.add_child(instance=self.told(number, story))
            story.save_revision(user=self.staff["lead"])

        self.attempt("begun", begin)

    @rule(which=WHICH, number=NUMBER)
    def edit(self, which: int, number: int) -> None:
        """Also of whose story it is: then the words are of somebody else as well."""
        story = self.pick(which)
        if story.alias_of_id is None and number not in self.ledger.erased:
            language = ORIGINAL if story.locale.language_code == "en" else story.locale.language_code
            draft = self.told(number, story.get_latest_revision_as_object(), language)
            self.attempt("edited", lambda: draft.save_revision(user=self.staff["lead"]))

    def agree_to_what_is_shown(self, story: StoryPage) -> None:
        """The person reads the last version by their link, and says yes to it."""
        if story.alias_of_id:
            return

        def say_yes() -> None:
            version = finals.show_version(story, by=self.staff["lead"])
            finals.answer(version, True, party=Party.PERSON, channel=Channel.LINK)

        self.attempt("agreed to as it is", say_yes)

    @rule(which=WHICH, who=WHO, asked=st.sampled_from([True, True, True, False]))
    def publish(self, which: int, who: str, asked: bool) -> None:
        story = self.pick(which)
        if story.alias_of_id:
            return
        if asked:
            self.agree_to_what_is_shown(story)
        revision = story.get_latest_revision()
        if revision is None:
            return
        content = revision.as_object()
        later = content.go_live_at and content.go_live_at > timezone.now()
        if self.attempt("published", lambda: revision.publish(user=self.staff[who])) and not later:
            self.is_there(StoryPage.objects.get(pk=story.pk))

    def is_there(self, story: StoryPage) -> None:
        """The other half of the promise: what was agreed to and published can be read."""
        if not self.may_be_read(story):
            return
        path = story.url
        status, text = self.reader.get(path)
        assert status == 200, f"just published with consent, and not there: {path} answers {status}"
        assert words_in(text), "the page is there and its words are not"
        self.seen.add("is there")

    @rule(which=WHICH, days=st.integers(1, 20), who=WHO)
    def schedule(self, which: int, days: int, who: str) -> None:
        story = self.pick(which)
        if story.alias_of_id is None:
            draft = story.get_latest_revision_as_object()
            draft.go_live_at = timezone.now() + timedelta(days=days)
            self.save_and_publish("scheduled", draft, self.staff[who])

    def save_and_publish(self, what: str, draft: StoryPage, user: User) -> None:
        """With the person's yes to that very version, where the site asks for it."""
        revision = self.attempt(f"{what}: saved", lambda: draft.save_revision(user=user, changed=False))
        if revision:
            self.agree_to_what_is_shown(StoryPage.objects.get(pk=draft.pk))
            self.attempt(what, lambda: revision.publish(user=user))

    @rule(days=st.sampled_from([1, 3, 10, 40]))
    def time_passes(self, days: int) -> None:
        self.to_read = True
        self.offset += timedelta(days=days)
        self.set_clock()
        self.ledger.day = (BEGINS + self.offset).date()
        with TestCase.captureOnCommitCallbacks(execute=True):
            went_well = run_jobs()
        assert all(went_well.values()), went_well

    @rule(which=WHICH, language=LANGUAGE, live=st.booleans())
    def translate(self, which: int, language: str, live: bool) -> None:
        story = self.pick(which)
        if story.locale.language_code != "en" or story.alias_of_id:
            return

        po = in_words(story, language)

        def put_in(publish: bool) -> Any:
            return propose(story, self.locales[language], po, user=self.staff["first"], publish=publish)

        target = self.attempt("translation drafted", lambda: put_in(False))
        if live and target:
            self.agree_to_what_is_shown(StoryPage.objects.get(pk=target.pk))
            self.attempt("translated", lambda: put_in(True))

    @precondition(lambda self: len(self.originals()) < MOST_STORIES)
    @rule(which=WHICH, live=st.booleans())
    def copy(self, which: int, live: bool) -> None:
        story = self.pick(which)
        if story.alias_of_id is None:
            names = {"slug": f"copy-{timezone.now():%H%M%S%f}"}
            self.attempt(
                "copied",
                lambda: story.copy(
                    update_attrs=names, keep_live=live, copy_revisions=True, user=self.staff["first"]
                ),
            )

    @rule(which=WHICH, language=LANGUAGE)
    def alias(self, which: int, language: str) -> None:
        story = self.pick(which)
        locale = self.locales[language]
        taken = StoryPage.objects.filter(translation_key=story.translation_key, locale=locale).exists()
        if not taken:
            self.attempt("aliased", lambda: story.copy_for_translation(locale, copy_parents=True, alias=True))

    @rule(which=WHICH, nth=st.integers(0, 5), live=st.booleans(), who=WHO)
    def restore(self, which: int, nth: int, live: bool, who: str) -> None:
        """What was written once, perhaps about somebody else, comes back."""
        story = self.pick(which)
        revisions = list(story.revisions.order_by("pk"))
        if story.alias_of_id or not revisions:
            return
        old = revisions[nth % len(revisions)].as_object()
        if live:
            self.save_and_publish("restored", old, self.staff[who])
        else:
            self.attempt(
                "restored as a draft", lambda: old.save_revision(user=self.staff[who], changed=False)
            )

    @rule(which=WHICH)
    def set_live_by_hand(self, which: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE wagtailcore_page SET live = %s WHERE id = %s", [True, self.pick(which).pk])
        self.to_read = True
        self.seen.add("set live by hand")

    @rule(which=WHICH, out=st.booleans())
    def move(self, which: int, out: bool) -> None:
        story = self.pick(which)
        if story.locale.language_code != "en":
            return
        self.leave(story)
        target = self.elsewhere if out else self.index
        self.attempt("moved", lambda: story.move(Page.objects.get(pk=target.pk), pos="last-child"))

    @rule(which=WHICH)
    def rename(self, which: int) -> None:
        story = self.pick(which)
        if story.alias_of_id is None:
            self.leave(story)
            draft = story.get_latest_revision_as_object()
            draft.slug = f"renamed-{timezone.now():%H%M%S%f}"
            self.save_and_publish("renamed", draft, self.staff["first"])

    def leave(self, story: StoryPage) -> None:
        if story.url:
            self.left_addresses.append(story.url)

    @rule(which=WHICH, who=WHO)
    def unpublish(self, which: int, who: str) -> None:
        self.attempt("unpublished", lambda: self.pick(which).unpublish(user=self.staff[who]))

    @rule(which=WHICH)
    def put_on_the_home_page(self, which: int) -> None:
        home = HomePage.objects.get(pk=self.home.pk)
        home.story = self.pick(which)
        self.attempt("on the home page", lambda: home.save_revision().publish())

    @rule(which=WHICH)
    def put_on_the_page_of_a_partner(self, which: int) -> None:
        page = PartnerPage.objects.get(pk=self.partner.pk)
        story = self.pick(which)
        page.body = [
            ("related_pages", {"heading": "Read on", "pages": [story]}),
            ("text", f'<p>Read <a linktype="page" id="{story.pk}">on</a>.</p>'),
        ]

        def put() -> None:
            page.save_revision().publish()
            propose(page, self.locales["es"], in_words(page, "es"), publish=True)

        self.attempt("on the page of a partner", put)

    @rule(which=WHICH)
    def close_or_open(self, which: int) -> None:
        """Only for people who sign in."""
        story = self.pick(which)

        def change() -> None:
            restrictions = PageViewRestriction.objects.filter(page=story)
            if restrictions.exists():
                for restriction in restrictions:
                    restriction.delete()
            else:
                PageViewRestriction.objects.create(page=story, restriction_type=PageViewRestriction.LOGIN)

        self.attempt("closed or opened", change)

    # --- What happens to consents -----------------------------------------------------------------------------------

    @rule(
        number=NUMBER,
        scopes=SCOPES,
        begins=st.sampled_from([-30, -1, 0, 0, 0, 5]),
        holds=st.sampled_from([0, 10, 60, 400]),
        confirmed=st.sampled_from([True, True, True, False]),
    )
    def agree(self, number: int, scopes: frozenset[Scope], begins: int, holds: int, confirmed: bool) -> None:
        first = self.ledger.day + timedelta(days=begins)
        terms = consent.Terms(
            capacity=Capacity.SELF if confirmed else Capacity.TO_BE_CONFIRMED,
            identification=Identification.PSEUDONYM,
            given_on=first,
            expires_on=first + timedelta(days=holds),
            age_band=AgeBand.ADULT,
            text=texts.current(TextName.STORY, "en") if confirmed else None,
        )
        done = self.attempt(
            "agreed",
            lambda: consent.record(self.people[number], terms, scopes, by=self.staff["keeper"]),
        )
        if done:
            assert number not in self.ledger.erased, "written down again about somebody who was erased"
            codes = frozenset(map(str, scopes))
            before = self.ledger.agreed.get(number)
            self.ledger.agreed[number] = Yes(codes, terms.given_on, terms.expires_on, confirmed)
            if before and not before.withdrawn:
                paused = {"paused_by": before.paused_by, "we_paused_it": before.we_paused_it}
                self.ledger.change(number, **paused)

    def one_who_agreed(self, number: int) -> int:
        agreed = sorted(self.ledger.agreed)
        return agreed[number % len(agreed)]

    @rule(number=NUMBER, scopes=SCOPES, party=PARTIES, read=st.booleans())
    def change_scopes(self, number: int, scopes: frozenset[Scope], party: Party, read: bool) -> None:
        number = self.one_who_agreed(number)
        text = texts.current(TextName.STORY, "en") if read else None
        before = self.ledger.agreed[number]
        done = self.attempt(
            "scopes changed",
            lambda: consent.change_scopes(self.people[number], scopes, party=party, text=text),
        )
        if not done:
            return
        assert not before.withdrawn
        more = set(map(str, scopes)) - before.scopes
        if more:
            assert before.confirmed, f"{party} widened what nobody has confirmed"
            assert (party, read) == (Party.PERSON, True), f"{party} widened what somebody else agreed to"
        first = self.ledger.day if more else before.first
        self.ledger.change(number, scopes=frozenset(map(str, scopes)), first=first)

    @rule(number=NUMBER, party=PARTIES)
    def pause(self, number: int, party: Party) -> None:
        number = self.one_who_agreed(number)
        before = self.ledger.agreed[number]
        done = self.attempt("paused", lambda: consent.pause(self.people[number], party=party))
        assert done, "nothing may stand in the way of a pause"
        if not before.withdrawn and (not before.paused_by or party == Party.PERSON):
            ours = before.we_paused_it or (not before.paused_by and party == Party.STAFF)
            self.ledger.change(number, paused_by=str(party), we_paused_it=ours)

    @precondition(lambda self: any(yes.paused_by for yes in self.ledger.agreed.values()))
    @rule(number=NUMBER, party=PARTIES)
    def resume(self, number: int, party: Party) -> None:
        number = self.one_who_agreed(number)
        before = self.ledger.agreed[number]
        done = self.attempt("resumed", lambda: consent.resume(self.people[number], party=party))
        if done:
            by_another = {
                (Party.GUARDIAN, Party.PERSON),
                (Party.HOLDER, Party.PERSON),
                (Party.HOLDER, Party.STAFF),
            }
            own = str(party) == before.paused_by
            assert own or (before.paused_by, party) in by_another, "shown again by somebody else"
            ours = before.we_paused_it and party != Party.STAFF
            self.ledger.change(number, paused_by=str(Party.STAFF) if ours else "", we_paused_it=ours)

    @rule(number=NUMBER, party=PARTIES, channel=st.sampled_from(list(Channel)))
    def withdraw(self, number: int, party: Party, channel: Channel) -> None:
        if number not in self.ledger.agreed:
            return
        done = self.attempt("withdrawn", lambda: consent.withdraw(self.people[number], channel, party=party))
        assert done, "nothing may stand in the way of taking back"
        self.ledger.change(number, withdrawn=True)

    @rule(number=NUMBER)
    def withdraw_from_nothing(self, number: int) -> None:
        """Of whom nothing was written down, nothing is: an answer, and no row."""
        if number not in self.ledger.agreed:
            try:
                consent.withdraw(self.people[number], Channel.LINK)
            except ObjectDoesNotExist:
                return
            raise AssertionError("withdrawn what was never given")

    @rule(number=NUMBER, sure=st.sampled_from([True, False, False]))
    def erase(self, number: int, sure: bool) -> None:
        if not sure:
            return
        for story in StoryPage.objects.filter(subject=self.people[number]):
            self.leave(story)
        done = self.attempt(
            "erased", lambda: erase(self.people[number], party=Party.PERSON, by=self.staff["keeper"])
        )
        assert done, "nothing may stand in the way of an erasure"
        self.ledger.erased.add(number)
        self.people[number].refresh_from_db()
        if not self.stories():
            self.new_story((number + 1) % PEOPLE)

    # --- What readers see -------------------------------------------------------------------------------------------

    def may_be_read(self, story: StoryPage) -> bool:
        """Whether the page as it stands may be met by a reader, by the ledger."""
        language = story.locale.language_code
        translated = language != "en" and story.alias_of_id is None
        closed = PageViewRestriction.objects.filter(page__path__in=_above(story.path)).exists()
        number = self.number_of(story.subject_id)
        may = self.ledger.may_stand(number, language if translated else ORIGINAL, "site")
        return bool(story.live and may and not closed)

    @invariant()
    def nothing_shows_without_a_yes(self) -> None:
        if not self.to_read:
            return
        self.to_read = self.sound = False
        self.round += 1
        readable = {story.url: self.may_be_read(story) for story in self.stories()}
        hidden = {path for path, may in readable.items() if path and not may}
        for path in filter(None, [*readable, *self.left_addresses[-MOST_LEFT:]]):
            status, text = self.reader.get(path)
            self.hold(path, "site", text)
            if path in hidden:  # what is said there instead may offer the original, where that is agreed to
                assert status in {301, 302, 404, 410}, f"{path} is not to be read and answers {status}"
            else:
                assert status < 500, (path, status)
        for path, place in PLACES:
            if not self.is_its_turn(path):
                continue
            status, text = self.reader.get(path)
            assert status in {200, 404}, (path, status)
            self.hold(path, place, text)
            led_to = hidden & set(re.findall(r"/(?:en|es|ar)/[\w/-]+/", text))
            assert not led_to, f"{path} leads to {sorted(led_to)}"
        self.sound = True

    def is_its_turn(self, path: str) -> bool:
        """English and what is for all each time, the other languages by turns: what leaks goes on leaking."""
        code = path.split("/")[1]
        return READ_ALL or code not in TRANSLATED or code == TRANSLATED[self.round % len(TRANSLATED)]

    def hold(self, path: str, place: str, text: str) -> None:
        """Each person that stands here, said yes to this place in this language."""
        for number, language in words_in(text):
            assert self.ledger.may_stand(number, language, place), (
                f"{path} tells the story of person {number} in “{language}”: {self.ledger.agreed.get(number)}"
            )
            self.seen.add(f"shown at {place} in {language}")


@cache
def _above(path: str) -> tuple[str, ...]:
    """Treebeard's paths of a page and of all that it lies below."""
    return tuple(path[:end] for end in range(4, len(path) + 1, 4))

"""The private page, from the PIN to the last press, as a person meets it."""

from __future__ import annotations

import logging
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import signing
from django.db import connection
from django.http import HttpRequest, QueryDict
from django.test import Client

from audit.models import Record
from consent import domain as consent
from consent import surfaces, texts
from consent.enums import AgeBand, Capacity, Channel, Party, Scope, TextName
from consent.models import ConsentRecord, ConsentText, Subject, TakeBackKey
from consent.surfaces import Surface, Use
from consent.taking_back import parts, ticket
from consent.taking_back.domain import end_key, give_key
from consent.taking_back.parts import Part
from core import clock
from edge.logs import RouteFilter
from stories.models import StoryIndexPage, StoryPage

from .readers import Browser, agreed, some_other_pin

pytestmark = pytest.mark.usefixtures("home_page", "remembering")

SHOWN = "It may be shown in the places that you agreed to"
PAUSED = "It is paused. Nothing is shown until you show it again."
EVERYWHERE = [Scope.SITE, Scope.PRESS]


@pytest.fixture
def subject(home_page: Any) -> Subject:
    return agreed(*EVERYWHERE)


@pytest.fixture
def browser(subject: Subject) -> Browser:
    return Browser(give_key(subject, Party.PERSON))


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """A place that shows a person, as rooms above add theirs."""

    def uses(subject: Subject) -> list[Use]:
        if subject not in consent.in_force(Scope.SITE):
            return []
        return [Use("/en/there/", "The long way", "en"), Use("/ar/there/", "الطريق", "ar")]

    def none(subject: Subject) -> list[Use]:
        return []

    monkeypatch.setattr(surfaces, "_surfaces", {})
    monkeypatch.setattr(surfaces, "autodiscover_modules", lambda name: None)
    surfaces.register(Surface("page", "the page of the story", Scope.SITE, uses))
    surfaces.register(Surface("feed", "feeds", Scope.FEEDS, none))


# --- Opening ------------------------------------------------------------------------------------------------------


def test_the_pin_opens_the_page_and_nothing_else_does(browser: Browser) -> None:
    assert browser.look().asks_for_the_pin
    assert browser.open(some_other_pin(browser.given.pin)).status == 422
    assert browser.problem == "Code and PIN do not fit together, or the link has ended. Please look again."
    assert browser.asks_for_the_pin

    assert browser.open().status == 200
    assert browser.standing.startswith(SHOWN)
    assert not browser.asks_for_the_pin


def test_the_code_can_be_typed_on_the_page_itself(browser: Browser) -> None:
    browser.address = "/en/my-story/"

    assert browser.look().page.select_one("input[name=code]") is not None
    assert browser.open(code=browser.given.code.lower()).standing.startswith(SHOWN)
    assert browser.press("pause").told == PAUSED


def test_looking_tells_nobody_whether_there_is_such_a_link(browser: Browser) -> None:
    ended = Browser(give_key(agreed(Scope.SITE), Party.PERSON))
    end_key(ended.given.key)
    codes = [browser.given.code, ended.given.code, "0" * 20, "nonsense", "%00"]

    answers = [Client().get(f"/en/my-story/{code}/") for code in codes]

    bodies = {
        answer.content.decode().replace(code.replace("%00", "\x00"), "CODE")
        for code, answer in zip(codes, answers, strict=True)
    }
    assert {answer.status_code for answer in answers} == {200}
    assert len(bodies) == 1


@pytest.mark.parametrize("pin", ["", "12345", "1234567", "abcdef", "½½½½½½"])
def test_what_cannot_be_a_pin_is_said_so_and_costs_no_try(browser: Browser, pin: str) -> None:
    for _ in range(7):
        browser.open(pin)

    wrong = browser.page.select_one("#pin-wrong")
    assert (browser.status, wrong and wrong.text) == (
        422,
        "A PIN has six figures." if pin else "Please type your PIN.",
    )
    assert browser.open().standing.startswith(SHOWN)


def test_an_ended_link_and_an_erased_person_answer_like_a_wrong_pin(subject: Subject) -> None:
    wrong, ended, erased = (Browser(give_key(agreed(Scope.SITE), Party.PERSON)) for _ in range(3))
    wrong.open(some_other_pin(wrong.given.pin))
    end_key(ended.given.key)
    Subject.objects.filter(pk=erased.given.key.subject_id).update(erased_at=clock.now())

    for closed in (ended.open(), erased.open()):
        assert (closed.status, closed.problem) == (wrong.status, wrong.problem)
        assert closed.response.content.replace(
            closed.given.code.encode(), b""
        ) == wrong.response.content.replace(wrong.given.code.encode(), b"")


def test_the_page_speaks_the_language_of_its_address_and_keeps_the_code_in_the_others(
    subject: Subject,
) -> None:
    browser = Browser(give_key(subject, Party.PERSON), "ar").look()

    html = browser.page.html
    assert html is not None
    assert (html["lang"], html["dir"]) == ("ar", "rtl")
    others = {link["href"] for link in browser.page.select(".languages a")}
    assert others == {
        f"/{code}/my-story/{browser.given.code}/" for code in ("en", "es", "fr", "el", "lt", "ar")
    }
    arabic = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
    assert browser.open(browser.given.pin.translate(arabic)).status == 200


# --- What stands on it --------------------------------------------------------------------------------------------


def test_every_place_that_shows_it_is_there_with_its_language(browser: Browser, shown: None) -> None:
    browser.open()

    assert [heading.text for heading in browser.page.select(".uses")[0].parent.select("h3")] == [  # type: ignore[union-attr]
        "The page of the story"
    ]
    assert browser.links == [
        ("/en/there/", "The long way", "English"),
        ("/ar/there/", "الطريق", "Arabic"),
    ]


def test_when_nothing_is_shown_the_page_says_so(browser: Browser, shown: None) -> None:
    browser.open().press("pause")

    assert browser.links == []
    assert "Nothing of it is shown on this site at the moment." in browser.page.text


def standing_after(change: Any, subject: Subject) -> str:
    change(subject)
    return Browser(give_key(subject, Party.PERSON)).open().standing


def paused_by_us(subject: Subject) -> None:
    consent.pause(subject, party=Party.STAFF)


def taken_back(subject: Subject) -> None:
    consent.withdraw(subject, Channel.PHONE)


def nothing_ticked(subject: Subject) -> None:
    consent.change_scopes(subject, [], party=Party.STAFF)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda subject: None, SHOWN),
        (paused_by_us, "It has been paused since"),
        (taken_back, "It was taken back on"),
        (nothing_ticked, "No place is agreed to, so nothing may be shown."),
    ],
    ids=["shown", "paused", "taken back", "no place"],
)
def test_how_things_stand_is_said_in_words(subject: Subject, change: Any, says: str) -> None:
    assert standing_after(change, subject).startswith(says)


def test_somebody_of_whom_nothing_is_recorded_reads_that_and_is_never_refused_an_answer(
    home_page: Any,
) -> None:
    browser = Browser(give_key(Subject.objects.create(label="Nobody"), Party.PERSON)).open()

    assert browser.standing == "Nothing has been agreed to yet, so nothing is shown."
    assert browser.acts == []
    for act in ("pause", "resume", "choose", "withdraw"):
        again = browser.send(ticket=ticket.ticket_for(browser.given.key), act=act, sure="yes")
        assert (again.status, bool(again.problem)) == (422, True)


def test_what_ended_by_itself_can_still_be_taken_back(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = clock.today() + timedelta(days=366)
    for room in (clock, consent):
        monkeypatch.setattr(room, "today", lambda: later)

    assert browser.open().standing.startswith("What was agreed to ended on")
    assert browser.acts == ["withdraw"]
    assert browser.press("withdraw").press("withdraw", sure=True).standing.startswith("It was taken back on")


# --- Pausing ------------------------------------------------------------------------------------------------------


@pytest.fixture
def story(subject: Subject, make_page: Any) -> StoryPage:
    page: StoryPage = make_page(
        StoryPage,
        make_page(StoryIndexPage, slug="stories"),
        subject=subject,
        composite=True,
        content_note="A note",
        slug="a-story",
    )
    return page


def is_public(story: StoryPage) -> bool:
    return Client().get("/en/stories/a-story/").status_code == 200


def test_pausing_hides_the_story_and_showing_it_again_shows_it(browser: Browser, story: StoryPage) -> None:
    browser.open()
    seen = [is_public(story)]
    browser.press("pause")
    said = [browser.told]
    seen.append(is_public(story))
    browser.press("resume")
    said.append(browser.told)
    seen.append(is_public(story))

    assert seen == [True, False, True]
    assert said == [PAUSED, "It is shown again, in the places that you had agreed to."]
    assert list(
        Record.objects.filter(action__in=["consent.paused", "consent.resumed"]).values_list("by")
    ) == [
        (Record.By.VISITOR,),
        (Record.By.VISITOR,),
    ]


def test_pausing_twice_is_one_pause(browser: Browser, subject: Subject) -> None:
    browser.open()
    form = browser.form("pause")

    assert browser.send(**form).told == browser.send(**form).told == PAUSED
    assert subject.records.exclude(paused_at=None).count() == 1


def test_showing_again_twice_says_that_it_is_not_paused(browser: Browser) -> None:
    browser.open().press("pause")
    form = browser.form("resume")
    browser.send(**form)

    assert browser.send(**form).status == 422
    assert browser.problem == "This is not paused."
    assert browser.standing.startswith(SHOWN)


def test_what_a_person_paused_a_guardian_does_not_show_again(home_page: Any) -> None:
    child = agreed(Scope.SITE, capacity=Capacity.BOTH, band=AgeBand.FROM_13)
    Browser(give_key(child, Party.PERSON)).open().press("pause")

    guardian = Browser(give_key(child, Party.GUARDIAN)).open()
    assert ("resume" in guardian.acts, "withdraw" in guardian.acts) == (False, True)
    refused = guardian.send(ticket=ticket.ticket_for(guardian.given.key), act="resume")
    assert (refused.status, refused.problem) == (422, "Only whoever paused it can show it again.")
    assert consent.scopes_in_force(child) == []


# --- Where it may be shown ----------------------------------------------------------------------------------------


def test_a_place_that_loses_its_tick_is_gone(browser: Browser, subject: Subject) -> None:
    browser.open()
    assert {code for code, ticked in browser.ticked.items() if ticked} == {"site", "press"}

    browser.press("choose", scope=["site"])

    assert browser.told == "What you chose is in force now."
    assert consent.scopes_in_force(subject) == [Scope.SITE]
    assert {code for code, ticked in browser.ticked.items() if ticked} == {"site"}


def test_the_last_tick_can_be_taken_away_too(browser: Browser, subject: Subject) -> None:
    browser.open().press("choose", scope=[])

    assert (browser.status, consent.scopes_in_force(subject)) == (200, [])
    assert browser.press("choose", scope=["site"], agreed="yes").status == 200
    assert consent.scopes_in_force(subject) == [Scope.SITE]


def test_choosing_what_is_so_already_changes_nothing(browser: Browser, subject: Subject) -> None:
    browser.open().press("choose")

    assert browser.told == "Nothing was changed: it is as you chose already."
    assert subject.records.count() == 1


def test_more_is_agreed_to_with_the_whole_text_and_a_tick(browser: Browser, subject: Subject) -> None:
    text = texts.current(TextName.STORY, "en")
    browser.open()
    read = " ".join(browser.page.select(".agree .prose")[0].get_text(" ").split())
    assert read == " ".join(text.text.split())

    browser.press("choose", scope=["site", "press", "social"])
    assert (browser.status, browser.told) == (422, "")
    assert browser.problem.startswith("No place was added.")
    # Nothing is lost: what was ticked is ticked still.
    assert browser.ticked["social"]
    assert consent.scopes_in_force(subject) == EVERYWHERE

    browser.press("choose", agreed="yes")
    assert (browser.status, browser.told) == (200, "What you chose is in force now.")
    assert consent.scopes_in_force(subject) == [Scope.SITE, Scope.SOCIAL, Scope.PRESS]
    newest = consent.newest(subject)
    assert newest
    assert (newest.text, newest.given_on) == (text, clock.today())


def test_a_text_that_was_rewritten_meanwhile_is_read_anew(browser: Browser, subject: Subject) -> None:
    browser.open()
    form = browser.form("choose")
    ConsentText(name=TextName.STORY, language="en", version=2, text="Another wording.").save()

    browser.send(**{**form, "scope": ["site", "press", "print"], "agreed": "yes"})

    assert (browser.status, consent.scopes_in_force(subject)) == (422, EVERYWHERE)
    assert browser.page.select(".agree .prose")[0].get_text().strip() == "Another wording."


@pytest.mark.parametrize("text", ["", "999999", "1" * 30, "-1", "²", "x"])
def test_a_text_that_there_is_not_is_not_agreed_to(browser: Browser, subject: Subject, text: str) -> None:
    browser.open().press("choose", scope=["site", "press", "print"], agreed="yes", text=text)

    assert (browser.status, consent.scopes_in_force(subject)) == (422, EVERYWHERE)


def test_who_may_not_allow_more_is_offered_no_more(home_page: Any) -> None:
    child = agreed(Scope.SITE, capacity=Capacity.GUARDIAN, band=AgeBand.FROM_10)
    own = Browser(give_key(child, Party.PERSON)).open()

    assert own.ticked == {"site": True}
    text = texts.current(TextName.STORY, "en")
    own.press("choose", scope=["site", "social", "no such place"], agreed="yes", text=text.pk)
    assert own.problem == "More places can only be agreed to by whoever agreed at first."
    assert consent.scopes_in_force(child) == [Scope.SITE]

    guardian = Browser(give_key(child, Party.GUARDIAN)).open()
    assert guardian.press("choose", scope=["site", "social"], agreed="yes").status == 200
    assert consent.scopes_in_force(child) == [Scope.SITE, Scope.SOCIAL]


def test_without_a_text_in_the_pages_language_nothing_more_is_offered(subject: Subject) -> None:
    where = " ON consent_consenttext" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        # Undone with the test: nothing of ours takes a text away.
        cursor.execute(f"DROP TRIGGER consent_consenttext_no_delete{where}")
        cursor.execute("DELETE FROM consent_consenttext WHERE name = 'story' AND language = 'lt'")
    browser = Browser(give_key(subject, Party.PERSON), "lt").open()

    assert browser.ticked == {"site": True, "press": True}


# --- Taking it back -----------------------------------------------------------------------------------------------


def test_taking_it_back_takes_two_presses_and_ends_it_everywhere(
    browser: Browser, story: StoryPage, subject: Subject
) -> None:
    browser.open().press("withdraw")
    assert browser.page.h1
    assert browser.page.h1.text == "Do you want to take it back?"
    assert is_public(story)

    browser.press("withdraw", sure=True)

    assert not is_public(story)
    newest = consent.newest(subject)
    assert newest
    assert (newest.withdrawn_on, newest.withdrawn_by, newest.withdrawal_channel) == (
        clock.today(),
        Party.PERSON,
        Channel.LINK,
    )
    assert browser.told.startswith("It was taken back on")
    assert browser.acts == []
    assert "What is left" in browser.page.text


def test_at_the_second_question_one_can_turn_back(browser: Browser, subject: Subject) -> None:
    browser.open().press("withdraw").press("show")

    assert browser.standing.startswith(SHOWN)
    assert consent.scopes_in_force(subject) == EVERYWHERE


def test_a_guardian_takes_back_too_and_it_says_who(home_page: Any) -> None:
    child = agreed(Scope.SITE, capacity=Capacity.GUARDIAN, band=AgeBand.FROM_7)

    Browser(give_key(child, Party.GUARDIAN)).open().press("withdraw").press("withdraw", sure=True)

    assert child.records.first().withdrawn_by == Party.GUARDIAN


def test_taking_it_back_twice_says_when_it_was_done(browser: Browser, subject: Subject) -> None:
    browser.open().press("withdraw")
    form = browser.form("withdraw", sure=True)
    first = browser.send(**form).told

    assert browser.send(**form).told == first
    assert browser.send(**{name: value for name, value in form.items() if name != "sure"}).told == first
    assert subject.records.exclude(withdrawn_on=None).count() == 1


@pytest.mark.parametrize("act", ["pause", "resume", "choose"])
def test_a_page_from_before_it_was_taken_back_says_how_things_are(browser: Browser, act: str) -> None:
    opened = browser.open().form("pause")
    consent.withdraw(browser.given.key.subject, Channel.PHONE)

    browser.send(**{**opened, "act": act, "scope": ["site"]})

    assert bool(browser.told) is not bool(browser.problem)
    assert browser.standing.startswith("It was taken back on")
    assert consent.scopes_in_force(browser.given.key.subject) == []


def test_a_button_that_there_is_not_changes_nothing(browser: Browser, subject: Subject) -> None:
    for act in ("", "erase", "part:", "part:none"):
        browser.open().send(ticket=ticket.ticket_for(browser.given.key), act=act)
        assert (browser.status, browser.problem) == (
            422,
            "That button is not known here. Nothing was changed.",
        )
    assert subject.records.count() == 1


# --- The ticket ---------------------------------------------------------------------------------------------------


@pytest.fixture
def half_an_hour_later(monkeypatch: pytest.MonkeyPatch) -> Any:
    def go() -> None:
        real = signing.time.time
        monkeypatch.setattr(signing.time, "time", lambda: real() + 30 * 60 + 1)

    return go


def test_after_half_an_hour_the_pin_is_asked_for_and_what_was_pressed_is_done(
    browser: Browser, subject: Subject, half_an_hour_later: Any
) -> None:
    browser.open()
    half_an_hour_later()

    browser.press("choose", scope=["press"])
    assert (browser.status, browser.asks_for_the_pin) == (422, True)
    assert "half an hour" in browser.told
    assert consent.scopes_in_force(subject) == EVERYWHERE

    # A slip in between loses nothing either.
    kept = {field["name"]: field["value"] for field in browser.page.select("form.sheet input[type=hidden]")}
    browser.open("12345", **kept)
    kept = {field["name"]: field["value"] for field in browser.page.select("form.sheet input[type=hidden]")}
    assert browser.open(**{**kept, "had": ["", "site", "press"]}).told == "What you chose is in force now."
    assert consent.scopes_in_force(subject) == [Scope.PRESS]


def test_taking_it_back_too_late_is_asked_for_again_and_done(
    browser: Browser, subject: Subject, half_an_hour_later: Any
) -> None:
    browser.open().press("withdraw")
    half_an_hour_later()
    browser.press("withdraw", sure=True)

    kept = {field["name"]: field["value"] for field in browser.page.select("form.sheet input[type=hidden]")}
    assert browser.open(**kept).standing.startswith("It was taken back on")


def forged(browser: Browser, other: TakeBackKey) -> str:
    """The right form, signed with something else than the site's key."""
    seal = ticket._seal(other)
    return signing.TimestampSigner(key="guessed", salt=ticket.SALT).sign_object(
        {"key": other.pk, "seal": seal}
    )


def of_another_purpose(browser: Browser, other: TakeBackKey) -> str:
    seal = ticket._seal(other)
    return signing.TimestampSigner(salt="elsewhere").sign_object({"key": other.pk, "seal": seal})


def altered(browser: Browser, other: TakeBackKey) -> str:
    return "e30" + ticket.ticket_for(browser.given.key)


def of_an_older_pin(browser: Browser, other: TakeBackKey) -> str:
    before = ticket.ticket_for(other)
    TakeBackKey.objects.filter(pk=other.pk).update(pin_hash="changed")
    return before


def of_an_ended_link(browser: Browser, other: TakeBackKey) -> str:
    end_key(other)
    return ticket.ticket_for(other)


def of_the_own_link(browser: Browser, other: TakeBackKey) -> str:
    """Held by somebody else, sent to the address of another's page."""
    return ticket.ticket_for(browser.given.key)


def none_at_all(browser: Browser, other: TakeBackKey) -> str:
    return ""


@pytest.mark.parametrize(
    "make",
    [forged, of_another_purpose, altered, of_an_older_pin, of_an_ended_link, of_the_own_link, none_at_all],
)
def test_a_ticket_that_is_not_of_this_link_opens_nothing(browser: Browser, make: Any) -> None:
    other = Browser(give_key(agreed(Scope.SITE), Party.PERSON))
    made = make(browser, other.given.key)

    other.send(ticket=made, act="withdraw", sure="yes")

    assert (other.status, other.asks_for_the_pin) == (422, True)
    assert consent.scopes_in_force(other.given.key.subject) == [Scope.SITE]
    assert other.problem == "Please type your PIN. Nothing was changed."


def test_a_page_elsewhere_cannot_have_something_pressed_with_the_pin(
    browser: Browser, subject: Subject
) -> None:
    """A form on another site leads here, with a button already pressed; the reader only means to look."""
    attackers = ticket.ticket_for(give_key(agreed(Scope.SITE), Party.PERSON).key)

    for planted in (attackers, "", "nonsense"):
        browser.open(ticket=planted, act="withdraw", sure="yes")
        assert browser.standing.startswith(SHOWN)
    assert consent.scopes_in_force(subject) == EVERYWHERE


# --- What rooms add -----------------------------------------------------------------------------------------------


@pytest.fixture
def part(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    heard: list[str] = []

    def content(key: TakeBackKey, request: HttpRequest) -> dict[str, Any] | None:
        return {} if key.party == Party.PERSON else None

    def act(key: TakeBackKey, data: QueryDict, request: HttpRequest) -> str:
        if data.get("answer") == "no":
            raise consent.Refused("no", "That was not possible.")
        heard.append(data["answer"])
        return "Thank you."

    monkeypatch.setattr(parts, "_parts", {})
    monkeypatch.setattr(parts, "autodiscover_modules", lambda name: None)
    parts.register(Part("version", 1, "consent/my_story/carried.html", content, act))
    return heard


def test_a_section_of_another_room_stands_on_the_page_and_is_answered_there(
    browser: Browser, part: list[str]
) -> None:
    page = browser.open().page
    act = page.select_one("main input[value='part:version']")
    carried = act and act.find_previous("input", {"name": "ticket"})
    assert isinstance(carried, object)
    assert carried
    sent = {"act": "part:version", "ticket": carried["value"]}  # type: ignore[index]

    assert browser.send(**sent, answer="yes").told == "Thank you."
    assert browser.send(**sent, answer="no").problem == "That was not possible."
    assert part == ["yes"]


def test_a_section_that_has_nothing_to_say_is_not_there(subject: Subject, part: list[str]) -> None:
    child = agreed(Scope.SITE, capacity=Capacity.BOTH, band=AgeBand.FROM_13)

    assert "part:version" not in Browser(give_key(child, Party.GUARDIAN)).open().acts


# --- Nothing is left behind ---------------------------------------------------------------------------------------


def walk(browser: Browser) -> list[Any]:
    """Every kind of answer that the page gives."""
    answers = [browser.look().response, browser.open("000000").response, browser.open("x").response]
    answers.append(browser.open().response)
    for act in ("pause", "resume", "choose", "no such", "withdraw"):
        sent = browser.send(ticket=ticket.ticket_for(browser.given.key), act=act)
        answers.append(sent.response)
    answers.append(browser.send(act="pause").response)
    for _ in range(6):
        browser.open("000000")
    answers.append(browser.response)
    return answers


def test_no_answer_sets_a_cookie_is_kept_or_tells_others_its_address(browser: Browser) -> None:
    answers = walk(browser)

    assert {answer.status_code for answer in answers} == {200, 422, 429}
    assert [dict(answer.cookies) for answer in answers] == [{}] * len(answers)
    assert not browser.client.cookies
    for name, value in {
        "Cache-Control": "private, no-store",
        "Referrer-Policy": "no-referrer",
        "X-Robots-Tag": "noindex, nofollow, noarchive",
    }.items():
        assert {answer.headers.get(name) for answer in answers} == {value}
    assert {answer.headers.get("Set-Cookie") for answer in answers} == {None}


def test_an_address_without_its_last_stroke_is_answered_and_not_redirected(browser: Browser) -> None:
    response = Client().get(browser.address.rstrip("/"))

    assert (response.status_code, response.headers["Cache-Control"]) == (200, "private, no-store")


def test_every_page_has_the_way_out_and_help(browser: Browser) -> None:
    for answer in (browser.look(), browser.open(), browser.press("withdraw")):
        assert answer.page.select_one("a.btn.leave[data-exit]") is not None
        assert answer.page.select_one("meta[name=robots]")["content"] == "noindex, nofollow"  # type: ignore[index]


def test_neither_code_nor_pin_stands_in_a_log(browser: Browser, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, logger="django.request")
    caplog.handler.addFilter(RouteFilter())

    walk(browser)
    Client().put(browser.address)

    # What was refused is in it, by its route.
    assert "my-story/<str:code>/" in caplog.text
    for secret in (browser.given.code, browser.given.code.replace("-", ""), browser.given.pin):
        assert secret not in caplog.text


def test_what_is_done_is_in_the_log_by_key_alone(browser: Browser, subject: Subject) -> None:
    browser.open("000000")
    browser.open().press("withdraw").press("withdraw", sure=True)

    lines = Record.objects.filter(object_id=str(subject.pk)).order_by("pk")
    assert list(lines.values_list("action", "by")) == [
        ("consent.recorded", Record.By.MACHINE),
        ("consent.key_given", Record.By.MACHINE),
        ("consent.key_refused", Record.By.VISITOR),
        ("consent.key_used", Record.By.VISITOR),
        ("consent.withdrawn", Record.By.VISITOR),
    ]


def test_the_day_of_an_end_is_named(browser: Browser, subject: Subject) -> None:
    row: ConsentRecord = subject.records.get()

    assert date.isoformat(row.expires_on)[:4] in browser.open().standing
    assert "universal time" in browser.page.text

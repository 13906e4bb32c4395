"""The exact final version is seen and agreed to before anybody else can read it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.http import QueryDict
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import Settings
from wagtail.models import Locale
from wagtail_localize.models import TranslationSource

from accounts.models import User
from accounts.tests.holders import give
from audit import outbox
from audit.models import Letter, Record
from audit.sealed import seal
from audit.tests.letters import worker_at_work
from consent import domain as consent
from consent import texts
from consent.enums import AgeBand, Capacity, Channel, Identification, Party, Scope, TextName
from consent.models import Subject, TakeBackKey
from consent.taking_back.domain import give_key
from consent.tests.readers import Browser
from core import clock
from core.models import SiteImage
from core.publishing import NotPublishable
from core.roles import Role
from core.tests import files
from core.tests.pages import build
from core.tests.sessions import signed_in
from languages.domain import propose
from languages.po import template
from stories import domain, parts
from stories.fingerprint import fingerprint
from stories.models import Answer, FinalVersion, StoryIndexPage, StoryPage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("remembering")]

TEXT = "<p>She was found, and she is well.</p>"


@pytest.fixture
def subject(consenting: Any) -> Subject:
    return consenting(Scope.SITE, Scope.TRANSLATIONS)


@pytest.fixture
def draft(make_page: Any, subject: Subject) -> StoryPage:
    """Written, and shown to nobody yet."""
    index = make_page(StoryIndexPage, slug="stories")
    page = StoryPage(
        title="A walk home",
        slug="a-walk-home",
        subject=subject,
        content_note="Speaks of a night alone.",
        body=[("text", TEXT)],
        live=False,
        locale=index.locale,
    )
    index.add_child(instance=page)
    page.save_revision()
    return page


def written(page: StoryPage, **changes: Any) -> StoryPage:
    """Another draft of it, as an editor saves one."""
    fresh = StoryPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(fresh, name, value)
    fresh.save_revision()
    return StoryPage.objects.get(pk=page.pk)


def may_go_live(page: StoryPage) -> bool:
    try:
        StoryPage.objects.get(pk=page.pk).latest_revision.publish()
    except NotPublishable:
        return False
    return True


def say(version: FinalVersion, yes: bool = True, party: Party = Party.PERSON) -> Answer:
    return domain.answer(version, yes, party=party, channel=Channel.LINK)


def refused(code: str) -> Any:
    """The code of what was refused, told from other refusals."""
    return pytest.raises(consent.Refused, check=lambda error: error.code == code)


def agree_anew(subject: Subject, capacity: Capacity, **more: Any) -> None:
    day = clock.today()
    asked = capacity in {Capacity.SELF, Capacity.GUARDIAN, Capacity.BOTH}
    terms = {
        "capacity": capacity,
        "identification": Identification.PSEUDONYM,
        "given_on": day,
        "expires_on": day.replace(year=day.year + 1, day=1),
        "text": texts.current(TextName.STORY, "en") if asked else None,
    }
    consent.record(subject, consent.Terms(**{**terms, **more}), [Scope.SITE, Scope.TRANSLATIONS])


# --- No yes, no page ----------------------------------------------------------------------------------------------


def test_a_story_is_published_only_after_the_person_said_yes_to_it(draft: StoryPage) -> None:
    assert may_go_live(draft) is False
    version = domain.show_version(draft, by=None)
    assert may_go_live(draft) is False
    say(version)
    assert may_go_live(draft) is True


def test_a_no_publishes_nothing(draft: StoryPage) -> None:
    say(domain.show_version(draft, by=None), yes=False)
    assert may_go_live(draft) is False


def picture(name: str) -> SiteImage:
    image = SiteImage(title=name, file=ContentFile(files.jpeg(), name=f"{name}.jpg"))
    image.save()
    return image


@pytest.mark.parametrize(
    "changes",
    [
        {"body": [("text", TEXT.replace("found,", "found"))]},
        {"title": "A walk home."},
        {"content_note": "Speaks of a night alone, and of a dog."},
        {"listing_summary": "Her name was Zephyrine."},
        {"slug": "zephyrines-walk-home"},
        {"told_by": "Zephyrine"},
        {"kinds": ["runaway"]},
        {"body": [("text", TEXT), ("text", TEXT)]},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_a_yes_to_one_version_does_not_cover_another(draft: StoryPage, changes: dict[str, Any]) -> None:
    say(domain.show_version(draft, by=None))
    assert may_go_live(written(draft, **changes)) is False


def test_a_yes_to_one_picture_does_not_cover_another_nor_another_file_behind_it(draft: StoryPage) -> None:
    one, other = picture("one"), picture("other")

    def with_picture(image: SiteImage) -> StoryPage:
        body = [("image", {"image": image, "alt": "A road", "caption": "", "credit": ""})]
        return written(draft, body=body, pictures_checked=True)

    say(domain.show_version(with_picture(one), by=None))
    assert domain.is_agreed(with_picture(one).get_latest_revision_as_object()) is True
    assert domain.is_agreed(with_picture(other).get_latest_revision_as_object()) is False

    before = fingerprint(with_picture(one).get_latest_revision_as_object())
    one.file = ContentFile(files.jpeg(), name="another.jpg")
    one.save()
    assert fingerprint(with_picture(one).get_latest_revision_as_object()) != before


def test_a_save_that_changes_nothing_for_readers_does_not_undo_a_yes(draft: StoryPage) -> None:
    say(domain.show_version(draft, by=None))
    numbered = [("text", TEXT.replace("<p>", '<p data-block-key="x7k2p">'))]
    page = written(draft, body=numbered, pictures_checked=True, show_in_menus=True)
    assert may_go_live(page) is True


def test_a_version_agreed_to_can_be_published_again_after_another_was_written(draft: StoryPage) -> None:
    say(domain.show_version(draft, by=None))
    assert may_go_live(written(draft, title="Another title")) is False
    assert may_go_live(written(draft, title="A walk home")) is True


def test_a_yes_belongs_to_the_person_who_said_it(draft: StoryPage, consenting: Any) -> None:
    say(domain.show_version(draft, by=None))
    assert may_go_live(written(draft, subject=consenting(Scope.SITE))) is False


def test_a_story_begun_anew_with_the_same_words_is_shown_anew(draft: StoryPage) -> None:
    say(domain.show_version(draft, by=None))
    copied = draft.copy(update_attrs={"slug": "a-walk-home-2"}, keep_live=False)
    assert domain.is_agreed(copied.get_latest_revision_as_object()) is False


# --- Whose yes it takes -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("capacity", "more", "enough"),
    [
        (Capacity.SELF, {"age_band": AgeBand.ADULT}, [[Party.PERSON]]),
        (Capacity.GUARDIAN, {"age_band": AgeBand.FROM_7}, [[Party.GUARDIAN]]),
        (Capacity.BOTH, {"age_band": AgeBand.FROM_13}, [[Party.PERSON, Party.GUARDIAN]]),
        (Capacity.HOLDER, {"holder": "ICMEC"}, [[Party.HOLDER], [Party.PERSON]]),
    ],
)
def test_those_say_yes_who_agreed_at_first(
    draft: StoryPage, subject: Subject, capacity: Capacity, more: dict[str, Any], enough: list[list[Party]]
) -> None:
    agree_anew(subject, capacity, **more)
    for said in ([Party.PERSON], [Party.GUARDIAN], [Party.HOLDER], [Party.PERSON, Party.GUARDIAN]):
        page = written(draft, title=f"As told to {' and '.join(said)}")
        version = domain.show_version(page, by=None)
        for party in said:
            say(version, party=party)
        expected = any(set(parties) <= set(said) for parties in enough)
        assert domain.is_agreed(page.get_latest_revision_as_object()) is expected, said


def test_the_no_of_one_outweighs_the_yes_of_another(draft: StoryPage, subject: Subject) -> None:
    agree_anew(subject, Capacity.BOTH, age_band=AgeBand.FROM_13)
    version = domain.show_version(draft, by=None)
    say(version, party=Party.GUARDIAN)
    say(version, yes=False, party=Party.PERSON)
    assert may_go_live(draft) is False


def test_nobody_of_ours_says_yes_in_somebodys_place(draft: StoryPage) -> None:
    version = domain.show_version(draft, by=None)
    with refused("not_ours"):
        say(version, party=Party.STAFF)
    assert not Answer.objects.exists()


def test_a_composed_story_that_shows_nobody_needs_no_yes(draft: StoryPage, subject: Subject) -> None:
    assert domain.is_agreed(written(draft, composite=True).get_latest_revision_as_object()) is False
    consent.identify(subject, Identification.NONE)
    page = written(draft, composite=True)
    assert may_go_live(page) is True
    with refused("not_needed"):
        domain.show_version(page, by=None)


@pytest.mark.parametrize("demo", [True, False])
def test_what_is_to_be_confirmed_needs_no_yes_in_a_demonstration_alone(
    draft: StoryPage, subject: Subject, settings: Settings, demo: bool
) -> None:
    settings.DEMO = demo
    agree_anew(subject, Capacity.TO_BE_CONFIRMED)
    assert domain.is_agreed(draft.get_latest_revision_as_object()) is demo


def test_a_translation_goes_live_once_its_original_was_agreed_to(draft: StoryPage) -> None:
    spanish = Locale.objects.get(language_code="es")
    index = StoryIndexPage.objects.get(locale=draft.locale)
    for page in (index.get_parent().specific, index, draft):
        source, _made = TranslationSource.update_or_create_from_instance(page)
        po = template(source)
        for entry in po:
            entry.msgstr = f"es {entry.msgid}"
        translated = propose(page, spanish, po, publish=page != draft)

    assert domain.follows_an_original(translated)
    assert may_go_live(translated) is False
    with refused("translation"):
        domain.show_version(translated, by=None)
    say(domain.show_version(draft, by=None))
    assert may_go_live(translated) is True


# --- Showing and answering ----------------------------------------------------------------------------------------


def test_nothing_is_shown_without_a_consent_in_force(draft: StoryPage, subject: Subject) -> None:
    consent.withdraw(subject, Channel.LETTER)
    with refused("no_consent"):
        domain.show_version(draft, by=None)
    with refused("nobody"):
        domain.show_version(written(draft, subject=None), by=None)
    assert not FinalVersion.objects.exists()


def test_a_newer_version_takes_the_place_of_one_that_nobody_answered(
    draft: StoryPage, subject: Subject
) -> None:
    older = domain.show_version(draft, by=None)
    newer = domain.show_version(written(draft, title="Another title"), by=None)
    assert domain.waiting_for(subject, Party.PERSON) == [newer]
    with refused("changed"):
        say(older)


def test_the_same_version_is_not_offered_twice_and_not_after_a_yes(draft: StoryPage) -> None:
    version = domain.show_version(draft, by=None)
    assert domain.show_version(draft, by=None) == version
    say(version)
    with refused("agreed_already"):
        domain.show_version(draft, by=None)


def test_after_a_no_the_same_version_can_be_shown_and_agreed_to_again(draft: StoryPage) -> None:
    say(domain.show_version(draft, by=None), yes=False)
    assert may_go_live(draft) is False
    say(domain.show_version(draft, by=None))
    assert may_go_live(draft) is True


def test_an_old_version_that_was_brought_back_can_be_agreed_to(draft: StoryPage) -> None:
    say(domain.show_version(draft, by=None))
    draft.latest_revision.publish()
    page = StoryPage.objects.get(pk=draft.pk)
    page.slug = "as-it-was-called-once"
    page.save_revision(changed=False)
    page.refresh_from_db()

    assert domain.standing(page).state == "changed"
    say(domain.show_version(page, by=None))

    assert domain.standing(page).state == "agreed"
    page.latest_revision.publish()
    assert StoryPage.objects.get(pk=draft.pk).slug == "as-it-was-called-once"


def test_an_answer_to_what_was_changed_meanwhile_is_refused_and_publishes_nothing(draft: StoryPage) -> None:
    version = domain.show_version(draft, by=None)
    written(draft, title="Another title")
    with refused("changed"):
        say(version)
    assert not Answer.objects.exists()


def test_of_two_answers_the_first_stands(draft: StoryPage) -> None:
    version = domain.show_version(draft, by=None)
    say(version, yes=False)
    with refused("answered"):
        say(version)
    assert [answer.yes for answer in version.answers.all()] == [False]


def test_nobody_answers_for_somebody_who_was_erased(draft: StoryPage, subject: Subject) -> None:
    version = domain.show_version(draft, by=None)
    Subject.objects.filter(pk=subject.pk).update(erased_at=clock.now())
    with refused("erased"):
        say(version)


def test_what_was_done_is_recorded_without_a_word_of_the_story(draft: StoryPage) -> None:
    editor = User.objects.create_user("editor@example.org")
    say(domain.show_version(draft, by=editor))
    rows = Record.objects.filter(action__startswith="stories.").order_by("pk")
    assert [(row.action, row.by, row.codes) for row in rows] == [
        ("stories.version_shown", Record.By.STAFF, {"page": draft.pk}),
        (
            "stories.version_agreed",
            Record.By.VISITOR,
            {"party": "person", "channel": "link", "page": draft.pk},
        ),
    ]


def test_a_person_with_an_address_is_written_to_once_a_day_and_nothing_is_named(
    draft: StoryPage, subject: Subject, mailoutbox: list[Any]
) -> None:
    subject.contact = seal("zephyrine@example.org")
    subject.label = "Zephyrine K."
    subject.save()
    with worker_at_work():
        domain.show_version(draft, by=None)
        domain.show_version(draft, by=None)
    [mail] = mailoutbox
    assert mail.to == ["zephyrine@example.org"]
    assert "/en/my-story/" in mail.body
    assert [
        word for word in ("Zephyrine K", "walk home", "night alone") if word in mail.subject + mail.body
    ] == []


def test_keepers_are_told_of_a_no_without_what_it_was_about(draft: StoryPage, mailoutbox: list[Any]) -> None:
    give(User.objects.create_user("keeper@example.org"), Role.KEEPER)
    give(User.objects.create_user("lead@example.org"), Role.LEAD)
    version = domain.show_version(draft, by=None)
    with worker_at_work():
        say(version, yes=False)
    [mail] = mailoutbox
    assert mail.to == ["keeper@example.org"]
    assert reverse("stories_staff:version", args=[version.pk]) in mail.body
    assert "walk home" not in mail.subject + mail.body
    assert outbox.state_of(version) == Letter.objects.get().state


# --- On the private page ------------------------------------------------------------------------------------------


def key_of(subject: Subject, party: Party = Party.PERSON) -> TakeBackKey:
    return TakeBackKey.objects.create(subject=subject, party=party, code_digest=str(subject.pk), pin_hash="")


def pressed(version: Any, said: str = "yes") -> QueryDict:
    data = QueryDict(mutable=True)
    data.update({"version": str(version), "said": said})
    return data


def test_the_person_sees_every_word_that_will_be_published_and_no_way_out_of_it(
    draft: StoryPage, subject: Subject, rf: RequestFactory
) -> None:
    body = [("text", f'{TEXT}<p>See <a href="https://example.org/">this</a>.</p>')]
    domain.show_version(written(draft, body=body), by=None)
    content = parts.content(key_of(subject), rf.get("/"))
    assert content is not None
    [waiting] = content["versions"]
    for words in ("A walk home", "Speaks of a night alone.", "She was found, and she is well.", "See"):
        assert words in waiting["look"]
    assert 'href="#after"' in waiting["look"]
    assert "https://example.org/" not in waiting["look"]
    assert re.findall(r'<a [^>]*href="[^#]', waiting["look"]) == []


def test_a_person_agrees_on_their_private_page(
    draft: StoryPage, subject: Subject, rf: RequestFactory
) -> None:
    version = domain.show_version(draft, by=None)
    key = key_of(subject)
    assert parts.act(key, pressed(version.pk), rf.post("/")).startswith("Thank you.")
    assert [(answer.party, answer.channel, answer.yes) for answer in version.answers.all()] == [
        (Party.PERSON, Channel.LINK, True)
    ]
    assert parts.content(key, rf.get("/")) is None
    assert may_go_live(draft) is True


@pytest.mark.parametrize("named", ["theirs", "", "0", "9" * 30, "½", "-1", "x"])
def test_a_key_answers_for_no_other_person(
    draft: StoryPage, consenting: Any, rf: RequestFactory, named: str
) -> None:
    version = domain.show_version(draft, by=None)
    other = key_of(consenting(Scope.SITE))
    with refused("not_there"):
        parts.act(other, pressed(version.pk if named == "theirs" else named), rf.post("/"))
    assert not Answer.objects.exists()
    assert parts.content(other, rf.get("/")) is None


def test_what_waits_is_shown_and_answered_by_the_private_link(draft: StoryPage, subject: Subject) -> None:
    version = domain.show_version(draft, by=None)
    browser = Browser(give_key(subject, Party.PERSON)).look()
    assert "A walk home" not in browser.response.text
    browser.open()
    assert "She was found, and she is well." in browser.response.text
    browser.press("part:stories-final-version", said="yes")
    assert (browser.status, browser.told[:10]) == (200, "Thank you.")
    assert "A walk home" not in browser.response.text
    assert not browser.response.cookies
    assert [answer.yes for answer in version.answers.all()] == [True]
    browser.send(
        **{**browser.form("pause"), "act": "part:stories-final-version", "version": version.pk, "said": "no"}
    )
    assert (browser.status, "the first answer stands" in browser.problem) == (422, True)


@pytest.mark.parametrize("end", [consent.pause, consent.withdraw])
def test_nothing_waits_for_somebody_who_paused_or_ended_it(
    draft: StoryPage, subject: Subject, end: Any
) -> None:
    domain.show_version(draft, by=None)
    end(subject, **({"party": Party.PERSON} if end is consent.pause else {"channel": Channel.LINK}))
    assert domain.waiting_for(subject, Party.PERSON) == []


def test_what_changed_meanwhile_is_not_shown_and_asks_nothing(
    draft: StoryPage, subject: Subject, rf: RequestFactory
) -> None:
    domain.show_version(draft, by=None)
    written(draft, title="Another title")
    content = parts.content(key_of(subject), rf.get("/"))
    assert content is not None
    assert [(waiting["current"], waiting["look"]) for waiting in content["versions"]] == [(False, "")]


# --- For those who work on it -------------------------------------------------------------------------------------


@pytest.fixture
def lead(db: None) -> Client:
    return signed_in(give(User.objects.create_user("lead@example.org"), Role.LEAD))


def keeper_client() -> Client:
    return signed_in(give(User.objects.create_user("keeper@example.org"), Role.KEEPER))


def panel_says(client: Client, page: StoryPage) -> set[str]:
    text = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text
    return {
        words
        for words in (
            "This version was not shown to the person yet",
            "not everybody has answered yet",
            "to this version.",
            "Changed since they agreed",
            "they said: not like this",
        )
        if words in text
    }


def test_an_editor_shows_a_version_and_reads_where_it_stands(draft: StoryPage, lead: Client) -> None:
    assert panel_says(lead, draft) == {"This version was not shown to the person yet"}
    address = reverse("stories_staff:show", args=[draft.pk])
    assert lead.get(address).status_code == 200
    assert not FinalVersion.objects.exists()
    assert lead.post(address).url == reverse("wagtailadmin_pages:edit", args=[draft.pk])
    assert panel_says(lead, draft) == {"not everybody has answered yet"}
    say(FinalVersion.objects.get())
    assert panel_says(lead, draft) == {"to this version."}
    assert panel_says(lead, written(draft, title="Another title")) == {"Changed since they agreed"}


def test_an_editor_reads_why_it_cannot_be_shown(draft: StoryPage, subject: Subject, lead: Client) -> None:
    consent.withdraw(subject, Channel.LETTER)
    response = lead.post(reverse("stories_staff:show", args=[draft.pk]))
    assert response.status_code == 422
    assert "No consent for this site is in force." in response.text


def test_a_keeper_writes_down_answers_of_those_alone_whose_answer_counts(draft: StoryPage) -> None:
    version = domain.show_version(draft, by=None)
    keeper = keeper_client()
    address = reverse("stories_staff:version", args=[version.pk])

    for party in ("guardian", "holder"):
        assert keeper.post(address, {"party": party, "channel": "email", "said": "yes"}).status_code == 422
    assert not version.answers.exists()
    keeper.post(address, {"party": "person", "channel": "email", "said": "yes"})
    assert version.answers.get().party == Party.PERSON


def test_a_keeper_writes_down_the_yes_of_another_organisation(draft: StoryPage, subject: Subject) -> None:
    agree_anew(subject, Capacity.HOLDER, holder="ICMEC")
    version = domain.show_version(draft, by=None)
    keeper = keeper_client()
    assert "A walk home" in keeper.get(reverse("stories_staff:version", args=[version.pk])).text
    address = reverse("stories_staff:version", args=[version.pk])
    assert keeper.post(address, {"party": "holder", "channel": "email"}).status_code == 422
    assert keeper.post(address, {"party": "staff", "channel": "email", "said": "yes"}).status_code == 422
    assert keeper.post(address, {"party": "holder", "channel": "email", "said": "yes"}).url == address
    assert [(answer.party, answer.channel, answer.yes) for answer in Answer.objects.all()] == [
        (Party.HOLDER, Channel.EMAIL, True)
    ]
    again = keeper.post(address, {"party": "holder", "channel": "email", "said": "no"})
    assert (again.status_code, "the first answer stands" in again.text) == (422, True)
    assert may_go_live(draft) is True
    assert Record.objects.filter(action="core.viewed", codes__kind="story-version").exists()


def test_whose_story_was_shown_is_read_by_keepers_alone(draft: StoryPage, lead: Client) -> None:
    version = domain.show_version(draft, by=None)
    addresses = [reverse("stories_staff:versions"), reverse("stories_staff:version", args=[version.pk])]
    keeper = keeper_client()
    assert ["Pseudonym" in keeper.get(address).text for address in addresses] == [True, True]
    assert ["Pseudonym" in lead.get(address).text for address in addresses] == [False, False]


def test_a_story_of_somebody_elses_pages_is_not_shown_by_a_keeper_who_does_not_edit_it(
    draft: StoryPage,
) -> None:
    keeper_client().post(reverse("stories_staff:show", args=[draft.pk]))
    assert not FinalVersion.objects.exists()


# --- Pictures -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("where", ["body", "chapter", "film", "card"])
def test_a_story_with_a_picture_goes_live_only_when_somebody_looked_at_it(
    draft: StoryPage, where: str
) -> None:
    image = picture("a road")
    block = {"image": image, "alt": "A road", "caption": "", "credit": ""}
    field = StoryPage._meta.get_field("body").stream_block
    stand = {
        "body": [("image", block)],
        "chapter": [
            (
                "chapter",
                field.child_blocks["chapter"].to_python(
                    {
                        "heading": "One",
                        "content": [{"type": "image", "value": {**block, "image": image.pk}}],
                    }
                ),
            )
        ],
        "film": [
            (
                "film",
                field.child_blocks["film"].to_python(
                    {"title": "A film", "link": "https://example.org", "poster": image.pk}
                ),
            )
        ],
    }
    changes: dict[str, Any] = {"listing_image": image} if where == "card" else {"body": stand[where]}
    page = written(draft, **changes)
    say(domain.show_version(page, by=None))
    assert may_go_live(page) is False
    assert may_go_live(written(draft, pictures_checked=True)) is True


def test_a_story_without_a_picture_asks_nobody_to_look(make_page: Any, consenting: Any) -> None:
    index = make_page(StoryIndexPage)
    assert build(StoryPage, index, subject=consenting(Scope.SITE), pictures_checked=False).live is True

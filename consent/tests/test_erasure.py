"""What somebody can count on who asks to be erased, and what those who do it get to see."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from pytest_django import Settings
from wagtail.admin.models import FormState
from wagtail.models import Locale

from accounts.models import User
from audit import outbox
from audit.addresses import fingerprint
from audit.models import Letter, Record, SuppressedAddress
from audit.sealed import seal
from consent import domain as consent
from consent import texts, ticks
from consent.enums import AgeBand, Capacity, Channel, ErasureState, Identification, Party, Scope, TextName
from consent.erasure import domain, ledger
from consent.erasure.domain import erase, receipt_lines, rehearse, what_remains
from consent.models import Erasure, RecordWords, Subject, TakeBackKey
from core import clock
from core.models import SiteImage
from core.tests.files import jpeg
from gallery.domain import take_up
from gallery.enums import State
from gallery.models import EntryAsset
from gallery.tests.factories import an_entry
from home.models import StandardPage
from stories.models import StoryIndexPage, StoryPage

LABEL = "Quillfeather"


@pytest.fixture
def survivor(consenting: Any) -> Subject:
    subject = consenting(*Scope)
    Subject.objects.filter(pk=subject.pk).update(label=LABEL, contact=seal("quillfeather@example.org"))
    return Subject.objects.get(pk=subject.pk)


@pytest.fixture
def story(survivor: Subject, make_page: Any) -> StoryPage:
    index = make_page(StoryIndexPage, slug="stories")
    return make_page(StoryPage, index, subject=survivor, title="Over the hills", slug="over-the-hills")


def left_of(erasure: Erasure) -> dict[str, tuple[int, str]]:
    return {step.eraser: (step.left, step.why) for step in erasure.steps.all() if step.left}


def the_command(*args: str) -> str:
    output = StringIO()
    call_command("erase", *args, stdout=output)
    return output.getvalue()


def answering(monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    monkeypatch.setattr("builtins.input", lambda _question: typed)


# --- What the person can count on ---------------------------------------------------------------------------------


def test_the_consent_ends_and_the_record_holds_no_word(survivor: Subject) -> None:
    RecordWords.objects.create(record=consent.newest(survivor), holder=LABEL)

    erase(survivor, party=Party.PERSON)

    latest = consent.newest(survivor)
    assert (latest.withdrawn_on, latest.withdrawn_by, latest.holder) == (clock.today(), Party.PERSON, "")
    assert (survivor.label, survivor.contact, survivor.erased_at is not None) == ("", "", True)


def test_private_links_are_gone_and_counted(survivor: Subject) -> None:
    ended_at = clock.now()
    TakeBackKey.objects.create(subject=survivor, party=Party.PERSON, code_digest="x", pin_hash="y")
    TakeBackKey.objects.create(
        subject=survivor, party=Party.PERSON, code_digest="z", pin_hash="y", ended_at=ended_at
    )

    erasure = erase(survivor, party=Party.PERSON)

    assert TakeBackKey.objects.count() == 0
    assert erasure.steps.values_list("found", "reached", "left").get(eraser="record") == (3, 3, 0)
    assert list(Record.objects.filter(action="consent.key_ended").values_list("object_id", flat=True)) == [
        str(survivor.pk)
    ]


def test_somebody_of_whom_nothing_was_written_down_can_be_erased(db: None) -> None:
    subject = Subject.objects.create(label=LABEL)

    erasure = erase(subject, party=Party.GUARDIAN)

    assert (erasure.state, subject.label) == (ErasureState.COMPLETE, "")


def test_who_is_erased_already_gets_the_same_receipt_and_nothing_more_is_done(
    survivor: Subject, story: StoryPage
) -> None:
    first = erase(survivor, party=Party.PERSON)
    written = Record.objects.count()

    again = erase(survivor, party=Party.STAFF)

    assert (again, again.party, receipt_lines(again)) == (first, Party.PERSON, receipt_lines(first))
    assert Record.objects.count() == written
    assert rehearse(survivor) == []


def test_a_consent_that_comes_in_meanwhile_ends_with_it(
    survivor: Subject, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = clock.today()
    terms = consent.Terms(
        capacity=Capacity.SELF,
        identification=Identification.PSEUDONYM,
        given_on=day,
        expires_on=day + timedelta(days=9),
        age_band=AgeBand.ADULT,
        text=texts.current(TextName.STORY, "en"),
    )
    take, came = domain._take, []

    def take_and_record(*args: Any) -> None:
        take(*args)
        if not came:
            came.append(consent.record(survivor, terms, [Scope.SITE]))

    monkeypatch.setattr(domain, "_take", take_and_record)

    erase(survivor, party=Party.PERSON)

    assert list(consent.in_force(Scope.SITE)) == []
    assert consent.newest(survivor).withdrawn_on == day


def test_what_leads_to_them_is_sealed_while_it_is_needed_and_then_gone(
    survivor: Subject, story: StoryPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    take = domain._take

    def look(erasure: Erasure, *args: Any) -> None:
        seen.append(Erasure.objects.get(pk=erasure.pk).traces)
        take(erasure, *args)

    monkeypatch.setattr(domain, "_take", look)

    erasure = erase(survivor, party=Party.PERSON)

    assert all(traces.startswith("gAAAA") for traces in seen)
    assert Erasure.objects.get(pk=erasure.pk).traces == ""


def test_a_drawing_goes_while_the_machine_is_at_work_on_it(db: None) -> None:
    entry = an_entry(State.RECEIVED, title="My brother comes home again")
    take_up(entry)

    erase(entry.subject, party=Party.GUARDIAN)

    entry.refresh_from_db()
    assert (entry.state, entry.title, entry.sha256) == (State.WITHDRAWN, "", "")
    assert not EntryAsset.objects.filter(entry=entry).exists()


# --- What is of others --------------------------------------------------------------------------------------------


def a_letter(to: str, text: str = "nothing", about: Any = None) -> int:
    context = {"name": text, "link": "https://a.example/"}
    outbox.post("audit_sample", to, language="en", context=context, about=about)
    return int(Letter.objects.latest("pk").pk)


def a_session(text: str) -> str:
    session = SessionStore()
    session["said"] = text
    session.save()
    return str(session.session_key)


def an_open_form(text: str, user: User, model: type[Any] = StandardPage) -> int:
    kind = ContentType.objects.get_for_model(model)
    data = urlencode({"title": text})
    return int(
        FormState.objects.create(
            data=data, user=user, content_type=kind, object_id="", last_updated_at=clock.now()
        ).pk
    )


def test_who_is_called_nearly_the_same_keeps_letters_sessions_and_forms(
    survivor: Subject, story: StoryPage, settings: Settings, tmp_path: Path
) -> None:
    settings.EMAIL_FILE_PATH = str(tmp_path)
    Subject.objects.filter(pk=survivor.pk).update(label="Anna", contact=seal("anna@example.org"))
    survivor.refresh_from_db()
    Letter.objects.all().delete()
    editor = User.objects.create_user("an.editor@example.org")
    for name, to in (("hers", "anna@example.org"), ("of-another", "joanna@example.org")):
        (tmp_path / f"{name}.eml").write_text(f"To: {to}\nSubject: Hello\n\nhttps://a.example/anna/ waits.\n")
    letters = [
        a_letter("joanna@example.org"),
        a_letter("anna@example.org.uk", "/en/anna/ and https://a.example/anna"),
        a_letter("keeper@example.org", "Over the hills"),
    ]
    sessions = [a_session("Down to the savannah"), a_session("Banana"), a_session("going over the hills")]
    forms = [an_open_form("Susanna", editor), an_open_form("Over the hills", editor)]
    hers = [
        a_letter("anna@example.org"),
        a_letter("keeper@example.org", "Dear Anna, hello"),
        a_session("It was\nanna."),
        a_session("Page “Over the hills” was saved."),
        an_open_form("For ANNA", editor, Subject),
    ]

    erasure = erase(survivor, party=Party.PERSON)

    assert sorted(Letter.objects.values_list("pk", flat=True)) == sorted(letters)
    assert set(Session.objects.values_list("pk", flat=True)) == set(sessions)
    assert sorted(FormState.objects.values_list("pk", flat=True)) == sorted(forms)
    assert [file.name for file in tmp_path.glob("*.eml")] == ["of-another.eml"]
    assert len(hers) == sum(
        erasure.steps.filter(eraser__in=["letters", "sessions", "open_forms"]).values_list(
            "reached", flat=True
        )
    )


def test_letters_to_an_address_that_two_people_share_stay_and_what_stops_letters_to_it_too(
    survivor: Subject,
) -> None:
    Subject.objects.create(label="Her sister", contact=seal("Quillfeather@example.org"))
    letter = a_letter("quillfeather@example.org")
    about = a_letter("quillfeather@example.org", about=survivor)
    stopped = SuppressedAddress.objects.create(fingerprint=fingerprint("quillfeather@example.org"))

    erase(survivor, party=Party.PERSON)

    assert list(Letter.objects.values_list("pk", flat=True)) == [letter]
    assert about != letter
    assert list(SuppressedAddress.objects.all()) == [stopped]


def test_a_page_that_tells_something_else_by_now_stays_and_loses_their_versions(
    survivor: Subject, story: StoryPage, make_page: Any
) -> None:
    other = make_page(StoryPage, story.get_parent(), subject=survivor, title="Down the river", slug="river")
    story.body = [("text", "<p>I walked until the lights were gone.</p>")]
    story.save_revision()
    for page, title, text in (
        (story, "Over the hills", "<p>I walked until the lights were gone.</p>"),
        (other, "Through the snow", "<p>It was in another country.</p>"),
    ):
        page.subject, page.title, page.draft_title, page.slug = None, title, title, f"now-{page.pk}"
        page.body = [("text", text)]
        page.introduction = page.listing_summary = page.told_by = ""
        page.save_revision()
        StoryPage.objects.filter(pk=page.pk).update(
            **{name: getattr(page, name) for name in ("subject", "title", "draft_title", "slug", "body")},
            introduction="",
            listing_summary="",
            told_by="",
        )

    rehearsed = {found.eraser: (found.about_pages, found.titles) for found in rehearse(survivor)}
    said = the_command(str(survivor.pk), "--dry-run")
    erase(survivor, party=Party.PERSON)

    assert rehearsed["stories"] == (
        "Nobody is named on these now; they were theirs last, and go too:",
        ("Over the hills",),
    )
    assert rehearsed["story_versions"] == (
        "These pages stay, and lose old versions only:",
        ("Through the snow",),
    )
    assert "        These pages stay, and lose old versions only: Through the snow" in said.splitlines()
    assert list(StoryPage.objects.all()) == [other]
    assert [version.content["title"] for version in other.revisions.all()] == ["Through the snow"]


# --- What cannot be reached ---------------------------------------------------------------------------------------


def test_a_picture_that_others_show_too_stays_and_the_receipt_says_so(
    survivor: Subject, story: StoryPage, make_page: Any
) -> None:
    shared, own = (
        SiteImage.objects.create(title=title, file=ContentFile(jpeg((40, 30)), "a.jpg"))
        for title in ("A meadow", "A window")
    )
    make_page(StandardPage, slug="about", listing_image=shared)
    story.listing_image = shared
    story.save_revision()
    story.listing_image = own
    story.save_revision()

    erasure = erase(survivor, party=Party.PERSON)

    assert list(SiteImage.objects.all()) == [shared]
    assert shared.file.storage.exists(shared.file.name)
    assert not own.file.storage.exists(own.file.name)
    assert left_of(erasure) == {"pictures": (1, "shown_elsewhere")}
    line = next(line for line in receipt_lines(erasure) if line.left)
    assert (line.found, line.reached, line.left, line.why) == (
        2,
        1,
        1,
        "Pages of others show it as well.",
    )


@pytest.mark.parametrize("label", [LABEL, "Žyūratė “Wren”"])
def test_texts_of_others_are_left_to_their_editors_who_are_told_where(
    label: str, survivor: Subject, make_page: Any
) -> None:
    Subject.objects.filter(pk=survivor.pk).update(label=label)
    page = make_page(StandardPage, slug="about", body=[("text", "<p>Nothing of them</p>")])
    page.body = [("text", f"<p>We thank {label} for it.</p>")]
    page.save_revision()

    rehearsed = {found.eraser: (found.count, found.pages) for found in rehearse(survivor)}
    erasure = erase(survivor, party=Party.PERSON)

    assert rehearsed["other_pages"] == (1, (page.pk,))
    assert left_of(erasure) == {"other_pages": (1, "in_other_pages")}
    assert page.get_latest_revision().content["body"].count("We thank") == 1


def test_a_receipt_says_what_no_erasure_reaches(survivor: Subject) -> None:
    erasure = erase(survivor, party=Party.PERSON)

    backups, copies, kept, mark = what_remains(erasure)
    assert backups.startswith("Backups made before ")
    assert backups.endswith("erases again before anything is shown.")
    assert (copies[:11], kept[:5]) == ("What others", "Kept:")
    assert mark.startswith("If letters to their address were stopped, the mark that stops them stays.")


@pytest.fixture
def backups(settings: Settings, tmp_path: Path) -> Path:
    settings.BACKUP_DIR = tmp_path / "backups"
    return tmp_path / "backups"


def test_whoever_is_erased_stands_on_the_list_that_backups_are_held_against(
    survivor: Subject, backups: Path
) -> None:
    erasure = erase(survivor, party=Party.PERSON)
    erase(survivor, party=Party.PERSON)

    assert [(line.subject, line.erasure) for line in ledger.read(backups / "erasures.jsonl")] == [
        (str(survivor.pk), str(erasure.pk))
    ]


def test_while_that_list_cannot_be_written_nobody_is_told_that_it_is_complete(
    survivor: Subject, story: StoryPage, backups: Path, settings: Settings
) -> None:
    backups.write_text("a file where the folder should be")

    with pytest.raises(domain.NotNoted, match=r"^Everything is erased, but it could not be noted"):
        erase(survivor, party=Party.PERSON)
    with pytest.raises(CommandError, match=r"^Everything is erased, but it could not be noted"):
        the_command(str(survivor.pk), "--yes")

    assert not StoryPage.objects.filter(pk=story.pk).exists()
    assert survivor.erasures.get().state == ErasureState.RUNNING
    assert Subject.objects.get(pk=survivor.pk).erased_at is None
    backups.unlink()
    ticks_later(settings, minutes=11)
    assert survivor.erasures.get().state == ErasureState.COMPLETE
    assert [line.subject for line in ledger.read(backups / "erasures.jsonl")] == [str(survivor.pk)]


# --- Cut off, and taken up by the site itself ---------------------------------------------------------------------


def ticks_later(settings: Settings, minutes: int) -> None:
    settings.CLOCK = f"{clock.now() + timedelta(minutes=minutes):%Y-%m-%dT%H:%M:%S}"
    ticks.finish_erasures()
    settings.CLOCK = ""


def test_an_erasure_that_was_cut_off_is_finished_by_the_site(
    survivor: Subject, consenting: Any, story: StoryPage, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = consenting(Scope.SITE)
    domain._begin(other, Party.PERSON, None, Channel.EMAIL)
    begun = domain._begin(survivor, Party.PERSON, None, Channel.EMAIL)
    # The key was lost meanwhile.
    Erasure.objects.filter(pk=begun.pk).update(traces="not sealed by us")

    def erase_all_but_one(subject: Subject, **how: Any) -> Erasure:
        if subject == other:
            raise OSError("a disk that is broken")
        return erase(subject, **how)

    monkeypatch.setattr(ticks, "erase", erase_all_but_one)

    ticks_later(settings, minutes=9)
    assert survivor.erasures.get().state == ErasureState.RUNNING, "whoever began it may be at it still"

    ticks_later(settings, minutes=11)

    assert survivor.erasures.get().state == ErasureState.COMPLETE
    assert not StoryPage.objects.filter(pk=story.pk).exists()
    assert other.erasures.get().state == ErasureState.RUNNING
    assert Record.objects.get(action="consent.erased").by == Record.By.MACHINE


# --- Who did it ---------------------------------------------------------------------------------------------------


def test_the_log_says_who_asked_and_who_did_it_by_codes_alone(survivor: Subject) -> None:
    keeper = User.objects.create_user("keeper.of.consents@example.org")

    erasure = erase(survivor, party=Party.GUARDIAN, by=keeper)

    said = Record.objects.filter(action__startswith="consent.eras").order_by("pk")
    assert list(said.values_list("action", "actor", "object_id", "codes")) == [
        ("consent.erasure_asked", keeper.pk, str(survivor.pk), {"party": "guardian"}),
        ("consent.erased", keeper.pk, str(survivor.pk), {"party": "guardian", "left": 0}),
    ]
    assert (erasure.asked_by, erasure.party) == (keeper, Party.GUARDIAN)


# --- At the command line ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["1b4e28ba-2fa1-11d2-883f-0016d3cca427", "Quillfeather", "7"])
def test_an_unknown_id_gets_a_sentence(key: str, db: None) -> None:
    with pytest.raises(CommandError, match=r"^There is nobody with this id\. Nothing was changed\.$"):
        the_command(key, "--yes")


def test_a_dry_run_counts_and_changes_nothing(survivor: Subject, story: StoryPage) -> None:
    said = the_command(str(survivor.pk), "--dry-run")

    assert "     1  story pages in all languages, with comments and workflows" in said.splitlines()
    assert said.splitlines()[-1] == "Nothing was changed."
    assert (StoryPage.objects.get(), Subject.objects.get(label=LABEL)) == (story, survivor)


def test_a_wrong_answer_erases_nobody(
    survivor: Subject, story: StoryPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(monkeypatch, "yes")

    with pytest.raises(CommandError, match=r"^Nothing was changed\.$"):
        the_command(str(survivor.pk))

    assert (StoryPage.objects.get(), Erasure.objects.count()) == (story, 0)


def test_the_short_id_erases_and_the_receipt_is_printed_and_kept(
    survivor: Subject, story: StoryPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    answering(monkeypatch, str(survivor.pk)[:8])

    said = the_command(str(survivor.pk), "--party", "guardian", "--proof", str(tmp_path / "receipt.txt"))

    receipt = (tmp_path / "receipt.txt").read_text()
    erasure = Erasure.objects.get()
    assert said.endswith(receipt)
    assert receipt.splitlines()[0].startswith(f"Receipt {erasure.pk} of ")
    assert "     1 / 1      story pages in all languages, with comments and workflows" in receipt.splitlines()
    assert LABEL not in receipt
    assert (erasure.party, StoryPage.objects.count()) == (Party.GUARDIAN, 0)
    assert set(Record.objects.filter(action="consent.erased").values_list("by", flat=True)) == {"operator"}


def test_somebody_erased_already_is_not_asked_about_again(survivor: Subject) -> None:
    first = the_command(str(survivor.pk), "--yes")

    again = the_command(str(survivor.pk))

    assert first.endswith(again)


def test_pages_in_another_language_and_nobodys_drafts_go_as_well(
    survivor: Subject, story: StoryPage, make_page: Any
) -> None:
    spanish = story.copy_for_translation(Locale.objects.get(language_code="es"), copy_parents=True)
    draft = make_page(StoryPage, story.get_parent(), subject=survivor, slug="a-draft")
    draft.subject = None
    draft.save_revision()
    StoryPage.objects.filter(pk=draft.pk).update(subject=None, live=False)

    erase(survivor, party=Party.PERSON)

    assert not StoryPage.objects.filter(pk__in=[story.pk, spanish.pk, draft.pk]).exists()

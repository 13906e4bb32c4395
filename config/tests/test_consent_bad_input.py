"""What cannot be, or comes at the wrong moment: each has one answer, and leaves a consent as it was."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from django.utils import timezone

from audit.append_only import refuse_changes
from audit.models import Record
from consent import domain, texts
from consent.enums import AgeBand, Capacity, Channel, Identification, Party, Scope, TextName
from consent.models import ConsentRecord, ConsentText, Subject
from core.clock import today
from core.publishing import NotPublishable
from stories.models import StoryIndexPage, StoryPage


def terms(**changes: Any) -> domain.Terms:
    kept: dict[str, Any] = {
        "capacity": Capacity.SELF,
        "identification": Identification.PSEUDONYM,
        "given_on": today(),
        "expires_on": today() + timedelta(days=365),
        "age_band": AgeBand.ADULT,
        "text": texts.current(TextName.STORY, "en"),
    }
    return domain.Terms(**{**kept, **changes})


def of_a_child() -> domain.Terms:
    return terms(capacity=Capacity.GUARDIAN, age_band=AgeBand.FROM_7)


@pytest.fixture
def subject(db: None) -> Subject:
    return Subject.objects.create(label="Pseudonym")


def history(subject: Subject) -> list[int]:
    return list(subject.records.order_by("pk").values_list("pk", flat=True))


def refused(code: str, act: Callable[[], object]) -> None:
    """With its code, with a sentence, and nothing written: no row, no line in the log."""
    before = (ConsentRecord.objects.count(), Record.objects.count())
    with pytest.raises(domain.Refused) as told:
        act()
    assert told.value.code == code
    assert told.value.sentence.endswith(".")
    assert (ConsentRecord.objects.count(), Record.objects.count()) == before


# --- Given wrongly ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("days_ago", [1, 400])
def test_a_consent_that_is_over_when_it_is_written_down_is_asked_for_again(
    subject: Subject, days_ago: int
) -> None:
    over = terms(given_on=today() - timedelta(days=500), expires_on=today() - timedelta(days=days_ago))

    with pytest.raises(ValidationError) as told:
        domain.record(subject, over, [Scope.SITE])

    assert told.value.message_dict == {
        "expires_on": ["This consent would be over already. Ask for it again."]
    }
    assert history(subject) == []


def test_a_consent_that_ends_today_still_holds_today(subject: Subject) -> None:
    domain.record(subject, terms(expires_on=today()), [Scope.SITE])

    assert domain.scopes_in_force(subject) == [Scope.SITE]
    assert domain.scopes_in_force(subject, today() + timedelta(days=1)) == []


#: Written out, not taken from the site: below 18 somebody responsible signs, from 13 on together with the child.
MAY_AGREE = {
    AgeBand.UP_TO_6: {Capacity.GUARDIAN, Capacity.BOTH},
    AgeBand.FROM_7: {Capacity.GUARDIAN, Capacity.BOTH},
    AgeBand.FROM_10: {Capacity.GUARDIAN, Capacity.BOTH},
    AgeBand.FROM_13: {Capacity.BOTH},
    AgeBand.FROM_16: {Capacity.BOTH},
    AgeBand.ADULT: {Capacity.SELF},
    AgeBand.UNKNOWN: set(),
}
HELD_ELSEWHERE = {Capacity.HOLDER, Capacity.TO_BE_CONFIRMED}


@pytest.mark.parametrize("capacity", list(Capacity))
@pytest.mark.parametrize("band", list(AgeBand))
def test_only_whoever_may_agree_at_that_age_is_written_down(
    subject: Subject, band: AgeBand, capacity: Capacity
) -> None:
    given = terms(age_band=band, capacity=capacity, holder="An organisation")

    if capacity in MAY_AGREE[band] | HELD_ELSEWHERE:
        assert domain.record(subject, given, [Scope.SITE]).capacity == capacity
    else:
        with pytest.raises(ValidationError) as told:
            domain.record(subject, given, [Scope.SITE])
        assert list(told.value.message_dict) == ["capacity"]
        assert history(subject) == []


@pytest.mark.parametrize("code", ["de", "", "xx"])
def test_in_a_language_without_a_text_nobody_agrees(subject: Subject, code: str) -> None:
    """Nothing was read, so nothing was agreed to; another language's text does not stand in for it."""
    with pytest.raises(ValidationError) as told:
        texts.current(TextName.STORY, code)
    assert list(told.value.message_dict) == ["text"]

    with pytest.raises(ValidationError) as told:
        domain.record(subject, terms(text=None), [Scope.SITE])
    assert list(told.value.message_dict) == ["text"]
    assert history(subject) == []


def test_everything_wrong_is_said_at_once(subject: Subject) -> None:
    with pytest.raises(ValidationError) as told:
        domain.record(
            subject,
            terms(expires_on=today() + timedelta(days=3000), age_band=AgeBand.FROM_13, text=None),
            [Scope.SITE],
        )

    assert set(told.value.message_dict) == {"expires_on", "capacity", "text"}


# --- Ended twice, or by two ---------------------------------------------------------------------------------------


def test_withdrawn_twice_is_withdrawn_once_as_it_was_the_first_time(subject: Subject) -> None:
    domain.record(subject, terms(), [Scope.SITE])

    first = domain.withdraw(subject, Channel.LINK, party=Party.PERSON)
    second = domain.withdraw(subject, Channel.PHONE, party=Party.GUARDIAN)

    assert (second.pk, second.withdrawal_channel, second.withdrawn_by) == (
        first.pk,
        Channel.LINK,
        Party.PERSON,
    )
    assert len(history(subject)) == 2
    assert Record.objects.filter(action="consent.withdrawn").count() == 1


@pytest.mark.parametrize(
    "end", [domain.pause, lambda subject, **how: domain.withdraw(subject, "link", **how)]
)
def test_where_nothing_was_given_there_is_nothing_to_end(subject: Subject, end: Any) -> None:
    with pytest.raises(ConsentRecord.DoesNotExist):
        end(subject, party=Party.PERSON)

    assert history(subject) == []


def test_pausing_twice_is_one_pause_of_whoever_came_first(subject: Subject) -> None:
    domain.record(subject, terms(), [Scope.SITE])

    domain.pause(subject, party=Party.PERSON)
    domain.pause(subject, party=Party.STAFF)

    newest = domain.newest(subject)
    assert newest is not None
    assert (newest.paused_by, len(history(subject))) == (Party.PERSON, 2)


def test_a_pause_after_taking_back_changes_nothing(subject: Subject) -> None:
    domain.record(subject, terms(), [Scope.SITE])
    last = domain.withdraw(subject, "link", party=Party.PERSON)

    assert domain.pause(subject, party=Party.STAFF).pk == last.pk
    refused("not_paused", lambda: domain.resume(subject, party=Party.PERSON))
    refused(
        "nothing_in_force",
        lambda: domain.change_scopes(subject, [Scope.SITE, Scope.PRESS], party=Party.PERSON),
    )


def at_once(*acts: Callable[[], object]) -> list[BaseException]:
    """Let each do its part at the same moment, over a connection of its own; what went wrong."""
    together = threading.Barrier(len(acts))
    trouble: list[BaseException] = []

    def run(act: Callable[[], object]) -> None:
        try:
            together.wait()
            act()
        except BaseException as error:
            trouble.append(error)
        finally:
            connection.close()

    people = [threading.Thread(target=run, args=[act]) for act in acts]
    for one in people:
        one.start()
    for one in people:
        one.join()
    return trouble


two_at_once = pytest.mark.skipif(
    connection.vendor == "sqlite",
    reason="SQLite lets one write at a time; the order is tried out above and below",
)


@two_at_once
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_two_who_take_back_at_the_same_moment_one_row_comes() -> None:
    subject = Subject.objects.create(label="Pseudonym")
    domain.record(subject, terms(), [Scope.SITE])

    trouble = at_once(
        lambda: domain.withdraw(Subject.objects.get(pk=subject.pk), "link", party=Party.PERSON),
        lambda: domain.withdraw(Subject.objects.get(pk=subject.pk), "phone", party=Party.GUARDIAN),
    )

    assert trouble == []
    assert len(history(subject)) == 2
    assert Record.objects.filter(action="consent.withdrawn").count() == 1


@two_at_once
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_two_who_change_scopes_at_the_same_moment_the_last_wins_and_both_are_kept() -> None:
    subject = Subject.objects.create(label="Pseudonym")
    domain.record(subject, terms(), [Scope.SITE, Scope.PRESS, Scope.PRINT])

    trouble = at_once(
        lambda: domain.change_scopes(
            Subject.objects.get(pk=subject.pk), [Scope.SITE, Scope.PRESS], party=Party.STAFF
        ),
        lambda: domain.change_scopes(Subject.objects.get(pk=subject.pk), [Scope.SITE], party=Party.STAFF),
    )

    # Whoever had fewer may have come first: then more would be a new yes, and that one is refused.
    assert [error.code for error in trouble if isinstance(error, domain.Refused)] in ([], ["may_not_widen"])
    assert len(history(subject)) == 3 - len(trouble)
    assert domain.scopes_in_force(subject) == [Scope.SITE]


def test_of_two_who_opened_the_page_at_the_same_time_the_last_wins_and_both_are_kept(
    subject: Subject,
) -> None:
    """Each holds an object that was read before the other changed anything."""
    domain.record(subject, terms(), [Scope.SITE, Scope.PRESS, Scope.PRINT])
    one, other = (Subject.objects.get(pk=subject.pk) for _each in range(2))

    domain.change_scopes(one, [Scope.SITE, Scope.PRESS], party=Party.PERSON)
    domain.change_scopes(other, [Scope.SITE], party=Party.GUARDIAN)

    assert [set(row.scopes.values_list("scope", flat=True)) for row in subject.records.order_by("pk")] == [
        {"site", "press", "print"},
        {"site", "press"},
        {"site"},
    ]
    parties = [
        row.codes["party"] for row in Record.objects.filter(action="consent.scopes_changed").order_by("pk")
    ]
    assert parties == [Party.PERSON, Party.GUARDIAN]


def test_of_two_who_opened_the_page_at_the_same_time_taking_back_is_never_undone(subject: Subject) -> None:
    domain.record(subject, terms(), [Scope.SITE])
    domain.pause(subject, party=Party.PERSON)
    stale = Subject.objects.get(pk=subject.pk)
    domain.withdraw(subject, "link", party=Party.PERSON)

    refused("not_paused", lambda: domain.resume(stale, party=Party.PERSON))
    refused("nothing_in_force", lambda: domain.change_scopes(stale, [Scope.SITE], party=Party.PERSON))
    assert domain.identify(stale, Identification.NONE) is None
    assert domain.scopes_in_force(subject) == []


def test_taking_back_while_an_editor_publishes_leaves_nothing_public(
    client: Client, make_page: Any, consenting: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It comes after every check has been passed, at the moment at which the row goes live."""
    from wagtail.actions.publish_revision import PublishRevisionAction

    subject = consenting(Scope.SITE)
    story = make_page(StoryPage, make_page(StoryIndexPage, slug="stories"), subject=subject, content_note="A")
    assert client.get(story.url).status_code == 200
    publish = PublishRevisionAction._publish_revision

    reached = []

    def taken_back_meanwhile(self: Any, *args: Any, **kwargs: Any) -> Any:
        reached.append(domain.withdraw(subject, "link", party=Party.PERSON))
        return publish(self, *args, **kwargs)

    monkeypatch.setattr(PublishRevisionAction, "_publish_revision", taken_back_meanwhile)
    with suppress(NotPublishable):
        story.save_revision().publish()

    assert len(reached) == 1
    assert domain.scopes_in_force(subject) == []
    assert client.get(story.url).status_code in {404, 410}
    assert client.get("/en/stories/").text.count(story.title) == 0


# --- By somebody who may not ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("paused_by", list(Party))
@pytest.mark.parametrize("party", list(Party))
def test_what_somebody_paused_is_shown_again_by_them_or_by_the_person_but_ours_by_us_alone(
    subject: Subject, paused_by: Party, party: Party
) -> None:
    domain.record(subject, terms(), [Scope.SITE])
    domain.pause(subject, party=paused_by)
    others = {
        Party.PERSON: set(),
        Party.GUARDIAN: {Party.PERSON},
        Party.HOLDER: {Party.PERSON, Party.STAFF},
        Party.STAFF: set(),
    }
    may = party in {paused_by, *others[paused_by]}

    assert domain.may_resume(subject, party) is may
    if may:
        domain.resume(subject, party=party)
    else:
        refused("paused_by_another", lambda: domain.resume(subject, party=party))
    assert domain.scopes_in_force(subject) == ([Scope.SITE] if may else [])


@pytest.mark.parametrize("party", list(Party))
def test_a_childs_own_link_takes_away_and_adds_nothing(subject: Subject, party: Party) -> None:
    """More places are for the guardian to agree to; fewer for anybody who holds a link."""
    domain.record(subject, of_a_child(), [Scope.SITE, Scope.PRINT])
    text = texts.current(TextName.STORY, "en")
    wider = [Scope.SITE, Scope.PRINT, Scope.PRESS]
    may = party == Party.GUARDIAN

    assert domain.may_widen(subject, party) is may
    if may:
        domain.change_scopes(subject, wider, party=party, text=text)
    else:
        refused("may_not_widen", lambda: domain.change_scopes(subject, wider, party=party, text=text))
    domain.change_scopes(subject, [Scope.SITE], party=party)
    assert domain.scopes_in_force(subject) == [Scope.SITE]


def test_more_places_without_a_text_that_was_read_are_refused_even_to_the_person(subject: Subject) -> None:
    domain.record(subject, terms(), [Scope.SITE])

    refused(
        "may_not_widen",
        lambda: domain.change_scopes(subject, [Scope.SITE, Scope.PRESS], party=Party.PERSON, text=None),
    )


def test_one_place_for_another_is_more_even_where_it_is_not_many(subject: Subject) -> None:
    domain.record(subject, terms(), [Scope.SITE])

    refused("may_not_widen", lambda: domain.change_scopes(subject, [Scope.PRESS], party=Party.STAFF))


def test_what_ran_out_is_not_brought_back_by_changing_it(
    subject: Subject, monkeypatch: pytest.MonkeyPatch
) -> None:
    domain.record(subject, terms(expires_on=today()), [Scope.SITE])
    later = timezone.now() + timedelta(days=1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)

    refused("nothing_in_force", lambda: domain.change_scopes(subject, [Scope.SITE], party=Party.PERSON))
    domain.pause(subject, party=Party.PERSON)
    domain.resume(subject, party=Party.PERSON)
    assert domain.scopes_in_force(subject) == []


# --- After an erasure ----------------------------------------------------------------------------------------------


def test_nothing_is_written_about_somebody_who_was_erased(subject: Subject) -> None:
    domain.record(subject, terms(), [Scope.SITE])
    stale = Subject.objects.get(pk=subject.pk)
    Subject.objects.filter(pk=subject.pk).update(erased_at=timezone.now(), label="")

    refused("erased", lambda: domain.record(stale, terms(), [Scope.SITE]))
    refused("erased", lambda: domain.change_scopes(stale, [Scope.SITE], party=Party.PERSON))
    assert domain.withdraw(stale, "link", party=Party.PERSON).withdrawn_on == today()


def test_erasing_what_is_erased_already_answers_with_the_same_receipt(subject: Subject) -> None:
    from consent.erasure.domain import erase

    domain.record(subject, terms(), [Scope.SITE])
    first = erase(subject, party=Party.PERSON)
    kept = (ConsentRecord.objects.count(), Record.objects.count(), list(first.steps.values()))

    again = erase(Subject.objects.get(pk=subject.pk), party=Party.STAFF)

    assert again.pk == first.pk
    assert (ConsentRecord.objects.count(), Record.objects.count(), list(again.steps.values())) == kept


def test_erasing_somebody_who_never_agreed_is_done_as_well(subject: Subject) -> None:
    from consent.erasure.domain import erase

    erase(subject, party=Party.PERSON)

    subject.refresh_from_db()
    assert (subject.label, subject.erased_at is not None) == ("", True)
    refused("erased", lambda: domain.record(subject, terms(), [Scope.SITE]))


# --- What was written down before --------------------------------------------------------------------------------

WORDS = {"holder": "An organisation", "basis": "A letter", "basis_address": "https://example.org/letter"}
BEFORE = ("consent", "0002_append_only")
AFTER = ("consent", "0005_records_hold_no_words")


def unlocked(tables: list[str]) -> None:
    """As an operator would who has to go back: nothing else gets past it."""
    with connection.schema_editor() as editor:
        refuse_changes("consent", tables).reverse_code(None, editor)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_words_of_earlier_records_are_carried_over_and_the_tables_stay_closed() -> None:
    """To what was before, a record as it was written then, and forward again."""
    # Of every room: what builds on these tables goes back with them, and has to come forward again.
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes()
    tables = ["consent_consentrecord", "consent_recordscope", "consent_consenttext"]
    unlocked(tables)
    try:
        executor = MigrationExecutor(connection)
        executor.loader.build_graph()
        executor.migrate([BEFORE])
        old = executor.loader.project_state([BEFORE]).apps
        subject = old.get_model("consent", "Subject").objects.create(label="Pseudonym")
        kept = {
            "subject": subject,
            "capacity": "holder",
            "identification": "pseudonym",
            "given_on": today(),
            "expires_on": today() + timedelta(days=30),
        }
        rows = old.get_model("consent", "ConsentRecord").objects
        with_words = rows.create(**kept, **WORDS).pk
        without = rows.create(**kept).pk
        MigrationExecutor(connection).migrate([AFTER])
    finally:
        MigrationExecutor(connection).migrate(newest)

    carried = ConsentRecord.objects.get(pk=with_words)
    assert {name: getattr(carried, name) for name in WORDS} == WORDS
    assert {name: getattr(ConsentRecord.objects.get(pk=without), name) for name in WORDS} == dict.fromkeys(
        WORDS, ""
    )
    with connection.cursor() as cursor:
        columns = {
            column.name
            for column in connection.introspection.get_table_description(cursor, "consent_consentrecord")
        }
    assert columns.isdisjoint(WORDS)
    ConsentText.objects.get_or_create(name="story", language="en", version=99, defaults={"text": "A text"})
    domain.record(Subject.objects.get(), terms(text=ConsentText.objects.first()), [Scope.SITE])
    for table in tables:
        for sql in (f"DELETE FROM {table}", f"UPDATE {table} SET id = id + 1000"):
            with (
                pytest.raises(DatabaseError, match="append-only"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(sql)

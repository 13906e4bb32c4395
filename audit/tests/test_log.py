"""What is in the log, that it stays, and how it is read."""

from __future__ import annotations

import csv
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import log as wagtail_log
from wagtail.models import Collection, ModelLogEntry, PageLogEntry

from accounts.models import User
from audit.actions import UnknownAction, all_told_here
from audit.append_only import AppendOnlyError
from audit.domain import record
from audit.models import Letter, Record
from home.models import HomePage
from partners.models import Partner
from partners.tests.factories import PartnerFactory

from .staff import a_person, a_reader, at_work

pytestmark = pytest.mark.django_db

LOG = "/admin/audit/"


# --- Writing ------------------------------------------------------------------------------------------------------
def test_a_record_says_who_did_what_to_what() -> None:
    person = a_person("a@example.org")
    row = record("accounts.roles_changed", person, by=person, before="none", after="coordinator", role=3)
    row.refresh_from_db()
    assert (row.action, row.by, row.actor) == ("accounts.roles_changed", Record.By.STAFF, person.pk)
    assert (row.object_type, row.object_id) == ("accounts.user", str(person.pk))
    assert (row.before, row.after, row.codes) == ("none", "coordinator", {"role": 3})


@pytest.mark.parametrize(
    ("by", "whose"),
    [
        (None, Record.By.MACHINE),
        (AnonymousUser(), Record.By.VISITOR),
        (Record.By.OPERATOR, Record.By.OPERATOR),
        (Record.By.STAFF, Record.By.STAFF),
    ],
)
def test_what_nobody_with_an_account_did_has_no_person(by: Any, whose: Record.By) -> None:
    row = record("accounts.sign_in_failed", by=by)
    assert (row.by, row.actor) == (whose, None)


def test_what_no_room_lists_cannot_be_recorded() -> None:
    with pytest.raises(UnknownAction):
        record("accounts.did_something")


WORDS = [
    "Jane",
    "jane doe",
    "jane@example.org",
    "Žana",
    "192.0.2.7",
    "2001:db8::7",
    "192.0.2.7:443",
    "a" * 81,
]


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("where", ["before", "after", "detail", "name"])
def test_no_word_and_no_address_of_a_person_gets_into_the_log(word: str, where: str) -> None:
    given = {word: "x"} if where == "name" else {where: word}
    with pytest.raises(ValidationError) as refusal:
        record("accounts.invited", **given)
    assert word not in str(refusal.value)
    assert Record.objects.count() == 0


def test_nothing_rewrites_the_log_not_even_a_line_of_sql() -> None:
    row = record("accounts.signed_in")
    for change in (
        row.save,
        row.delete,
        lambda: Record.objects.update(action=""),
        lambda: Record.objects.all().delete(),
    ):
        with pytest.raises(AppendOnlyError):
            change()
    for line in ("UPDATE audit_record SET actor = 7", "DELETE FROM audit_record"):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            connection.cursor().execute(line)
    assert list(Record.objects.values_list("action", "actor")) == [("accounts.signed_in", None)]


# --- Reading ------------------------------------------------------------------------------------------------------
def table(client: Client, query: str = "") -> list[list[str]]:
    """Who, what and object of each line."""
    response = client.get(f"{LOG}{query}")
    assert response.status_code == 200
    soup = BeautifulSoup(response.content, "html.parser")
    return [
        [" ".join(cell.get_text(" ").split()) for cell in line.select("td")][1:4]
        for line in soup.select("tbody tr")
    ]


@pytest.fixture
def reader() -> Client:
    return at_work(a_reader())


def no_older_lines() -> None:
    """The prepared site has a history of its own."""
    PageLogEntry.objects.all().delete()
    ModelLogEntry.objects.all().delete()


def test_the_log_tells_in_plain_words_and_wagtails_own_lines_stand_between_ours(
    reader: Client, home_page: HomePage
) -> None:
    no_older_lines()
    ana = a_person("ana@example.org", first_name="Ana", last_name="Kaya")
    left = a_person("left@example.org")
    record("accounts.signed_in", by=ana)
    wagtail_log(home_page, "wagtail.publish", user=ana)
    record("accounts.invited", ana, by=left)
    shelf = Collection.get_first_root_node()
    wagtail_log(shelf, "wagtail.edit", user=None)
    record("accounts.sign_in_failed", by=Record.By.VISITOR)
    User.objects.filter(pk=left.pk).delete()
    assert table(reader) == [
        ["A visitor", "could not sign in", ""],
        ["The site itself", "Edited", f"{shelf.name} Collection {shelf.pk}"],
        ["Somebody who has left", "invited somebody", f"User {ana.pk}"],
        ["Ana Kaya", "Published", f"{home_page.title} Home page {home_page.pk}"],
        ["Ana Kaya", "signed in", ""],
    ]


def test_what_people_wrote_in_comments_is_not_repeated_in_the_log(
    reader: Client, home_page: HomePage
) -> None:
    no_older_lines()
    wagtail_log(
        home_page,
        "wagtail.comments.create",
        data={"comment": {"text": "Zephyrine", "contentpath": "title", "id": 1}},
    )
    assert table(reader) == [
        ["The site itself", "Add comment", f"{home_page.title} Home page {home_page.pk}"]
    ]
    assert "Zephyrine" not in reader.get(LOG).text


def test_what_a_room_records_itself_stands_in_the_list_once(reader: Client, home_page: HomePage) -> None:
    no_older_lines()
    partner = PartnerFactory.create()
    assert Partner in all_told_here()
    wagtail_log(partner, "wagtail.create", user=None)
    record("core.changed", partner)
    assert [line[1] for line in table(reader, "?object_type=partners.partner")] == ["changed"]


def test_every_filter_finds_what_is_looked_for_and_nothing_else(reader: Client, home_page: HomePage) -> None:
    no_older_lines()
    ana, bo = a_person("ana@example.org"), a_person("bo@example.org")
    record("accounts.signed_in", by=ana)
    record("accounts.invited", bo, by=ana)
    record("accounts.signed_out")
    wagtail_log(home_page, "wagtail.publish", user=bo)
    wagtail_log(Collection.get_first_root_node(), "wagtail.edit", user=ana)
    old = timezone.now() - timedelta(days=9)
    PageLogEntry.objects.update(timestamp=old)

    def found(query: str) -> list[str]:
        return [line[1] for line in table(reader, f"?{query}")]

    assert found("action=accounts.invited") == ["invited somebody"]
    assert found("action=wagtail.publish") == ["Published"]
    assert found(f"person={ana.pk}") == ["Edited", "invited somebody", "signed in"]
    assert found("by=machine") == ["signed out"]
    assert found("by=visitor") == []
    assert found(f"object_type=accounts.user&object_id={bo.pk}") == ["invited somebody"]
    assert found("object_type=wagtailcore.collection") == ["Edited"]
    assert found("object_type=home.homepage") == ["Published"]
    assert found(f"object_type=wagtailcore.page&object_id={home_page.pk}") == ["Published"]
    assert found(f"to_day={old:%Y-%m-%d}") == ["Published"]
    assert found(f"from_day={timezone.now():%Y-%m-%d}&action=accounts.signed_in") == ["signed in"]
    assert found(f"from_day={old:%Y-%m-%d}&to_day={old:%Y-%m-%d}&by=machine") == []


def test_pages_of_the_list_miss_nothing_and_repeat_nothing_also_where_many_lines_are_of_one_moment(
    reader: Client, home_page: HomePage
) -> None:
    no_older_lines()
    moment = timezone.now()
    Record.objects.bulk_create(
        Record(at=moment, by=Record.By.MACHINE, action="accounts.signed_in", object_type="home.homepage",
               object_id=str(number)) for number in range(40)
    )  # fmt: skip
    kind = ContentType.objects.get_for_model(HomePage)
    for model, owner in ((PageLogEntry, {"page_id": 7}), (ModelLogEntry, {"object_id": "7"})):
        model.objects.bulk_create(
            model(timestamp=moment, action="wagtail.edit", label=f"{model.__name__} {number}",
                  content_type=kind, **owner) for number in range(40)
        )  # fmt: skip
    seen, address = [], LOG
    while address and len(seen) <= 120:
        soup = BeautifulSoup(reader.get(address).content, "html.parser")
        seen += [line.get_text(" ", strip=True) for line in soup.select("tbody tr td:nth-of-type(4)")]
        older = soup.find("a", string="Older")
        address = LOG + older["href"].removeprefix(LOG) if older else ""
    assert len(seen) == len(set(seen)) == 120


@pytest.mark.parametrize(
    "query",
    ["after=x", "after=1.2", "after=99999999999999999999.0.1", "after=999999999999999999.0.1", "person=0",
     "person=x", "action=no.such", "by=me", "object_type=x.y", "object_id=a b", "from_day=2026-02-30", "to_day=x"],
)  # fmt: skip
def test_an_address_that_somebody_typed_gets_a_sentence(reader: Client, query: str) -> None:
    for address in (LOG, f"{LOG}export/"):
        response = reader.get(f"{address}?{query}")
        assert response.status_code == 400
        assert BeautifulSoup(response.content, "html.parser").select(".error-message")


def test_the_first_and_last_day_of_the_calendar_are_days_like_any_other(reader: Client) -> None:
    assert table(reader, "?from_day=0001-01-01&to_day=9999-12-31") != []


def test_the_log_takes_as_many_queries_for_ten_thousand_lines_as_for_one(
    reader: Client, home_page: HomePage
) -> None:
    no_older_lines()
    record("accounts.signed_in")
    reader.get(LOG)
    with CaptureQueriesContext(connection) as for_one:
        assert len(table(reader)) == 1
    people = [a_person(f"p{number}@example.org") for number in range(20)]
    Record.objects.bulk_create(
        Record(by=Record.By.STAFF, actor=people[number % 20].pk, action="accounts.signed_in",
               object_type=("accounts.user", "home.homepage", "gallery.entry")[number % 3], object_id=str(number))
        for number in range(10_000)
    )  # fmt: skip
    for person in people:
        wagtail_log(person, "wagtail.edit", user=person)
        wagtail_log(home_page, "wagtail.publish", user=person)
    with CaptureQueriesContext(connection) as for_many:
        assert len(table(reader)) == 50
    assert len(for_many) == len(for_one)


def test_an_empty_log_says_so(reader: Client) -> None:
    no_older_lines()
    assert "Nothing has been done yet." in reader.get(LOG).text
    assert "Nothing of this kind was done." in reader.get(f"{LOG}?by=visitor").text


def test_a_line_leads_to_where_its_object_is_edited_and_says_when_there_is_none(
    reader: Client, home_page: HomePage
) -> None:
    def led_to(label: str, pk: object) -> str:
        return reader.get(reverse("audit_staff:object", args=[label, pk])).headers["Location"]

    # The reader may read the log and edit nothing: not even whether it exists is told.
    assert led_to("home.homepage", home_page.pk) == LOG
    admin = at_work(User.objects.create_superuser("root@example.org"))
    address = reverse("audit_staff:object", args=["home.homepage", home_page.pk])
    assert admin.get(address).headers["Location"] == f"/admin/pages/{home_page.pk}/edit/"
    for label, pk in (("home.homepage", 0), ("home.homepage", "x"), ("no.such", 1), ("nodot", 1)):
        assert led_to(label, pk) == LOG


def test_the_export_holds_what_was_asked_for_harmless_to_a_spreadsheet_and_is_recorded(
    reader: Client, home_page: HomePage
) -> None:
    no_older_lines()
    ana = a_person("ana@example.org", first_name="=cmd()")
    record("accounts.roles_changed", home_page, by=ana, before="none", after="editor", role="editor")
    record("accounts.signed_in")
    response = reader.get(f"{LOG}export/?person={ana.pk}&by=staff")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    heading, *rows = csv.reader(response.getvalue().decode("utf-8-sig").splitlines())
    assert heading[1:] == [
        "by", "person", "action", "action_in_words", "object_type", "object_id", "object_name", "before", "after",
        "details",
    ]  # fmt: skip
    assert [row[1:] for row in rows] == [
        ["staff", "'=cmd()", "accounts.roles_changed", "changed somebody’s roles", "home.homepage",
         str(home_page.pk), "", "none", "editor", '{"role": "editor"}'],
    ]  # fmt: skip
    taken = Record.objects.get(action="audit.exported")
    assert (taken.by, taken.codes) == (Record.By.STAFF, {"of_person": ana.pk, "of_by": "staff"})


# --- Who may ------------------------------------------------------------------------------------------------------
def test_only_who_may_read_it_sees_the_log_the_outbox_and_their_items_in_the_menu(reader: Client) -> None:
    record("accounts.signed_in")
    Letter.objects.create(letter="audit_sample", language="en", to_masked="z…@example.org",
                          give_up_at=timezone.now())  # fmt: skip
    pages = {
        "audit.read_log": [LOG, f"{LOG}export/", f"{LOG}object/home.homepage/1/"],
        "audit.read_outbox": ["/admin/outbox/", f"/admin/outbox/{Letter.objects.get().pk}/"],
    }
    for right, addresses in pages.items():
        (other,) = set(pages) - {right}
        client = at_work(a_person(f"{other}@example.org", "wagtailadmin.access_admin", other))
        for address in addresses:
            assert client.get(address).headers["Location"] == "/admin/", address
        home = client.get("/admin/").text
        assert (LOG in home, "/admin/outbox/" in home) == (
            other == "audit.read_log",
            other == "audit.read_outbox",
        )
    home = reader.get("/admin/").text
    assert LOG in home
    assert "/admin/outbox/" in home

"""Looking after the gallery; who may open which page and see whose pictures; competitions."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from accounts.models import User
from accounts.tests.holders import give
from consent.enums import Scope
from core.roles import Role
from gallery import domain, files
from gallery.enums import IN_NO_LIST, AssetKind, State
from gallery.models import Award, Competition, Entry

from .factories import CompetitionFactory, a_batch, a_decider, a_user, an_entry
from .staff import a_moderator, an_editor, at_work, no_nul_reaches_the_database, quick
from .stored import stored_files

pytestmark = pytest.mark.django_db

LIST = "gallery_staff:gallery"


def address(entry: Entry) -> str:
    return reverse("gallery_staff:drawing", args=[entry.public_id])


def picture(entry: Entry, width: int = 320) -> str:
    return reverse("gallery_staff:picture", args=[entry.public_id, width])


@pytest.fixture
def moderator() -> User:
    return a_moderator()


@pytest.fixture
def client(moderator: User) -> Client:
    return at_work(moderator)


@pytest.fixture
def boss() -> Client:
    return at_work(give(a_user("boss"), Role.COORDINATOR))


# --- One drawing --------------------------------------------------------------------------------------------------


def test_hiding_takes_a_drawing_out_of_the_gallery_at_once(client: Client) -> None:
    entry = an_entry(State.PUBLISHED)
    public = [name for name in stored_files() if name.startswith("drawings/")]

    client.post(
        address(entry), {"do": "hide", "version": entry.version, "reason": "name", "note": "On the roof."}
    )

    entry.refresh_from_db()
    assert (entry.state, Entry.objects.public().count()) == (State.HIDDEN, 0)
    assert public != []
    assert [name for name in stored_files() if name.startswith("drawings/")] == []
    page = client.get(address(entry)).content.decode()
    for told in ("Hidden", "A name, a signature", "On the roof.", "Released", "Approved", "Received"):
        assert told in page


def test_hiding_is_never_too_late(client: Client) -> None:
    """An award was noted, or whatever else; the drawing comes off all the same."""
    entry = quick(State.PUBLISHED)

    client.post(address(entry), {"do": "hide", "version": 1, "reason": "name"})

    assert Entry.objects.get(pk=entry.pk).state == State.HIDDEN


@pytest.mark.parametrize("version", ["1", "", "x"])
def test_what_came_too_late_works_when_the_same_button_is_pressed_once_more(
    client: Client, version: str
) -> None:
    entry = quick(State.APPROVED)
    late = {"do": "reject", "version": version, "reason": "face", "note": "The small one."}

    page = client.post(address(entry), late)

    form = page.context["forms"]["reject"]
    assert (page.status_code, form["reason"].value(), form["note"].value()) == (409, "face", "The small one.")
    assert "The small one." in page.content.decode()
    assert str(form["version"]) in page.content.decode()
    again = client.post(address(entry), {**late, "version": form["version"].value()})
    assert (again.status_code, Entry.objects.get(pk=entry.pk).state) == (302, State.REJECTED)


def test_showing_again_needs_somebody_else_to_release_it(client: Client) -> None:
    entry = quick(State.HIDDEN)

    client.post(address(entry), {"do": "show_again", "version": entry.version})

    entry.refresh_from_db()
    assert (entry.state, Entry.objects.public().count()) == (State.APPROVED, 0)
    assert "you approved it" in client.get(reverse("gallery_staff:release")).content.decode()


def test_a_moderator_takes_a_drawing_back_when_a_family_writes(client: Client) -> None:
    entry = quick(State.PUBLISHED)
    domain.award(entry, "first", user=a_decider("juror"))

    client.post(address(entry), {"do": "withdraw", "channel": "family"})

    entry.refresh_from_db()
    assert (entry.state, Award.objects.count()) == (State.WITHDRAWN, 0)


def test_an_award_is_noted_changed_and_said_to_stay_unseen_without_consent(client: Client) -> None:
    entry = quick(State.PUBLISHED)
    agreed = quick(State.PUBLISHED, scopes=(Scope.SITE, Scope.WINNER))

    for place in ("first", "mention"):
        client.post(address(entry), {"do": "award", "place": place})

    unseen = "The family has not agreed to an announcement"
    assert Award.objects.get().place == "mention"
    assert unseen in client.get(address(entry)).content.decode()
    assert unseen not in client.get(address(agreed)).content.decode()


def test_a_description_is_written_while_it_waits_for_release_and_not_by_whoever_entered_it(
    client: Client, moderator: User
) -> None:
    waiting = quick(State.APPROVED, alt_text="")
    own = quick(State.APPROVED, a_batch(editor=moderator), alt_text="")

    for entry in (waiting, own):
        client.post(address(entry), {"do": "describe", "version": entry.version, "alt_text": "A boat."})

    waiting.refresh_from_db()
    own.refresh_from_db()
    assert (waiting.alt_text, own.alt_text) == ("A boat.", "")
    assert "You entered this drawing yourself" in client.get(address(own)).content.decode()


@pytest.mark.parametrize(
    ("state", "fields", "status", "words"),
    [
        (State.PUBLISHED, {"do": "hide"}, 422, "This field is required"),
        (State.PUBLISHED, {"do": "hide", "reason": "other"}, 422, "Say in the note what the reason is."),
        (State.PUBLISHED, {"do": "withdraw", "channel": "\x00"}, 422, "Select a valid choice"),
        (State.PUBLISHED, {"do": "award", "place": "last"}, 422, "Select a valid choice"),
        (State.PUBLISHED, {"do": "nothing"}, 422, "Choose what to do with it."),
        (State.APPROVED, {"do": "hold_back", "version": "1"}, 409, "Nothing was changed."),
        (
            State.HIDDEN,
            {"do": "award", "place": "first"},
            422,
            "Only a drawing in the gallery can get an award.",
        ),
        (State.PENDING, {"do": "show_again"}, 409, "Nothing was changed."),
        (State.PUBLISHED, {"do": "describe", "alt_text": "x"}, 422, "has been decided on"),
    ],
)
def test_what_cannot_be_done_is_answered_with_a_sentence_and_changes_nothing(
    client: Client, state: State, fields: dict[str, Any], status: int, words: str
) -> None:
    entry = quick(state)

    answer = client.post(address(entry), {"version": entry.version, **fields})

    assert (answer.status_code, Entry.objects.get(pk=entry.pk).version) == (status, entry.version)
    assert words in answer.content.decode()


@pytest.mark.parametrize("state", [state for state in State if state not in IN_NO_LIST])
def test_the_page_of_a_drawing_opens_in_every_state_that_is_for_moderators(
    client: Client, state: State
) -> None:
    page = client.get(address(quick(state))).content.decode()

    assert str(state.label) in page
    assert ("show_again" in page) is (state == State.HIDDEN)
    assert ('value="award"' in page) is (state == State.PUBLISHED)


# --- Lists --------------------------------------------------------------------------------------------------------


def test_the_list_shows_what_readers_see_and_every_other_state_by_choice(client: Client) -> None:
    batch = a_batch(editor=an_editor())
    quick(State.PUBLISHED, batch, title="Seen by all", first_name="Lina")
    quick(State.HIDDEN, batch, title="Seen by nobody")

    def titles(**query: str) -> list[bool]:
        page = client.get(reverse(LIST), query).content.decode()
        return ["Seen by all" in page, "Seen by nobody" in page]

    assert titles() == [True, False]
    assert titles(state="hidden") == [False, True]
    assert titles(state="") == [True, True]
    assert titles(state="", q="nobody") == [False, True]
    assert titles(state="", q="lina") == [False, False], "a name would stand in the address"
    assert titles(state="", band="10-12") == [False, False]
    assert titles(state="", country="lt", competition=str(batch.competition.pk)) == [True, True]
    for wrong in ("\x00", "x" * 10_000, "-1"):
        asked = dict.fromkeys(("q", "state", "competition", "country", "band", "p", "ordering"), wrong)
        with no_nul_reaches_the_database():
            assert client.get(reverse(LIST), asked).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("page", "number"), [(LIST, 18), ("gallery_staff:mine", 15)])
def test_a_list_takes_one_number_of_queries(
    page: str, number: int, rows: int, django_assert_num_queries: Any
) -> None:
    batch = a_batch(editor=an_editor())
    for _row in range(rows):
        quick(State.PUBLISHED, batch)
    client = at_work(a_moderator() if page == LIST else batch.entered_by)
    client.get(reverse(page))

    with django_assert_num_queries(number):
        client.get(reverse(page))


def test_an_editors_list_leads_to_each_drawing_in_its_batch() -> None:
    batch = a_batch(editor=an_editor())
    entry = quick(State.REJECTED, batch, title="Ours")
    quick(State.PENDING, title="Of somebody else")

    page = at_work(batch.entered_by).get(reverse("gallery_staff:mine")).content.decode()

    assert "Of somebody else" not in page
    place = reverse("gallery_staff:batch", args=[batch.pk])
    assert f'href="{place}?drawing={entry.public_id}#drawing-{entry.public_id}"' in page
    assert "recognised" not in page, "why a drawing was rejected is between moderators"


# --- Pictures -----------------------------------------------------------------------------------------------------


def test_a_private_copy_goes_to_those_who_may_see_it_and_into_no_cache(client: Client) -> None:
    entry = an_entry(State.PENDING)

    answer = client.get(picture(entry))

    assert answer.content == files.read_private(entry.assets.get(format="webp", width=320).key)
    kept = (
        "Cache-Control",
        "Content-Security-Policy",
        "X-Content-Type-Options",
        "Content-Disposition",
        "Content-Type",
    )
    assert {name: answer.headers.get(name) for name in (*kept, "ETag", "Last-Modified")} == {
        "Cache-Control": "private, no-store",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Content-Disposition": f'inline; filename="{entry.public_id}.webp"',
        "Content-Type": "image/webp",
        "ETag": None,
        "Last-Modified": None,
    }
    widest = client.get(picture(entry, 10**30))
    assert widest.content == files.read_private(entry.assets.get(format="webp", width=440).key)


def test_a_picture_is_seen_by_its_partners_editors_and_by_moderators_and_by_nobody_else(
    client: Client,
) -> None:
    batch = a_batch(editor=an_editor())
    entry = an_entry(State.PENDING, batch)
    colleague, stranger = an_editor(), an_editor()
    give(colleague, Role.EDITOR, batch.partner.key)

    people = {
        "moderator": client,
        "enterer": at_work(batch.entered_by),
        "colleague": at_work(colleague),
        "stranger": at_work(stranger),
        "somebody without a role": at_work(a_user("nobody")),
        "reader": Client(),
    }
    seen = {name: person.get(picture(entry)).status_code for name, person in people.items()}

    assert seen == {
        "moderator": 200,
        "enterer": 200,
        "colleague": 200,
        "stranger": 404,
        "somebody without a role": 403,
        "reader": 302,
    }


def test_the_file_as_it_was_sent_is_shown_to_nobody(client: Client) -> None:
    entry = quick(State.PENDING)
    assert entry.assets.get().kind == AssetKind.ORIGINAL

    assert client.get(picture(entry)).status_code == 404


def test_a_drawing_that_was_taken_back_is_seen_by_nobody_even_before_its_files_are_gone(
    client: Client,
) -> None:
    entry = an_entry(State.PUBLISHED)
    assert client.get(picture(entry)).status_code == 200

    domain.withdraw(entry, user=entry.entered_by, channel="family")

    assert client.get(picture(entry)).status_code == 404


def test_a_storage_that_is_away_is_no_error_page(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = an_entry(State.PENDING)

    def away(*args: Any) -> None:
        raise OSError("away")

    monkeypatch.setattr(default_storage, "open", away)
    answer = client.get(picture(entry))

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")


# --- Who may open what --------------------------------------------------------------------------------------------

FOR_EDITORS = {
    "enter", "batch", "facts", "mine", "mine_results", "take_back", "replace",
    "boxes", "box", "box_list", "box_send_list", "box_send_zip", "box_finish",
}  # fmt: skip
FOR_MODERATORS = {
    "decide", "decide_on", "undo", "release", "release_result", "reports", "gallery", "gallery_results", "drawing",
}  # fmt: skip
FOR_BOTH = {"picture", "raise_concern", "seal", "what_now"}


def test_each_page_opens_to_its_role_and_to_no_other() -> None:
    from gallery.staff.urls import urlpatterns

    batch = a_batch(editor=an_editor())
    entry = quick(State.PENDING, batch, title="Only for those who may")
    people = {
        "editor": at_work(batch.entered_by),
        "moderator": at_work(a_moderator()),
        "nobody": at_work(a_user("nobody")),
        "reader": Client(),
    }
    given = {"pk": batch.pk, "public_id": entry.public_id, "width": 320, "code": "none", "kind": "csv"}
    opened: dict[str, set[str]] = {name: set() for name in people}
    for pattern in urlpatterns:
        wanted = {name: given[name] for name in pattern.pattern.regex.groupindex}
        for who, client in people.items():
            for method in (client.get, client.post):
                answer = method(reverse(f"gallery_staff:{pattern.name}", kwargs=wanted))
                refused = answer.status_code == 302 and answer.url.startswith(
                    (reverse("account_login"), reverse("wagtailadmin_home") + "?")
                )
                denied = answer.status_code == 302 and answer.url == reverse("wagtailadmin_home")
                if not refused and not denied and answer.status_code != 403:
                    opened[who].add(pattern.name)

    assert opened == {
        "editor": FOR_EDITORS | FOR_BOTH,
        "moderator": FOR_MODERATORS | FOR_BOTH,
        "nobody": set(),
        "reader": set(),
    }


def test_the_menu_shows_to_each_what_they_may_open(boss: Client) -> None:
    names = ["enter", "mine", "decide", "release", "gallery", "safeguarding"]

    def items(client: Client) -> list[str]:
        page = client.get(reverse("wagtailadmin_home")).content.decode()
        return [name for name in names if f'"{reverse(f"gallery_staff:{name}")}"' in page] + (
            ["competitions"] if reverse("gallery_competitions:index") in page else []
        )

    assert items(at_work(an_editor())) == ["enter", "mine"]
    assert items(at_work(a_moderator())) == ["decide", "release", "gallery"]
    assert items(a_lead := at_work(a_decider("lead"))) == ["decide", "release", "gallery", "safeguarding"]
    assert a_lead.get(reverse("gallery_staff:safeguarding")).status_code == 200
    assert items(boss) == ["competitions"]
    assert items(at_work(a_user("operator", is_superuser=True))) == [*names, "competitions"]


# --- Competitions -------------------------------------------------------------------------------------------------

RULES = {
    "key": "drawings-2027",
    "name": "Drawings 2027",
    "year": "2027",
    "zone": "Europe/Vilnius",
    "opens_on": "2027-01-10",
    "closes_on": "2027-03-31",
    "gallery_from": "",
    "results_on": "2027-05-25",
    "consent_until": "2028-12-31",
    "bands": ["7-9", "10-12"],
}


def test_a_competition_is_written_in_a_form_with_its_mistakes_beside_their_fields(boss: Client) -> None:
    add = reverse("gallery_competitions:add")
    wrong = {
        "zone": ("Vilnius", "There is no time zone called “Vilnius”. Write it like this: Europe/Vilnius."),
        "closes_on": ("2027-01-01", "The last day to enter cannot be before the first."),
        "results_on": ("2027-03-01", "Results come after the last day to enter."),
        "consent_until": ("2039-01-01", "Consent holds five years at most. Then it is asked for again."),
    }
    for field, (value, sentence) in wrong.items():
        page = boss.post(add, {**RULES, field: value})
        assert page.context["form"].errors[field] == [sentence]
        assert sentence in page.content.decode()

    with no_nul_reaches_the_database():
        for field in RULES:
            assert list(boss.post(add, {**RULES, field: "2\x00"}).context["form"].errors) == [field]

    assert boss.post(add, RULES).status_code == 302
    assert Competition.objects.get().bands == ["7-9", "10-12"]
    assert "Drawings 2027" in boss.get(reverse("gallery_competitions:index")).content.decode()


def test_days_of_a_competition_lie_within_reason(boss: Client) -> None:
    """The last day of the calendar has no day after it, at which a competition could close."""
    add = reverse("gallery_competitions:add")
    days = ("opens_on", "closes_on", "gallery_from", "results_on", "consent_until")
    edges = {name: "2100-12-31" for name in days if name != "results_on"} | {"results_on": ""}

    for day in ("0001-01-01", "2000-12-31", "2101-01-01", "9999-12-31"):
        page = boss.post(add, {**RULES, **dict.fromkeys(days, day)})
        errors = page.context["form"].errors
        assert set(errors) == set(days)
        assert errors["opens_on"][0] in page.content.decode()
        assert errors["opens_on"][0].startswith("Ensure this value is")
    assert boss.post(add, {**RULES, **edges}).status_code == 302
    assert Competition.objects.get().is_over is False
    assert boss.get(reverse("gallery_competitions:index")).status_code == 200


def test_one_pair_of_eyes_is_allowed_by_a_coordinator_in_writing_and_stands_in_the_history(
    boss: Client,
) -> None:
    competition = CompetitionFactory.create()
    page = reverse("gallery_competitions:one_pair", args=[competition.pk])

    assert boss.get(page).status_code == 200
    unwritten = boss.post(page, {"reason": "  "})
    assert (unwritten.status_code, Competition.objects.get().two_pairs_of_eyes) == (422, True)
    assert "Write down why. It stays on record." in unwritten.content.decode()
    boss.post(page, {"reason": "We are two people only."})
    assert [row.text for row in competition.one_pair_reasons.all()] == ["We are two people only."]
    boss.post(page, {"two_pairs": "1", "reason": "We are two people only."})

    assert Competition.objects.get().two_pairs_of_eyes is True
    actions = ["gallery.two_pairs_of_eyes", "gallery.one_pair_of_eyes"]
    assert list(ModelLogEntry.objects.filter(action__in=actions).values_list("action", flat=True)) == actions
    history = boss.get(reverse("gallery_competitions:history", args=[competition.pk])).content.decode()
    assert "One pair of eyes is enough" in history


def test_nobody_but_a_coordinator_allows_one_pair_of_eyes(client: Client, moderator: User) -> None:
    from django.contrib.auth.models import Permission

    competition = CompetitionFactory.create()
    moderator.user_permissions.add(Permission.objects.get(codename="change_competition"))
    page = reverse("gallery_competitions:one_pair", args=[competition.pk])

    answer = client.post(page, {"reason": "I would like to."})

    assert (answer.status_code, answer.url) == (302, reverse("wagtailadmin_home"))
    assert Competition.objects.get().two_pairs_of_eyes is True
    assert "one-pair-of-eyes" not in client.get(reverse("gallery_competitions:index")).content.decode()

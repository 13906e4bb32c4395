"""The admin under a content security policy that allows nothing inline: every screen loads, and what is on it works.

A policy that stops a date picker stops it without a word, so each kind of part is used here as a person uses it.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Response, expect

from core.tests.files import jpeg_with_everything
from demo.loader import PASSWORD
from e2e.browsing import Reader, reading
from e2e.site import WITH_ADMIN, Site, demo, served
from e2e.staff import COORDINATOR, manage, rows, sign_in

#: Tell us of everything that the policy stops, in every frame, before anything else runs.
TELL = """
addEventListener("securitypolicyviolation", (event) => {
  const { effectiveDirective, sourceFile, target } = event;
  refused(effectiveDirective, sourceFile.split("/").pop(), target.outerHTML ?? "");
});
"""

#: What is stopped and does no harm: (directive, script, beginning of the element). docs/decisions/0029-admin-policy.md
HARMLESS = (
    # Draftail's words for an empty line. Ours stand in core/admin/admin.css.
    ("style-src-elem", "vendor.js", "<style>.Draftail-block--"),
    # Jcrop tries whether the browser knows touch, and goes on.
    ("script-src-attr", "jquery.Jcrop.min.js", ""),
)

KEEPER = "keeper@demo.example"
#: A superuser, made for this: the demo has none.
OPERATOR = "operator@demo.example"

#: A note that has not been read (core/static/core/admin/start.js).
NOTE = "core-start"


@dataclass
class Desk:
    """Somebody at work in a browser of their own, and what the policy stopped there: (directive, script, element)."""

    site: Site
    person: Reader
    refused: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def page(self) -> Page:
        return self.person.page

    @property
    def harm(self) -> list[tuple[str, str, str]]:
        return [one for one in self.refused if not _is_harmless(one)]

    @property
    def complaints(self) -> list[str]:
        """Errors in the console, but for those of the policy, each of which has told of itself."""
        return [text for text in self.person.complaints if "Content Security Policy" not in text]

    def open(self, path: str) -> Page:
        """A screen, when all that is on it has started."""
        answer = self.page.goto(self.site.url(path), wait_until="domcontentloaded")
        assert answer is not None
        self.started(answer, path)
        return self.page

    def started(self, answer: Response, path: str) -> None:
        assert (answer.status, self.person.path) == (200, path)
        assert "'unsafe-" not in answer.headers["content-security-policy"], path
        if self.page.locator("body#wagtail").count():
            self.page.locator("body.ready").wait_for()
            expect(self.page.locator(NOTE)).to_have_count(0)


def _is_harmless(one: tuple[str, str, str]) -> bool:
    return any(
        one[:2] == (directive, script) and one[2].startswith(start) for directive, script, start in HARMLESS
    )


@pytest.fixture(scope="module")
def staffed() -> Iterator[Site]:
    """A demo of its own, for it is changed."""
    with served(demo(), settings=WITH_ADMIN) as running:
        yield running


@pytest.fixture(scope="module")
def session(browser: Browser, staffed: Site) -> Callable[[str], Any]:
    """Each signs in once; every test has a browser with nothing else in it."""
    operator = f"m().objects.create_superuser('{OPERATOR}', '{PASSWORD}')"
    manage(staffed, "shell", "-c", f"from django.contrib.auth import get_user_model as m; {operator}")

    @cache
    def signed_in(email: str) -> Any:
        with reading(browser, staffed.address) as person:
            sign_in(person, staffed, email)
            return person.context.storage_state()

    return signed_in


@pytest.fixture
def at_desk(browser: Browser, staffed: Site, session: Callable[[str], Any]) -> Iterator[Callable[..., Desk]]:
    """``at_desk(email)``. Nothing that matters may be stopped there, whatever else a test looks at."""
    with ExitStack() as stack:
        desks: list[Desk] = []

        def sit_down(email: str, **options: Any) -> Desk:
            options |= {"storage_state": session(email), "viewport": {"width": 1280, "height": 1000}}
            desk = Desk(staffed, stack.enter_context(reading(browser, staffed.address, **options)))
            desk.person.context.expose_function("refused", lambda *one: desk.refused.append(one))
            desk.person.context.add_init_script(TELL)
            desks.append(desk)
            return desk

        yield sit_down
        for desk in desks:
            assert (desk.harm, desk.complaints, desk.person.foreign) == ([], [], [])


@pytest.fixture
def desk(at_desk: Callable[..., Desk]) -> Desk:
    """The coordinator's."""
    return at_desk(COORDINATOR)


# --- Every kind of screen -----------------------------------------------------------------------------------------


def page_of(site: Site, model: str, code: str = "en") -> int:
    return int(
        rows(
            site,
            "SELECT min(p.id) FROM wagtailcore_page p JOIN django_content_type c ON c.id = p.content_type_id "
            "JOIN wagtailcore_locale l ON l.id = p.locale_id WHERE c.model = ? AND l.language_code = ?",
            model,
            code,
        )[0][0]
    )


def a_page_of_each_type(site: Site) -> list[tuple[str, int]]:
    return rows(  # type: ignore[return-value]
        site,
        "SELECT c.model, min(p.id) FROM wagtailcore_page p JOIN django_content_type c ON c.id = p.content_type_id "
        "JOIN wagtailcore_locale l ON l.id = p.locale_id WHERE l.language_code = 'en' AND p.depth > 1 GROUP BY 1",
    )


def editors(site: Site) -> list[str]:
    return [f"/admin/pages/{key}/edit/" for _model, key in a_page_of_each_type(site)]


def around_a_page(site: Site) -> list[str]:
    guide, topic, partner = (page_of(site, model) for model in ("guidepage", "topicpage", "partnerpage"))
    return [
        "/admin/pages/",
        f"/admin/pages/{topic}/",
        f"/admin/pages/{topic}/?ordering=ord",
        "/admin/pages/search/?q=chat",
        *(
            f"/admin/pages/{guide}/{what}/"
            for what in ("copy", "move", "delete", "unpublish", "history", "usage", "workflow_history")
        ),
        f"/admin/pages/{partner}/add_subpage/",
        f"/admin/pages/add/events/eventpage/{partner}/",
        f"/admin/pages/add/prevention/guidepage/{topic}/",
        f"/admin/pages/{page_of(site, 'guidepage', 'lt')}/edit/",
        f"/admin/localize/submit/page/{guide}/",
        f"/admin/localize/update/{rows(site, 'SELECT min(id) FROM wagtail_localize_translationsource')[0][0]}/",
    ]  # fmt: skip


def first(site: Site, table: str) -> int:
    return int(rows(site, f"SELECT min(id) FROM {table}")[0][0])


def rooms(site: Site) -> list[str]:
    """Lists and forms of what is no page."""
    image, document = first(site, "core_siteimage"), first(site, "core_sitedocument")
    footer = first(site, "home_footer")
    return [
        "/admin/",
        "/admin/account/",
        "/admin/images/", "/admin/images/add/", f"/admin/images/{image}/",
        "/admin/documents/", "/admin/documents/multiple/add/", f"/admin/documents/edit/{document}/",
        "/admin/redirects/", "/admin/redirects/add/",
        "/admin/snippets/home/footer/", f"/admin/snippets/home/footer/edit/{footer}/",
        f"/admin/snippets/home/footer/history/{footer}/",
        "/admin/country/", "/admin/country/new/",
        *(
            f"/admin/{name}/{rest}"
            for name, table in (
                ("alertsystem", "facts_alertsystem"), ("fact", "facts_fact"), ("helpline", "facts_helpline"),
                ("partner", "partners_partner"), ("gallery_competitions", "gallery_competition"),
            )
            for rest in ("", f"edit/{first(site, table)}/")
        ),
        "/admin/helpline/new/", f"/admin/helpline/history/{first(site, 'facts_helpline')}/",
        "/admin/site_languages/", f"/admin/site_languages/edit/{first(site, 'languages_sitelanguage')}/",
        *(f"/admin/drawings/{name}/" for name in ("enter", "mine", "decide", "release", "gallery")),
        *(
            f"/admin/reports/{name}/"
            for name in (
                "aging-pages", "locked", "page-types-usage", "site-history", "workflow", "workflow_tasks",
            )
        ),
        "/admin/localize/reports/translations/",
        "/admin/people/", "/admin/people/invite/", "/admin/people/me/", "/admin/people/roles/",
        "/admin/people/roles/coordinator/", f"/admin/people/{first(site, 'accounts_user')}/",
        "/admin/audit/", "/admin/outbox/",
    ]  # fmt: skip


def for_the_keeper(site: Site) -> list[str]:
    # Somebody whose consent has not ended yet: only then can it be ended.
    in_force = rows(
        site,
        "SELECT subject_id FROM consent_consentrecord GROUP BY subject_id HAVING COUNT(withdrawn_on) = 0 LIMIT 1",
    )
    subject = uuid.UUID(str(in_force[0][0]))
    return [
        "/admin/consents/", "/admin/consents/new/", "/admin/consents/texts/", "/admin/consents/receipts/",
        f"/admin/consents/texts/{first(site, 'consent_consenttext')}/", "/admin/consents/texts/story/en/new/",
        *(
            f"/admin/consents/{subject}/{act}"
            for act in ("", "edit/", "record/", "withdraw/", "link/", "erase/")
        ),
    ]  # fmt: skip


def for_the_operator(site: Site) -> list[str]:
    """What no role needs, and a superuser alone may open."""
    return [
        "/admin/collections/", "/admin/collections/add/",
        "/admin/sites/", "/admin/locales/",
        "/admin/workflows/list/", "/admin/workflows/add/",
        f"/admin/workflows/edit/{first(site, 'wagtailcore_workflow')}/",
        "/admin/workflows/tasks/index/", f"/admin/workflows/tasks/edit/{first(site, 'wagtailcore_task')}/",
    ]  # fmt: skip


def test_every_page_type_can_be_edited(desk: Desk) -> None:
    screens = editors(desk.site)
    for screen in screens:
        desk.open(screen)
        expect(desk.page.locator("#id_title")).to_be_visible()
    assert len(screens) >= 19


def test_every_screen_around_a_page_starts(desk: Desk) -> None:
    screens = around_a_page(desk.site)
    for screen in screens:
        desk.open(screen)
    assert len(screens) == len(set(screens)) >= 15


@pytest.mark.parametrize(
    ("email", "screens_of", "at_least"),
    [(COORDINATOR, rooms, 40), (KEEPER, for_the_keeper, 5), (OPERATOR, for_the_operator, 9)],
)
def test_every_other_screen_starts(
    at_desk: Callable[..., Desk], email: str, screens_of: Callable[[Site], list[str]], at_least: int
) -> None:
    desk = at_desk(email)
    screens = screens_of(desk.site)
    for screen in screens:
        desk.open(screen)
    assert len(screens) == len(set(screens)) >= at_least


def test_what_the_policy_stops_is_noticed(desk: Desk) -> None:
    """Or every other test here would pass on any page."""
    page = desk.open("/admin/")
    page.evaluate("""() => {
        const script = document.createElement("script");
        script.textContent = "document.title = 'taken over'";
        document.body.append(script);
        document.body.insertAdjacentHTML("beforeend", "<p style='color: red'>x</p>");
    }""")

    assert page.title() != "taken over"
    assert [one[0] for one in desk.refused] == ["script-src-elem", "style-src-attr"]
    assert len(desk.person.complaints) == 2
    desk.refused.clear()


def test_a_note_in_the_markup_calls_nothing_but_what_it_may(desk: Desk) -> None:
    page = desk.open("/admin/")
    page.evaluate("""() => {
        window.called = false;
        window.reachable = () => { window.called = true; };
        document.body.insertAdjacentHTML(
          "beforeend", '<core-start data-name="reachable" data-for="" data-options="{}"></core-start>');
    }""")
    expect(page.locator(NOTE)).to_have_count(0)

    assert page.evaluate("window.called") is False
    assert [text for text in desk.person.complaints if "Not known how to start reachable" in text]
    desk.person.complaints.clear()


# --- Dates and times ----------------------------------------------------------------------------------------------


def pick(page: Page, name: str, choice: str) -> Locator:
    """In the picker that opens at a field."""
    box = page.locator(f"#id_{name}")
    box.click()
    page.locator(f".xdsoft_datetimepicker:visible {choice}").first.click()
    return box


def test_a_date_a_time_and_both_at_once_are_picked(desk: Desk) -> None:
    # The list of hours opens at the present one, and its arrows lie on what is a few hours away.
    desk.page.clock.set_fixed_time("2026-11-26T14:00:00Z")
    page = desk.open(f"/admin/pages/{page_of(desk.site, 'eventpage')}/edit/")

    expect(pick(page, "start_date", "td[data-date='17']:not(.xdsoft_other_month)")).to_have_value(
        re.compile(r"^\d{4}-\d\d-17$")
    )
    expect(pick(page, "start_time", ".xdsoft_time[data-hour='15']")).to_have_value("15:00")

    page.get_by_role("button", name="Toggle status").click()
    page.get_by_role("button", name="Set schedule").click()
    expect(pick(page, "go_live_at", "td[data-date='17']:not(.xdsoft_other_month)")).to_have_value(
        re.compile(r"^\d{4}-\d\d-17 \d\d:\d\d$")
    )


def test_a_list_is_narrowed_by_a_date_that_is_picked(desk: Desk) -> None:
    page = desk.open("/admin/reports/site-history/")
    page.get_by_role("button", name="Show filters").click()
    page.locator("[aria-controls=drilldown-id_timestamp]").click()
    with page.expect_response(re.compile(r"/results/.*timestamp_from=\d{4}-\d\d-17")) as answered:
        pick(page, "timestamp_0", "td[data-date='17']:not(.xdsoft_other_month)")

    assert answered.value.status == 200


# --- Choosers -----------------------------------------------------------------------------------------------------


def dialog(page: Page) -> Locator:
    return page.locator(".modal-body")


def choose(page: Page, chooser: Locator) -> Locator:
    """Open a chooser that may hold something already; its dialog."""
    empty = chooser.locator("[data-chooser-action-choose]")
    filled = chooser.get_by_role("button", name="Actions")
    expect(empty.or_(filled).filter(visible=True).first).to_be_visible()
    if not empty.first.is_visible():
        filled.click()
        empty = page.locator("[data-tippy-root] [data-chooser-action-choose]")
    empty.first.click()
    expect(dialog(page)).to_be_visible()
    return dialog(page)


def test_a_page_is_chosen_after_a_search(desk: Desk) -> None:
    page = desk.open(f"/admin/pages/{page_of(desk.site, 'guidepage')}/move/")
    chooser = page.locator("#id_new_parent_page-chooser")

    offered = choose(page, chooser)
    offered.get_by_label("Search term").fill("prevention")
    offered.locator("a.choose-page").first.click()

    expect(dialog(page)).to_have_count(0)
    expect(page.locator("#id_new_parent_page")).to_have_value(re.compile(r"^\d+$"))


def test_a_picture_is_chosen_and_another_one_sent(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "meadow.jpg"
    file.write_bytes(jpeg_with_everything())
    page = desk.open(f"/admin/pages/{page_of(desk.site, 'standardpage')}/edit/")
    page.get_by_role("tab", name="Promote").click()
    chooser, kept = page.locator("#id_listing_image-chooser"), page.locator("#id_listing_image")

    choose(page, chooser).locator("a[data-chooser-modal-choice]").last.click()
    expect(dialog(page)).to_have_count(0)
    before = kept.input_value()
    assert before

    offered = choose(page, chooser)
    offered.get_by_role("tab", name="Upload").click()
    offered.locator("input[type=file]").set_input_files(file)
    offered.get_by_label("Title").fill("A meadow")
    offered.get_by_role("button", name="Upload").click()
    expect(dialog(page)).to_have_count(0)
    expect(kept).not_to_have_value(before)
    expect(chooser).to_contain_text("A meadow")


#: What each block of a page chooses, and what stands in its dialog.
IN_A_STREAM = {
    "Downloads": "a[data-chooser-modal-choice]",
    "Related pages": "a.choose-page",
    "Number with its source": "a[data-chooser-modal-choice]",
    "Helpline": "a[data-chooser-modal-choice]",
    "Picture": "a[data-chooser-modal-choice]",
}


@pytest.mark.parametrize("block", IN_A_STREAM)
def test_a_block_is_added_and_something_chosen_in_it(desk: Desk, block: str) -> None:
    page = desk.open(f"/admin/pages/{page_of(desk.site, 'standardpage')}/edit/")
    there = page.locator(".chooser").count()
    page.get_by_role("button", name="Insert a block").last.click()
    page.get_by_role("option", name=block, exact=True).click()
    expect(page.locator(".chooser")).not_to_have_count(there)
    chooser = page.locator(".chooser:visible").last

    choose(page, chooser).locator(IN_A_STREAM[block]).first.click()

    expect(dialog(page)).to_have_count(0)
    expect(chooser).not_to_have_class(re.compile(r"\bblank\b"))


def test_a_task_is_chosen_for_a_workflow_in_a_row_that_was_added(at_desk: Callable[..., Desk]) -> None:
    desk = at_desk(OPERATOR)
    page = desk.open(f"/admin/workflows/edit/{first(desk.site, 'wagtailcore_workflow')}/")
    page.locator("#id_workflow_tasks-ADD").click()

    offered = choose(page, page.locator("#id_workflow_tasks-1-task-chooser"))
    offered.get_by_role("tab", name="Existing").click()
    offered.locator("a.task-choice").first.click()

    expect(dialog(page)).to_have_count(0)
    expect(page.locator("#id_workflow_tasks-1-task")).to_have_value(re.compile(r"^\d+$"))


# --- Writing ------------------------------------------------------------------------------------------------------


def test_rows_are_added_and_a_date_is_picked_in_a_new_one(desk: Desk) -> None:
    page = desk.open(f"/admin/fact/edit/{first(desk.site, 'facts_fact')}/")
    there = page.locator("#id_also_reported-FORMS > *").count()

    page.locator("#id_also_reported-ADD").click()

    expect(page.locator("#id_also_reported-FORMS > *")).to_have_count(there + 1)
    expect(
        pick(page, f"also_reported-{there}-as_of", "td[data-date='17']:not(.xdsoft_other_month)")
    ).to_have_value(re.compile(r"^\d{4}-\d\d-17$"))


def save_draft(page: Page) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name="Save draft").click()
    expect(page.locator(".messages")).to_contain_text("has been updated")


def test_a_heading_and_a_link_are_written_and_saved(desk: Desk) -> None:
    key = page_of(desk.site, "standardpage")
    page = desk.open(f"/admin/pages/{key}/edit/")
    editors = page.locator("[contenteditable=true]:visible")
    expect(editors.first).to_be_visible()
    there = editors.count()
    page.get_by_role("button", name="Insert a block").last.click()
    page.get_by_role("option", name="Text", exact=True).click()
    expect(editors).to_have_count(there + 1)
    text = editors.last
    text.click()
    expect(text).to_be_focused()
    page.keyboard.type("## On the way home")
    page.keyboard.press("Enter")
    page.keyboard.type("Read on here")
    # Draftail hands over what was written a quarter of a second after the last key. Until then it may draw the line
    # anew, and whatever is marked in it is no longer marked.
    written = page.locator("input[type=hidden][value*='Read on here']")
    expect(written).to_have_count(1)
    page.keyboard.press("Shift+Home")
    page.keyboard.press("Control+k")
    expect(dialog(page)).to_be_visible()
    dialog(page).locator("a.choose-page").first.click()
    expect(dialog(page)).to_have_count(0)
    expect(written).to_have_value(re.compile("LINK"))
    save_draft(page)

    content = rows(
        desk.site,
        "SELECT r.content FROM wagtailcore_page p JOIN wagtailcore_revision r ON r.id = p.latest_revision_id "
        "WHERE p.id = ?",
        key,
    )[0][0]
    assert re.search(r"<h\d[^>]*>On the way home</h\d>", content)
    assert re.search(r"<a [^>]*linktype=[^>]*page[^>]*>Read on here</a>", content)


def test_a_preview_keeps_the_policy_of_readers(desk: Desk) -> None:
    page = desk.open(f"/admin/pages/{page_of(desk.site, 'guidepage')}/edit/")
    with page.expect_response(re.compile(r"/edit/preview/\?")) as answered:
        page.get_by_role("button", name="Toggle preview").click()
    frame = page.frame_locator("#w-preview-iframe")

    expect(frame.locator("h1")).to_have_text("Would you notice when a chat changes?")
    policy = answered.value.headers["content-security-policy"]
    assert "style-src 'self';" in f"{policy};"
    assert "frame-ancestors 'self'" in policy


def test_two_versions_are_compared_and_the_dialog_of_who_may_see_a_page_opens(desk: Desk) -> None:
    key = page_of(desk.site, "explainerpage")
    page = desk.open(f"/admin/pages/{key}/edit/")
    page.locator("#id_title").fill("Missing: in other words")
    save_draft(page)

    revision = rows(desk.site, "SELECT latest_revision_id FROM wagtailcore_page WHERE id = ?", key)[0][0]
    desk.open(f"/admin/pages/{key}/revisions/compare/live...{revision}/")
    expect(page.locator("main")).to_contain_text("in other words")

    desk.open(f"/admin/pages/{key}/edit/")
    page.get_by_role("button", name="Toggle status").click()
    page.get_by_role("button", name="Change privacy").click()
    expect(page.locator("[role=dialog]:visible")).to_contain_text("Privacy")


def test_pages_of_a_list_are_ticked_and_taken_on_together(desk: Desk) -> None:
    page = desk.open(f"/admin/pages/{page_of(desk.site, 'topicpage')}/")
    page.get_by_role("checkbox", name="Select all").first.check()
    page.get_by_label("Bulk actions").get_by_role("link", name="Unpublish").click()

    expect(page.get_by_role("button", name="Yes, unpublish")).to_be_visible()


# --- Translating --------------------------------------------------------------------------------------------------


def test_a_copied_page_is_submitted_to_all_languages_and_translated(desk: Desk) -> None:
    """From a copy to a saved sentence, through every screen of wagtail-localize."""
    page = desk.open(f"/admin/pages/{page_of(desk.site, 'standardpage')}/copy/")
    page.locator("#id_new_title").fill("A page to translate")
    page.locator("#id_new_slug").fill("a-page-to-translate")
    page.get_by_role("button", name="Copy this page").click()
    expect(page.locator(".messages")).to_contain_text("copied")
    key = rows(
        desk.site,
        "SELECT p.id FROM wagtailcore_page p JOIN wagtailcore_locale l ON l.id = p.locale_id "
        "WHERE p.slug = 'a-page-to-translate' AND l.language_code = 'en'",
    )[0][0]

    desk.open(f"/admin/localize/submit/page/{key}/")
    page.get_by_label("Select all").check()
    languages = page.locator("input[name=locales]")
    assert languages.count() == 5
    for one in languages.all():
        expect(one).to_be_checked()
    page.get_by_role("button", name="Submit").click()
    expect(page.locator(".messages")).to_be_visible()

    translated = rows(
        desk.site,
        "SELECT p.id FROM wagtailcore_page p JOIN wagtailcore_locale l ON l.id = p.locale_id "
        "JOIN wagtailcore_page o ON o.translation_key = p.translation_key "
        "WHERE o.id = ? AND l.language_code = 'fr'",
        key,
    )[0][0]
    desk.open(f"/admin/pages/{translated}/edit/")
    segment = page.locator(".js-translation-editor li", has_text="A page to translate").last
    segment.get_by_role("button", name="Translate").click()
    page.locator(".js-translation-editor textarea").fill("Une page à traduire")
    with page.expect_response(lambda answer: answer.request.method == "PUT") as saved:
        page.get_by_role("button", name="Save", exact=True).click()
    assert saved.value.ok
    expect(page.locator(".js-translation-editor")).to_contain_text("Une page à traduire")

    source = rows(
        desk.site,
        "SELECT s.id FROM wagtail_localize_translationsource s JOIN wagtailcore_page p "
        "ON replace(p.translation_key, '-', '') = replace(s.object_id, '-', '') WHERE p.id = ?",
        key,
    )[0][0]
    desk.open(f"/admin/localize/update/{source}/")
    page.get_by_role("button", name="Submit").click()
    expect(page.locator(".messages")).to_be_visible()


def test_the_editor_works_from_right_to_left(at_desk: Callable[..., Desk]) -> None:
    desk = at_desk(COORDINATOR, locale="ar")
    page = desk.open(f"/admin/pages/{page_of(desk.site, 'eventpage')}/edit/")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")

    expect(pick(page, "start_date", "td[data-date='17']:not(.xdsoft_other_month)")).to_have_value(
        re.compile(r"^\d{4}-\d\d-17$")
    )

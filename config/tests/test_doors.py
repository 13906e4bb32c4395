"""Doors that stand open in the libraries, each with somebody before it and something behind it.

Each failed, but two that show what still works, with the gate and our views taken out (`DoorsMiddleware`,
`accounts.doors.urls`, its hooks, its ``ready``, and the title of a live page), on Wagtail 7.4.4 and wagtail-localize
1.14.5.
"""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.models import GroupPagePermission, Locale, Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from accounts.holdings import Holding
from accounts.models import User
from accounts.signin import reauthentication
from audit.models import Record
from core.roles import Role
from events.models import EventPage
from languages.spine import alias_spine
from partners.models import PartnerPage

from .two_partners import HINT, SECRET, World


@pytest.fixture
def editor(world: World) -> Client:
    return at_work(world.a.person)


def at_work(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def words(response: HttpResponse) -> str:
    return response.content.decode()


# --- Pages ------------------------------------------------------------------------------------------------------------


def test_the_page_chooser_finds_own_drafts_and_what_is_public_and_no_draft_of_others(
    editor: Client, world: World
) -> None:
    search = reverse("wagtailadmin_choose_page_search")

    assert SECRET not in words(editor.get(search, {"q": HINT}))
    assert "Mine draft" in words(editor.get(search, {"q": "Mine"}))
    found = words(editor.get(search, {"q": "Open"}))
    assert "Open event of borage" in found
    assert SECRET not in found


def test_browsing_in_the_page_chooser_shows_another_partners_page_as_readers_see_it(
    editor: Client, world: World
) -> None:
    theirs = words(editor.get(reverse("wagtailadmin_choose_page_child", args=[world.b.home.pk])))

    assert "Open event of borage" in theirs
    assert SECRET not in theirs
    assert editor.get(reverse("wagtailadmin_choose_page_child", args=[world.b.draft.pk])).status_code == 404


def test_choosing_a_kind_of_page_does_not_begin_at_a_draft_of_others(editor: Client, world: World) -> None:
    """Wagtail begins above all pages of the kind. Here that is a partner's page that is not public."""
    Page.objects.type(EventPage).exclude(pk=world.b.draft.pk).delete()
    PartnerPage.objects.filter(pk=world.b.home.pk).update(live=False, title=SECRET, draft_title=SECRET)

    answer = editor.get(reverse("wagtailadmin_choose_page"), {"page_type": "events.EventPage"})

    assert answer.status_code == 200
    assert SECRET not in words(answer)


def test_several_pages_chosen_at_once_are_ones_that_may_be_seen(editor: Client, world: World) -> None:
    chosen = reverse("wagtailadmin_choose_page_chosen_multiple")

    assert "Mine draft" in words(editor.get(chosen, {"id": [world.a.draft.pk]}))
    assert editor.get(chosen, {"id": [world.a.draft.pk, world.b.draft.pk]}).status_code == 404
    public = words(editor.get(chosen, {"id": [world.b.live.pk]}))
    assert "Open event of borage" in public
    assert SECRET not in public


def test_an_address_typed_as_a_link_is_named_by_the_title_that_readers_see(
    editor: Client, world: World
) -> None:
    form = {
        "external-link-chooser-url": world.b.live.full_url,
        "external-link-chooser-link_text": "",
    }
    answer = json.loads(editor.post(reverse("wagtailadmin_choose_page_external_link"), form).content)

    assert answer["result"]["id"] == world.b.live.pk
    assert answer["result"]["adminTitle"] == "Open event of borage"


@pytest.mark.parametrize("name", ["wagtailadmin_explore", "wagtailadmin_explore_results"])
def test_the_tree_of_another_partner_cannot_be_looked_into(editor: Client, world: World, name: str) -> None:
    assert editor.get(reverse(name, args=[world.a.home.pk])).status_code == 200
    assert editor.get(reverse(name, args=[world.b.home.pk])).status_code == 404
    assert editor.get(reverse(name, args=[999_999])).status_code == 404


def test_on_the_way_to_their_own_pages_an_editor_reads_published_titles(editor: Client, world: World) -> None:
    """The home page has a draft with another title; it stands above all."""
    tree = words(editor.get(reverse("wagtailadmin_explore", args=[world.a.home.pk])))
    edited = words(editor.get(reverse("wagtailadmin_pages:edit", args=[world.a.live.pk])))

    assert "Open aster" in tree
    assert SECRET not in tree
    assert SECRET not in edited


def test_asking_to_move_a_page_below_another_partners_tells_nothing_of_it(
    editor: Client, world: World
) -> None:
    for moved, below in ((world.a.live, world.b.draft), (world.b.draft, world.a.home)):
        address = reverse("wagtailadmin_pages:move_confirm", args=[moved.pk, below.pk])
        assert editor.get(address).status_code == editor.post(address).status_code == 404
    world.a.live.refresh_from_db()
    assert world.a.live.get_parent().pk == world.a.home.pk


def test_a_copy_cannot_be_aimed_at_a_draft_of_others_to_learn_its_title(editor: Client, world: World) -> None:
    form = {"new_title": "x", "new_slug": "x", "new_parent_page": world.b.draft.pk}
    answer = editor.post(reverse("wagtailadmin_pages:copy", args=[world.a.live.pk]), form)

    assert answer.status_code == 404
    assert SECRET not in words(answer)


def test_taking_a_page_of_others_out_of_review_says_nothing_and_does_nothing(
    editor: Client, world: World
) -> None:
    """Wagtail refuses in a message that names the page."""
    answer = editor.post(
        reverse("wagtailadmin_pages:confirm_workflow_cancellation", args=[world.b.draft.pk]), follow=True
    )
    assert answer.status_code == 404
    assert SECRET not in words(editor.get("/admin/"))
    assert world.b.draft.current_workflow_state is not None


# --- Many at once -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("action", ["delete", "move", "publish", "unpublish"])
def test_in_bulk_nobody_names_pages_of_others(editor: Client, world: World, action: str) -> None:
    """Wagtail leaves them alone, and lists their titles as those that may not be touched."""
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    both = f"?id={world.a.live.pk}&id={world.b.draft.pk}"
    all_below_the_list = f"?id=all&childOf={world.b.home.get_parent().pk}"

    assert editor.get(f"{address}?id={world.a.live.pk}").status_code == 200
    assert editor.get(f"{address}?id=all&childOf={world.a.home.pk}").status_code == 200
    for query in (both, all_below_the_list, "?id=all", "?id=x"):
        assert editor.get(address + query).status_code == 404
        assert editor.post(address + query, {"chooser": world.a.home.pk}).status_code == 404
    assert Page.objects.filter(pk__in=[world.a.live.pk, world.b.draft.pk]).count() == 2


@pytest.mark.parametrize("model", ["siteimage", "sitedocument"])
def test_in_bulk_nobody_names_pictures_and_documents_of_others(
    editor: Client, world: World, model: str
) -> None:
    own, theirs = (
        (place.picture if model == "siteimage" else place.document).pk for place in (world.a, world.b)
    )
    address = reverse("wagtail_bulk_action", args=["core", model, "delete"])

    assert editor.get(f"{address}?id={own}").status_code == 200
    assert editor.get(f"{address}?id={theirs}").status_code == 404
    assert editor.post(f"{address}?id={own}&id={theirs}").status_code == 404
    assert type(world.a.picture).objects.count() == type(world.a.document).objects.count() == 2


# --- Pictures, documents, tags ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "attribute"), [("images", "picture"), ("documents", "document")])
def test_the_admins_own_api_lists_pictures_and_documents_of_ones_own(
    editor: Client, world: World, kind: str, attribute: str
) -> None:
    listed = json.loads(editor.get(reverse(f"wagtailadmin_api:{kind}:listing")).content)
    own, theirs = getattr(world.a, attribute), getattr(world.b, attribute)

    assert [item["id"] for item in listed["items"]] == [own.pk]
    assert editor.get(reverse(f"wagtailadmin_api:{kind}:detail", args=[own.pk])).status_code == 200
    assert editor.get(reverse(f"wagtailadmin_api:{kind}:detail", args=[theirs.pk])).status_code == 404
    assert editor.get(reverse(f"wagtailadmin_api:{kind}:find"), {"id": theirs.pk}).status_code == 404


def test_how_a_picture_shall_stand_is_asked_of_ones_own_only(editor: Client, world: World) -> None:
    def ask(picture: Any) -> int:
        return editor.get(reverse("wagtailimages_chooser:select_format", args=[picture.pk])).status_code

    assert ask(world.a.picture) == 200
    assert ask(world.b.picture) == 404


def test_tags_that_are_offered_are_on_ones_own_pictures_and_documents(editor: Client, world: World) -> None:
    def offered(term: str) -> Any:
        return json.loads(editor.get(reverse("wagtailadmin_tag_autocomplete"), {"term": term}).content)

    assert offered("Mine") == ["Mine label", "Mine tag"]
    assert offered(HINT) == []
    assert SECRET not in words(editor.get(reverse("wagtailimages_chooser:choose")))
    assert SECRET not in words(editor.get(reverse("wagtailimages:index")))


# --- Reports and people -----------------------------------------------------------------------------------------------


# wagtail-localize pages through its translations in no order.
@pytest.mark.filterwarnings("ignore::django.core.paginator.UnorderedObjectListWarning")
@pytest.mark.parametrize(
    "name",
    [
        "wagtailadmin_reports:page_types_usage",
        "wagtailadmin_reports:site_history",
        "wagtail_localize:translations_report",
    ],
)
def test_reports_on_all_pages_are_for_those_who_work_on_all(editor: Client, world: World, name: str) -> None:
    answer = editor.get(reverse(name), follow=True)
    assert answer.redirect_chain == [("/admin/", 302)]
    assert SECRET not in words(answer)
    assert SECRET in words(at_work(world.people["lead"]).get(reverse(name)))


def test_filters_offer_the_names_of_colleagues_and_of_nobody_else(editor: Client, world: World) -> None:
    for address in ("/admin/pages/", reverse("wagtailadmin_reports:workflow")):
        assert SECRET not in words(editor.get(address, follow=True))
        assert "Mine name" in words(editor.get(address, follow=True))
        assert SECRET in words(at_work(world.people["lead"]).get(address, follow=True))


# --- Translations -----------------------------------------------------------------------------------------------------


@pytest.fixture
def translating_editor(world: World) -> Client:
    """An editor who was given the one permission that wagtail-localize asks for."""
    group = Holding(Role.EDITOR, "aster").group()
    group.permissions.add(*Holding(Role.TRANSLATOR, "es").group().permissions.all())
    return at_work(User.objects.get(pk=world.a.person.pk))


def test_a_page_of_others_cannot_be_sent_to_be_translated(translating_editor: Client, world: World) -> None:
    french = Locale.objects.get(language_code="fr")
    alias_spine(world.a.home.get_parent().specific)

    def submit(page: Page) -> int:
        address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
        return translating_editor.post(address, {"locales": [french.pk]}).status_code

    assert submit(world.b.live) == submit(world.b.draft) == 404
    assert not Page.objects.filter(translation_key=world.b.live.translation_key, locale=french).exists()
    assert submit(world.a.live) == 302
    assert Page.objects.filter(translation_key=world.a.live.translation_key, locale=french).exists()


@pytest.fixture
def update(translating_editor: Client, django_capture_on_commit_callbacks: Any) -> Any:
    """``update(source)``: the button that writes all translations is pressed, and publishing ticked."""

    def press(source: Any) -> int:
        address = reverse("wagtail_localize:update_translations", args=[source.pk])
        with django_capture_on_commit_callbacks(execute=True):
            return translating_editor.post(address, {"publish_translations": "on"}).status_code

    return press


def test_translations_of_others_are_not_updated_or_published(update: Any, world: World) -> None:
    assert update(world.b.source) == 404
    assert not world.b.target.live
    assert update(world.a.source) == 302
    assert world.a.target.live


def test_translations_are_updated_by_those_who_may_publish_each_of_them(update: Any, world: World) -> None:
    """The button writes all at once: one of them stands below another partner's page now."""
    target = world.a.target
    target.slug = "moved"
    target.save()
    target.move(world.b.target.get_parent(), pos="last-child")

    assert update(world.a.source) == 404
    assert not world.a.target.live


def test_a_translator_begins_with_a_public_page_alone_and_in_their_languages_only(world: World) -> None:
    client = at_work(world.people["translator"])
    spanish, french = (Locale.objects.get(language_code=code) for code in ("es", "fr"))
    alias_spine(world.b.home.get_parent().specific)

    def submit(page: Page, locale: Locale, **more: str) -> int:
        address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
        return client.post(address, {"locales": [locale.pk], **more}).status_code

    assert submit(world.b.draft, spanish) == 404
    assert submit(world.b.live, french) == 404
    assert submit(world.b.home, spanish, include_subtree="on") == 404
    assert submit(world.b.home, spanish) == 302
    assert submit(world.b.live, spanish) == 302
    begun = Page.objects.filter(locale=spanish, translation_key__in=keys(world.b.home, world.b.live))
    assert [page.live for page in begun] == [False, False]


def keys(*pages: Page) -> list[Any]:
    return [page.translation_key for page in pages]


@pytest.fixture
def spanish_strings(world: World) -> Any:
    """``spanish_strings(page)``: what a translator wrote for it, and nobody has read."""

    def write(page: Page) -> None:
        source, _made = TranslationSource.get_or_create_from_instance(page)
        for segment in source.stringsegment_set.all():
            StringTranslation.objects.create(
                translation_of=segment.string,
                locale=Locale.objects.get(language_code="es"),
                context=segment.context,
                data=UNREAD,
            )

    return write


UNREAD = "Words that nobody has read"


def test_a_translator_does_not_begin_where_readers_would_see_it_at_once(
    world: World, spanish_strings: Any
) -> None:
    """wagtail-localize writes the row that is there, live or not; and copies what is missing above it, live."""
    spanish, index = Locale.objects.get(language_code="es"), world.b.home.get_parent().specific

    def submit(who: str, page: Page) -> HttpResponse:
        address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
        return at_work(world.people[who]).post(address, {"locales": [spanish.pk]})

    def in_spanish(page: Page) -> Any:
        return Page.objects.filter(translation_key=page.translation_key, locale=spanish).first()

    above_missing = submit("translator", world.b.home)
    assert above_missing.status_code == 403
    assert "Translate that one first." in words(above_missing)
    assert (in_spanish(index), in_spanish(world.b.home)) == (None, None)

    alias_spine(index)
    spanish_strings(index)
    live_there = submit("translator", index)
    assert live_there.status_code == 403
    assert "Ask somebody who publishes there to begin" in words(live_there)
    assert (in_spanish(index).title, in_spanish(index).live) == (index.title, True)
    alias = at_work(world.people["translator"]).get(
        reverse("wagtailadmin_pages:edit", args=[in_spanish(index).pk])
    )
    assert "Ask somebody who publishes there to begin" in words(alias)
    assert "Translate this page" not in words(alias)

    assert submit("lead", index).status_code == 302
    assert (in_spanish(index).title, in_spanish(index).live) == (UNREAD, True)


def test_below_a_page_nothing_that_is_live_is_written_by_those_who_do_not_publish_it(
    world: World, spanish_strings: Any
) -> None:
    """The library takes all that is below a page: here one whose Spanish version was moved to another partner's."""
    spanish = Locale.objects.get(language_code="es")
    alias_spine(world.b.home)
    moved = world.a.live.copy_for_translation(spanish, copy_parents=True, alias=True)
    moved.move(world.b.home.get_translation(spanish), pos="last-child")
    world.a.home.get_translation(spanish).unpublish()
    spanish_strings(world.a.live)
    seen = Page.objects.get(pk=moved.pk).title
    address = reverse("wagtail_localize:submit_page_translation", args=[world.a.home.pk])
    editor = User.objects.get(pk=world.a.person.pk)
    editor.groups.add(Holding(Role.TRANSLATOR, "es").group())

    below = at_work(editor).post(address, {"locales": [spanish.pk], "include_subtree": "on"})
    assert below.status_code == 403
    assert at_work(editor).post(address, {"locales": [spanish.pk]}).status_code == 302
    assert Page.objects.get(pk=moved.pk).title == seen


def test_a_live_translation_becomes_a_copy_again_by_those_who_publish_it(world: World) -> None:
    """The confirmation names the original, and the button replaces what readers see."""
    spanish = Locale.objects.get(language_code="es")
    alias_spine(world.b.home)
    source, _made = TranslationSource.get_or_create_from_instance(world.b.live)
    translation = Translation.objects.create(source=source, target_locale=spanish)
    translation.save_target(publish=False)
    target = translation.get_target_instance()
    target.title = "En vivo"
    target.save_revision().publish()
    address = reverse("wagtail_localize:convert_to_alias", args=[target.pk])

    refused = at_work(world.people["translator"]).post(address)
    assert refused.status_code == 403
    assert "Only somebody who publishes this page" in words(refused)
    assert at_work(world.a.person).get(address).status_code == 404
    target.refresh_from_db()
    assert (target.title, target.live, target.alias_of_id) == ("En vivo", True, None)

    assert at_work(world.people["lead"]).post(address).status_code == 302
    target.refresh_from_db()
    assert (target.title, target.alias_of_id) == ("Open event of borage", world.b.live.pk)


def test_an_original_that_is_not_public_is_not_copied_by_those_who_do_not_write_it(world: World) -> None:
    """Somebody who publishes the translation, and works on nothing else."""
    target = world.b.target
    publisher = User.objects.create_user("publisher@example.org")
    group = Group.objects.create(name="publishes one page")
    for codename in ("change_page", "publish_page"):
        permission = Permission.objects.get(codename=codename, content_type__app_label="wagtailcore")
        GroupPagePermission.objects.create(group=group, page=target, permission=permission)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    publisher.groups.add(group)
    address = reverse("wagtail_localize:convert_to_alias", args=[target.pk])

    answer = at_work(publisher).get(address)
    assert answer.status_code == 404
    assert SECRET not in words(answer)
    assert SECRET in words(at_work(world.people["lead"]).get(address))


def test_snippets_are_listed_to_those_who_write_them(world: World) -> None:
    address = reverse("wagtail_localize:snippets_api_listing", args=["home", "footer"])

    assert at_work(world.a.person).get(address).status_code == 404
    assert at_work(world.people["lead"]).get(address).status_code == 200


# --- One's own account ------------------------------------------------------------------------------------------------


def test_a_picture_of_oneself_is_neither_asked_for_nor_kept(editor: Client, world: World) -> None:
    """It would be stored as it came, with the place where it was taken."""
    address = reverse("wagtailadmin_account")
    form = BeautifulSoup(editor.get(address).content, "html.parser").select_one("form[method=POST]")
    assert form.select("input[type=file]") == []

    sent = {
        field["name"]: field.get("value", "")
        for field in form.select("input[name]:not([type=checkbox]):not([type=radio])")
    } | {field["name"]: field.select("option")[-1]["value"] for field in form.select("select[name]")}
    picture = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(picture, "PNG")
    face = SimpleUploadedFile("face.png", picture.getvalue(), "image/png")
    answer = editor.post(
        address,
        {**sent, "name_email-first_name": "Ana", "name_email-last_name": "Example", "avatar-avatar": face},
    )

    assert answer.status_code == 302
    person = User.objects.get(pk=world.a.person.pk)
    assert (person.first_name, bool(person.wagtail_userprofile.avatar)) == ("Ana", False)


# --- The gate itself --------------------------------------------------------------------------------------------------


@pytest.fixture
def stale(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who showed who they are, and longer ago than a quarter of an hour."""
    monkeypatch.setattr(
        reauthentication, "required", lambda request: HttpResponse("who are you?", status=401)
    )


def test_an_export_is_asked_for_anew_and_written_down(
    world: World, monkeypatch: pytest.MonkeyPatch, stale: None
) -> None:
    client, address = at_work(world.people["coordinator"]), reverse("wagtailadmin_reports:aging_pages")
    assert client.get(address).status_code == 200
    assert client.get(address, {"export": "csv"}).status_code == 401

    monkeypatch.setattr(reauthentication, "required", lambda request: None)
    answer = client.get(address, {"export": "csv"})
    assert answer.status_code == 200
    answer.getvalue()
    (record,) = Record.objects.filter(action="core.exported")
    assert (record.actor, record.codes["route"]) == (
        world.people["coordinator"].pk,
        "wagtailadmin_reports:aging_pages",
    )


def test_what_was_hidden_is_shown_again_only_by_somebody_who_is_asked_anew(world: World, stale: None) -> None:
    client = at_work(world.people["safeguarding"])
    address = reverse("gallery_staff:drawing", args=[world.a.entry.public_id])

    assert client.get(address).status_code == 200
    assert client.post(address, {"do": "show_again"}).status_code == 401
    assert client.post(address, {"do": "describe"}).status_code == 409


def test_somebody_whose_last_role_was_taken_reads_so_at_the_next_address(
    world: World, editor: Client
) -> None:
    assert editor.get("/admin/").status_code == 200
    world.a.person.groups.clear()

    answer = editor.get("/admin/")
    assert answer.status_code == 403
    assert "no role" in words(answer)
    assert editor.get("/admin/", headers={"x-requested-with": "XMLHttpRequest"}).status_code == 403


def test_who_is_not_allowed_is_told_in_words_and_a_script_by_its_status(editor: Client, world: World) -> None:
    address = reverse("partner:index")

    assert "permission" in words(editor.get(address, follow=True))
    assert editor.get(address, headers={"x-requested-with": "XMLHttpRequest"}).status_code == 403


# --- What is put on a page --------------------------------------------------------------------------------------------


def saved_with(client: Client, page: Page, **changed: Any) -> str:
    """The page's own form as it stands in the browser, with what is ``changed``, saved as a draft."""
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    soup = BeautifulSoup(client.get(address).content, "html.parser").select_one("#page-edit-form")
    data = {
        field["name"]: field.get("value", "") if field.name != "textarea" else field.text
        for field in soup.select("input[name], textarea[name]")
        if field.get("type") not in {"checkbox", "radio", "submit"} or field.has_attr("checked")
    } | {
        field["name"]: option["value"]
        for field in soup.select("select[name]")
        if (option := field.select_one("option[selected]")) is not None
    }
    # Blocks are drawn by a script; without any, the stream is empty.
    return words(client.post(address, {"body-count": 0, **data, **changed}, follow=True))


def draft_of(page: Page) -> Any:
    return type(page).objects.get(pk=page.pk).get_latest_revision_as_object()


def test_nobody_puts_a_picture_of_others_on_their_page_by_its_id(editor: Client, world: World) -> None:
    refused = saved_with(editor, world.a.live, listing_image=world.b.picture.pk)
    assert "not yours to use" in refused
    assert draft_of(world.a.live).listing_image_id is None

    assert "not yours to use" not in saved_with(editor, world.a.live, listing_image=world.a.picture.pk)
    assert draft_of(world.a.live).listing_image_id == world.a.picture.pk


def test_a_picture_that_the_hub_put_on_a_partners_page_stays_when_the_partner_edits_it(
    editor: Client, world: World
) -> None:
    page = world.a.live
    page.listing_image = world.b.picture
    page.save_revision()

    saved = saved_with(editor, page, title="Changed")
    assert "not yours to use" not in saved
    assert draft_of(page).title == "Changed"

"""Two partners on one site, and people in every role. What is B's alone carries `SECRET`, and can be found by `HINT`.

It stands wherever somebody could come upon it: in a draft, the draft title of a live page, a picture, a file, a tag, a
comment, a collection, a drawing, a person's name. A page that shows it to A's editor has leaked it.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.utils import timezone
from PIL import Image
from wagtail.admin.models import EditingSession
from wagtail.models import Collection, Comment, GroupApprovalTask, Locale, Page, Workflow, WorkflowTask
from wagtail_localize.models import Translation, TranslationSource

from accounts.applying import apply_rights
from accounts.holdings import Holding
from accounts.models import User
from core.models import SiteDocument, SiteImage
from core.roles import Role
from core.tests.pages import build
from events.models import EventPage
from facts.models import Country
from gallery import domain
from gallery.models import Competition
from gallery.tests.factories import CompetitionFactory, received
from home.models import Footer, HomePage
from partners.models import Partner, PartnerIndexPage, PartnerPage
from partners.rights import collection_of
from partners.tests.factories import PartnerFactory

SECRET = "qxzsecret"
HINT = "Velvetine"


def marked(what: str) -> str:
    return f"{HINT} {SECRET} {what}"


@dataclass
class Place:
    """What one partner has here."""

    partner: Partner
    home: PartnerPage
    live: EventPage
    draft: EventPage
    collection: Collection
    picture: SiteImage
    document: SiteDocument
    person: User
    source: TranslationSource
    translation: Translation
    entry: Any

    @property
    def target(self) -> Page:
        return self.translation.get_target_instance()


@dataclass
class World:
    a: Place
    b: Place
    people: dict[str, User]


def a_picture(title: str, collection: Collection, person: User) -> SiteImage:
    output = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(output, "PNG")
    file = ImageFile(io.BytesIO(output.getvalue()), "p.png")
    picture = SiteImage.objects.create(title=title, file=file, collection=collection, uploaded_by_user=person)
    picture.file.close()
    return picture


def a_place(index: PartnerIndexPage, key: str, words: Any, competition: Competition) -> Place:
    """``words`` makes the title of what is the partner's alone."""
    partner = PartnerFactory.create(key=key, name=f"Centre {key}")
    home = build(PartnerPage, index, partner=partner, title=f"Open {key}", slug=key)
    Collection.objects.filter(pk=collection_of(partner)).update(name=words(f"pictures of {key}"))
    collection = Collection.objects.get(pk=partner.collection_id)
    person = User.objects.create_user(
        f"{words('mail').split()[-2].lower()}.{key}@example.org", first_name=words("name")
    )
    person.groups.add(Holding(Role.EDITOR, key).group())
    live = build(EventPage, home, title=f"Open event of {key}", slug="open", owner=person)
    live.title = words("new name")
    live.save_revision(user=person)
    draft = build(EventPage, home, title=words("draft"), slug="draft", owner=person)
    draft.unpublish(user=person, log_action=True)
    draft.locked, draft.locked_by, draft.locked_at = True, person, timezone.now()
    draft.save()
    picture = a_picture(words("picture"), collection, person)
    document = SiteDocument(title=words("file"), collection=collection, uploaded_by_user=person)
    document.file.save("file.txt", ContentFile(b"x"))
    document.file.close()
    picture.tags.add(words("tag"))
    document.tags.add(words("label"))
    Comment.objects.create(page=draft, user=person, text=words("comment"), contentpath="title")
    _in_review(draft, person)
    source, _made = TranslationSource.get_or_create_from_instance(draft)
    translation = Translation.objects.create(
        source=source, target_locale=Locale.objects.get(language_code="lt")
    )
    translation.save_target(user=person, publish=False)
    EditingSession.objects.create(
        user=person,
        content_type=ContentType.objects.get_for_model(EventPage),
        object_id=str(draft.pk),
        last_seen_at=timezone.now(),
    )
    country, _made = Country.objects.get_or_create(code="lt")
    batch = domain.open_batch(competition, partner, country, "en", person)
    entry = received(batch, title=words("drawing"), alt_text=words("picture of a house"))
    return Place(
        partner, home, live, draft, collection, picture, document, person, source, translation, entry
    )


def _in_review(page: Page, person: User) -> None:
    task = GroupApprovalTask.objects.create(name=f"read {page.pk}")
    task.groups.add(*person.groups.all())
    workflow = Workflow.objects.create(name=f"review {page.pk}")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    state = workflow.start(page, person)
    state.current_task_state.comment = page.title
    state.current_task_state.save()


def the_world(home: HomePage) -> World:
    home.copy_for_translation(Locale.objects.get(language_code="es"), alias=True)
    index = build(PartnerIndexPage, home, slug="partners")
    competition = CompetitionFactory.create()
    a = a_place(index, "aster", lambda what: f"Mine {what}", competition)
    b = a_place(index, "borage", marked, competition)
    # The hub writes too.
    home.title = marked("home")
    home.save_revision()
    Footer.objects.get_or_create(locale=Locale.objects.get(language_code="en"))
    apply_rights()
    people = {}
    for role, held_for in {
        Role.COORDINATOR: "",
        Role.LEAD: "",
        Role.TRANSLATOR: "es",
        Role.MODERATOR: "aster",
        Role.SAFEGUARDING: "",
        Role.JUROR: "",
        Role.KEEPER: "",
        Role.EDITOR: "aster",
    }.items():
        people[role.value] = User.objects.create_user(f"{role.value}@example.org")
        people[role.value].groups.add(Holding(role, held_for).group())
    people["nobody"] = User.objects.create_user("nobody@example.org")
    return World(a, b, people)

"""Somebody on this site, in every place where somebody can come to stand. A room with a new place adds a planter."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import polib
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.utils import timezone
from django_tasks import task
from django_tasks_db.management.commands.db_worker import Worker
from PIL import ExifTags, Image
from wagtail.admin.models import FormState
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import (
    Comment,
    CommentReply,
    GroupApprovalTask,
    Locale,
    ModelLogEntry,
    Page,
    PageLogEntry,
    PageViewRestriction,
    Site,
    Workflow,
    WorkflowTask,
)
from wagtail.search.models import IndexEntry
from wagtail_localize.models import TranslationSource

from accounts.models import User
from audit import outbox
from audit.addresses import fingerprint
from audit.models import SuppressedAddress
from audit.sealed import seal
from consent import domain as consent
from consent import texts
from consent.enums import AgeBand, Capacity, Identification, Scope, TextName
from consent.models import Subject
from core import clock
from core.images.renditions import make_renditions
from core.models import SiteDocument, SiteImage
from core.tests.files import jpeg
from core.tests.pages import build
from gallery import domain as gallery
from gallery import processing, ticks
from gallery.enums import Reason, State
from gallery.models import Batch, Box, BoxRow, Concern, DeletionNotice, Entry, Mask, Report
from gallery.tests.classes import a_class, described
from gallery.tests.factories import a_batch, a_decider, an_entry, drawn
from home.models import HomePage
from languages import po as po_files
from languages.domain import propose
from schools import domain as schools
from schools.models import StandingNote
from schools.tests.visits import a_contact, a_school
from stories.keeping import erasing
from stories.models import FinalVersion, StoryIndexPage, StoryPage
from stories.tests.agreeing import agree_to_the_draft

from .marks import Filled, a_mark, marked_anew, marked_texts, text_fields

#: Stands for somebody at a school, as `marks.MARK` does for those whose stories and drawings are here.
TEACHER = "zqxteacher"


@dataclass
class Planted:
    """``counts``: what was planted of each, by eraser, where it can be counted by hand."""

    survivor: Subject
    child: Subject
    pupil: Subject
    taken_back: Subject
    somebody_else: Subject
    editor: User
    addresses: set[str] = field(default_factory=set)
    counts: Counter[str] = field(default_factory=Counter)
    story: Any = None
    index: Any = None
    teacher: Any = None

    @property
    def subjects(self) -> tuple[Subject, ...]:
        return self.survivor, self.child, self.pupil, self.taken_back


def plant() -> Planted:
    here = Planted(
        survivor=_agreeing(marked=True),
        # The gallery makes one for each drawing.
        child=Subject(),
        pupil=Subject(),
        taken_back=Subject(),
        somebody_else=_agreeing(marked=False),
        editor=User.objects.create_user("editor.of.all@example.org", is_superuser=True),
    )
    for planter in PLANTERS:
        planter(here)
    return here


def _agreeing(*, marked: bool) -> Subject:
    label, contact = (a_mark(), f"{a_mark()}@{a_mark()}.example.org") if marked else ("Somebody else", "")
    subject = Subject.objects.create(label=label, contact=seal(contact) if contact else "")
    day = clock.today()
    terms = consent.Terms(
        capacity=Capacity.SELF,
        identification=Identification.PSEUDONYM,
        given_on=day,
        expires_on=day + timedelta(days=300),
        age_band=AgeBand.ADULT,
        text=texts.current(TextName.STORY, "en"),
        holder=a_mark() if marked else "",
        basis=a_mark() if marked else "",
        basis_address=f"https://example.org/{a_mark()}" if marked else "",
    )
    consent.record(subject, terms, list(Scope))
    return subject


# --- The story ----------------------------------------------------------------------------------------------------


def a_story(here: Planted) -> None:
    """Published, with a picture or a file of its own wherever one can be chosen."""
    home = HomePage.objects.get(pk=Site.objects.get(is_default_site=True).root_page_id)
    here.index = build(StoryIndexPage, home, slug="stories", title="Stories")

    def picture() -> SiteImage:
        here.counts["pictures"] += 1
        return _a_picture()

    def document() -> SiteDocument:
        here.counts["documents"] += 1
        return _a_document()

    filled = Filled(picture, document, home)
    here.story = build(
        StoryPage,
        here.index,
        subject=here.survivor,
        listing_image=picture(),
        **marked_texts(StoryPage),
        **filled.streams_of(StoryPage),
    )
    here.counts["stories"] += 1
    here.addresses.add(here.story.get_url_parts()[2])


def _publish(story: Page, editor: User) -> None:
    revision = story.save_revision(user=editor)
    agree_to_the_draft(story)
    revision.publish(user=editor)


def _a_picture() -> SiteImage:
    name = a_mark()
    picture = SiteImage.objects.create(
        **marked_texts(SiteImage), file=ContentFile(jpeg((360, 240)), f"{name}.jpg")
    )
    picture.tags.add(a_mark())
    make_renditions(picture)
    return picture


def _a_document() -> SiteDocument:
    content = f"WEBVTT\n\n00:00.000 --> 00:02.000\n{a_mark()}\n"
    document = SiteDocument.objects.create(
        **marked_texts(SiteDocument), file=ContentFile(content.encode(), f"{a_mark()}.vtt")
    )
    document.tags.add(a_mark())
    return document


def in_every_language(here: Planted) -> None:
    """Five are live, the last is a draft that waits; then the original changes, and one is translated once more."""
    for locale in Locale.objects.exclude(language_code="en").order_by("language_code"):
        if not here.index.has_translation(locale):
            here.index.copy_for_translation(locale, copy_parents=True, alias=True)
        target = propose(
            here.story, locale, _translated(here.story), publish=locale.language_code != "lt", machine=True
        )
        here.counts["stories"] += 1
        if target.live:
            here.addresses.add(target.get_url_parts()[2])
    here.story.introduction = a_mark()
    _publish(here.story, here.editor)
    propose(here.story, Locale.objects.get(language_code="es"), _translated(here.story))
    here.story.introduction = a_mark()
    _publish(here.story, here.editor)
    TranslationSource.objects.get(object_id=here.story.translation_key).update_from_db()


def _translated(page: Page) -> polib.POFile:
    source, _made = TranslationSource.update_or_create_from_instance(page)
    po = po_files.template(source)
    for entry in po:
        entry.msgstr = marked_anew(entry.msgid)
    return polib.pofile(str(po))


def drafts_and_versions(here: Planted) -> None:
    """What stood in a version once and in no row, and what waits for its hour."""
    for name, text in marked_texts(StoryPage).items():
        if name != "slug":
            setattr(here.story, name, text)
    here.story.go_live_at = timezone.now() + timedelta(days=3)
    here.story.save_revision(user=here.editor, approved_go_live_at=here.story.go_live_at)
    here.story.refresh_from_db()
    draft = StoryPage(subject=here.survivor, live=False, locale=here.story.locale, **marked_texts(StoryPage))
    here.index.add_child(instance=draft)
    draft.save_revision(user=here.editor, log_action=True)
    here.counts["stories"] += 1


def copies_and_aliases(here: Planted) -> None:
    copy = here.story.copy(update_attrs={"title": a_mark(), "slug": a_mark()}, user=here.editor)
    alias = here.story.create_alias(parent=here.index, update_slug=a_mark(), user=here.editor)
    PageViewRestriction.objects.create(page=copy, restriction_type="password", password=a_mark())
    here.addresses.add(alias.get_url_parts()[2])
    here.counts["stories"] += 2


def once_theirs(here: Planted) -> None:
    """A page that is another's now, whose second version and newest draft are of the person; and one of nobody now."""
    others = build(StoryPage, here.index, subject=here.somebody_else, title="Of another", slug="of-another")
    others.subject, others.introduction = here.survivor, a_mark()
    others.save_revision(user=here.editor)
    others.refresh_from_db()
    others.save_revision(user=here.editor)
    others.subject, others.title = here.survivor, a_mark()
    others.save_revision(user=here.editor)
    nobodys = build(StoryPage, here.index, subject=here.survivor, title="A text", slug=a_mark())
    nobodys.subject = None
    nobodys.save_revision()
    # From before a story needed to be somebody's.
    StoryPage.objects.filter(pk=nobodys.pk).update(subject=None)
    here.addresses.add(nobodys.get_url_parts()[2])
    here.counts["stories"] += 1


def deleted_long_ago(here: Planted) -> None:
    page = build(StoryPage, here.index, subject=here.survivor, **marked_texts(StoryPage))
    TranslationSource.update_or_create_from_instance(page)
    _old_log_entry(page)
    # From before only an erasure could do it.
    with erasing():
        page.delete()


def another_address(here: Planted) -> None:
    """A new slug leaves a redirect in every language; two more were made by hand."""
    here.story.slug = a_mark()
    _publish(here.story, here.editor)
    here.story.refresh_from_db()
    address = here.story.get_url_parts()[2]
    here.addresses.add(address)
    Redirect.objects.create(old_path=f"/{a_mark()}", redirect_page=here.story)
    Redirect.objects.create(old_path=f"/{a_mark()}", redirect_link=f"https://example.org{address}")
    redirects = Redirect.objects.filter(old_path__contains="zqxmark")
    here.addresses |= set(redirects.values_list("old_path", flat=True))
    here.counts["redirects"] += redirects.count()


def what_editors_said(here: Planted) -> None:
    group = Group.objects.create(name="readers")
    task = GroupApprovalTask.objects.create(name="Read it")
    task.groups.add(group)
    workflow = Workflow.objects.create(name="Two read it")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    state = workflow.start(here.story, here.editor)
    state.current_task_state.reject(user=here.editor, comment=a_mark())
    comment = Comment.objects.create(
        page=here.story, user=here.editor, text=a_mark(), contentpath="title", position=a_mark()
    )
    CommentReply.objects.create(comment=comment, user=here.editor, text=a_mark())


def log_entries(here: Planted) -> None:
    """As they were written before stories kept their words out of the log; and of what a story shows."""
    _old_log_entry(here.story)
    rows = [SiteImage.objects.first(), SiteDocument.objects.first(), here.survivor, Redirect.objects.first()]
    ModelLogEntry.objects.bulk_create(
        ModelLogEntry(
            content_type=ContentType.objects.get_for_model(row),
            object_id=str(row.pk),
            label=a_mark(),
            action="wagtail.edit",
            data={"title": a_mark()},
            timestamp=timezone.now(),
        )
        for row in rows
    )


def _old_log_entry(page: Page) -> None:
    entry = PageLogEntry(
        page_id=page.pk,
        content_type=ContentType.objects.get_for_model(page),
        label=a_mark(),
        action="wagtail.rename",
        data={"title": {"old": a_mark(), "new": a_mark()}},
        timestamp=timezone.now(),
    )
    PageLogEntry.objects.bulk_create([entry])


def open_forms(here: Planted) -> None:
    kind = ContentType.objects.get_for_model(StoryPage)
    common = {"user": here.editor, "content_type": kind, "last_updated_at": timezone.now()}
    FormState.objects.create(data=urlencode({"title": a_mark()}), object_id=str(here.story.pk), **common)
    unsaved = urlencode({"title": a_mark(), "subject": str(here.survivor.pk)})
    FormState.objects.create(data=unsaved, object_id="", parent_object_id=str(here.index.pk), **common)
    here.counts["open_forms"] += 2


# --- The drawing --------------------------------------------------------------------------------------------------


def a_drawing(here: Planted) -> None:
    """Shown, hidden with a note, shown again, with an award."""
    marked = marked_texts(Entry)
    entry = an_entry(State.PUBLISHED, a_batch(), **marked)
    gallery.hide(entry, user=a_decider("third"), version=entry.version, reason="other", note=a_mark())
    gallery.show_again(entry, user=a_decider("fourth"), version=entry.version)
    gallery.release(entry, user=a_decider("fifth"), version=entry.version)
    gallery.award(entry, "first", user=a_decider("sixth"))
    here.child = _known_by_a_mark(entry)
    here.counts["drawings"] += 1


def _known_by_a_mark(entry: Entry) -> Subject:
    Subject.objects.filter(pk=entry.subject_id).update(label=a_mark())
    return Subject.objects.get(pk=entry.subject_id)


def on_the_list_of_a_box(here: Planted) -> None:
    """Cut off when the drawing was here, and its row not yet emptied."""
    entry = Entry.objects.get(subject=here.child)
    BoxRow.objects.create(
        box=Box.objects.create(batch=entry.batch),
        number=2,
        key=entry.idempotency_key,
        band=entry.band,
        country=entry.country,
        **marked_texts(BoxRow),
    )


def a_drawing_of_a_class(here: Planted) -> None:
    """Its file says whose it is; somebody was worried, and noted why; it was asked back, and reported."""
    contact = a_contact(a_school(name="Example School"))
    batch = a_class(contact, slips=2)
    entry = _sent_in(batch, jpeg_that_tells())
    processing.process(entry.pk)
    entry.refresh_from_db()
    described(entry, **{name: a_mark() for name in ("first_name", "title", "alt_text")})
    gallery.send(batch, contact=contact)
    entry.refresh_from_db()
    lead = a_decider("lead")
    concern = gallery.raise_concern(entry, user=lead, note=a_mark())
    gallery.close_concern(concern, user=lead, outcome=Concern.Outcome.NO_CONCERN)
    entry.refresh_from_db()
    gallery.ask_for_change(entry, user=lead, version=entry.version, reason=Reason.BLURRED, note=a_mark())
    gallery.report(entry, Report.Category.COPIED, a_mark())
    Mask.objects.create(entry=entry, left=1, top=1, width=9, height=9, by=lead)
    here.pupil = _known_by_a_mark(entry)
    here.counts["drawings"] += 1


def _sent_in(batch: Batch, content: bytes) -> Entry:
    return gallery.receive_from_school(
        batch, content, contact=batch.contact, key=uuid.uuid4(), begun_at=clock.now()
    )


def jpeg_that_tells() -> bytes:
    """As phones and programs write them: who made it, where, with what words."""
    picture = Image.open(BytesIO(drawn(12_345)))
    exif = Image.Exif()
    exif[ExifTags.Base.Artist], exif[ExifTags.Base.ImageDescription] = a_mark(), a_mark()
    written = BytesIO()
    picture.save(written, "JPEG", exif=exif, comment=a_mark().encode())
    return written.getvalue()


def a_drawing_taken_back(here: Planted) -> None:
    """All is gone but where the family wants to be told, and a letter of that which waits: they have asked twice."""
    batch = a_class(a_contact(), slips=1)
    entry = _sent_in(batch, drawn(54_321))
    gallery.take_up(entry)
    gallery.made_ready(entry, [])
    described(entry)
    slip = Entry.objects.get(pk=entry.pk).slip
    gallery.take_back(slip)
    ticks.delete_what_is_due()
    address = f"{a_mark()}@example.org"
    gallery.want_to_know(slip, address)
    gallery.tell(DeletionNotice.objects.get(slip=slip))
    gallery.want_to_know(slip, address)
    here.taken_back = _known_by_a_mark(entry)
    here.counts["drawings"] += 1
    here.counts["letters"] += 1


def somebody_at_a_school(here: Planted) -> None:
    """Known at the door, with a note on whom we reached there, a link that was not used, and a letter that waits.
    Nobody is erased from there: they are forgotten."""
    address = f"{TEACHER}@school.example.org"
    here.teacher = a_contact(a_school(name="Another Example School"), address)
    StandingNote.objects.create(school=here.teacher.school, text=f"Spoke with {TEACHER}", by=here.editor)
    schools.ask(address, "en", schools.Told(name=TEACHER, country="lt", town=TEACHER))


def found_by_searching(here: Planted) -> None:
    """As the index of a site stands that has been there for a while: in one piece, so that what is deleted is only
    marked in a small new one beside it."""
    table = f"{IndexEntry._meta.db_table}_fts"
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table}({table}) VALUES ('optimize')")


# --- Around it ----------------------------------------------------------------------------------------------------


def letters(here: Planted) -> None:
    """One that was sent, and lies in a file; one to a member of staff that still waits; an address that gets none."""
    contact = consent_contact(here.survivor)
    # Each version that was shown to them before it was published was told of in a letter.
    shown = FinalVersion.objects.filter(subject=here.survivor).count()
    here.counts["letters"] += shown
    here.counts["letter_files"] += shown
    outbox.post("audit_sample", contact, language="en", context={"name": a_mark(), "link": a_mark()})
    the_worker_works()
    SuppressedAddress.objects.create(fingerprint=fingerprint(contact), reason="came_back")
    outbox.post("audit_sample", contact, language="en", context={"name": "", "link": ""}, about=here.survivor)
    here.counts["letter_files"] += 1
    outbox.post(
        "audit_sample",
        "keeper@example.org",
        language="en",
        context={"name": here.survivor.label, "link": a_mark()},
    )
    here.counts["letters"] += 3


def consent_contact(subject: Subject) -> str:
    from audit.sealed import unseal

    return unseal(subject.contact)


@task(backend="worker")
def fail_over(title: str) -> None:
    raise ValueError(title)


def a_task_that_failed(here: Planted) -> None:
    fail_over.enqueue(title=here.story.title)
    the_worker_works()
    here.counts["tasks"] += 1


def the_worker_works() -> None:
    Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="worker",
        startup_delay=False,
        max_tasks=None,
        worker_id=str(uuid.uuid4()),
        excluded_queue_names=[],
    ).run()


def a_session(here: Planted) -> None:
    session = SessionStore()
    session["message"] = f"“{here.story.title}” was saved."
    session.save()
    here.counts["sessions"] += 1


def kept_ready(here: Planted) -> None:
    """In this process; done again wherever the site is copied to."""
    page = Client().get(here.story.get_url_parts()[2])
    assert page.status_code == 200
    assert here.story.title in page.text
    cache.set("a-page", page.text)


Planter = Callable[[Planted], None]
#: In turn.
PLANTERS: list[Planter] = [
    a_story,
    in_every_language,
    drafts_and_versions,
    copies_and_aliases,
    once_theirs,
    deleted_long_ago,
    another_address,
    what_editors_said,
    log_entries,
    open_forms,
    a_drawing,
    on_the_list_of_a_box,
    a_drawing_of_a_class,
    found_by_searching,
    a_task_that_failed,
    a_session,
    letters,
    a_drawing_taken_back,
    somebody_at_a_school,
]
__all__ = ["PLANTERS", "Planted", "kept_ready", "plant", "text_fields"]

"""Kinds of addresses in the admin, and what each asks of a person, as data.

`config.admin_kinds` names the kind of every address; one without a kind answers nobody (`accounts.doors`). A kind is
the outer door: what stands behind it asks again for what it needs, a single permission or a state.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class Reach(Enum):
    """How far what an address names has to be somebody's own before it answers."""

    WORKED_ON = auto()  # a role of theirs is for it, or for what is above it
    PASSED = auto()  # pages: these, and what leads down to them in the tree
    SEEN = auto()  # pages: these, and whatever is public


class Kind(Enum):
    """Named after what is behind the address."""

    # Of everybody's own
    SIGNING_IN = auto()
    OWN_DESK = auto()
    CLOSED = auto()
    # Pages and their translations
    PAGE = auto()
    TREE = auto()
    PAGE_LIST = auto()
    PAGE_CHOOSER = auto()
    BULK = auto()
    WHOLE_SITE_REPORT = auto()
    TRANSLATING = auto()
    TRANSLATION = auto()
    # Pictures, documents
    IMAGE = auto()
    IMAGE_CHOOSER = auto()
    DOCUMENT = auto()
    DOCUMENT_CHOOSER = auto()
    TAGS = auto()
    # What the hub keeps for all
    FACTS = auto()
    PARTNERS = auto()
    SHARED_CHOOSER = auto()
    COMPETITIONS = auto()
    FOOTER = auto()
    SITE_LANGUAGES = auto()
    REDIRECTS = auto()
    COLLECTIONS = auto()
    SETTINGS = auto()
    # People, and what was done
    PEOPLE = auto()
    ROLES = auto()
    LOG = auto()
    LOG_EXPORT = auto()
    OUTBOX = auto()
    CONSENT = auto()
    SCHOOLS = auto()
    # Children's drawings
    DRAWINGS_ENTERED = auto()
    DRAWINGS_DECIDED = auto()
    DRAWING = auto()
    DRAWING_PICTURE = auto()
    TWO_KEYS = auto()
    CONCERNS = auto()


@dataclass(frozen=True)
class Needs:
    """What is asked of a person.

    ``any_of``: one of these is enough: a permission for the whole site, ``pages.any`` on some page, ``pages.all`` on
    the whole tree, ``pictures.manage`` and ``pictures.choose`` in some collection, ``documents.…`` likewise,
    ``collections.manage`` on some collection itself. Empty: whoever may open the admin.
    ``reach``: what things that the address names have to be to them.
    ``fresh``: they have shown within the last quarter of an hour who they are.
    ``signed_in``, ``closed``: whether before signing in, too; whether to nobody at all.
    """

    any_of: tuple[str, ...] = ()
    reach: Reach = Reach.WORKED_ON
    fresh: bool = False
    signed_in: bool = True
    closed: bool = False


def _on(room: str, *models: str) -> tuple[str, ...]:
    return tuple(
        f"{room}.{action}_{model}" for model in models for action in ("view", "add", "change", "delete")
    )


FACTS = ("helpline", "alertsystem", "fact", "country")
ON_PAGES, EVERYWHERE = "pages.any", "pages.all"

NEEDS: dict[Kind, Needs] = {
    Kind.SIGNING_IN: Needs(signed_in=False),
    Kind.OWN_DESK: Needs(),
    Kind.CLOSED: Needs(closed=True),
    Kind.PAGE: Needs((ON_PAGES,)),
    Kind.TREE: Needs((ON_PAGES,), reach=Reach.PASSED),
    Kind.PAGE_LIST: Needs((ON_PAGES,)),
    Kind.PAGE_CHOOSER: Needs((ON_PAGES, *_on("wagtailredirects", "redirect")), reach=Reach.SEEN),
    Kind.BULK: Needs((ON_PAGES, "pictures.manage", "documents.manage", *_on("home", "footer"))),
    Kind.WHOLE_SITE_REPORT: Needs((EVERYWHERE,)),
    Kind.TRANSLATING: Needs(("wagtail_localize.submit_translation",), reach=Reach.SEEN),
    # An editor of a page that is a translation works in the same screen, with no permission for translating.
    Kind.TRANSLATION: Needs((ON_PAGES, *_on("home", "footer"))),
    Kind.IMAGE: Needs(("pictures.manage",)),
    Kind.IMAGE_CHOOSER: Needs(("pictures.choose",)),
    Kind.DOCUMENT: Needs(("documents.manage",)),
    Kind.DOCUMENT_CHOOSER: Needs(("documents.choose",)),
    Kind.TAGS: Needs(("pictures.manage", "documents.manage")),
    Kind.FACTS: Needs(_on("facts", *FACTS)),
    Kind.PARTNERS: Needs(_on("partners", "partner")),
    Kind.SHARED_CHOOSER: Needs((ON_PAGES, *_on("facts", *FACTS))),
    Kind.COMPETITIONS: Needs(_on("gallery", "competition")),
    Kind.FOOTER: Needs(_on("home", "footer")),
    Kind.SITE_LANGUAGES: Needs(_on("languages", "sitelanguage")),
    Kind.REDIRECTS: Needs(_on("wagtailredirects", "redirect")),
    Kind.COLLECTIONS: Needs(("collections.manage",)),
    Kind.SETTINGS: Needs(_on("wagtailcore", "site", "locale", "workflow", "task")),
    Kind.PEOPLE: Needs(("accounts.manage_people",), fresh=True),
    # What the roles may do, in words: nothing of anybody.
    Kind.ROLES: Needs(("accounts.manage_people",)),
    Kind.LOG: Needs(("audit.read_log",)),
    Kind.LOG_EXPORT: Needs(("audit.read_log",), fresh=True),
    Kind.OUTBOX: Needs(("audit.read_outbox",)),
    Kind.CONSENT: Needs(_on("consent", "subject", "consentrecord")),
    Kind.SCHOOLS: Needs(("schools.verify_schools",)),
    Kind.DRAWINGS_ENTERED: Needs(("gallery.enter_drawings",)),
    Kind.DRAWINGS_DECIDED: Needs(("gallery.moderate_drawings",)),
    Kind.DRAWING: Needs(("gallery.moderate_drawings",)),
    Kind.DRAWING_PICTURE: Needs(("gallery.enter_drawings", "gallery.moderate_drawings")),
    # Whoever can see a drawing can say that it worries them.
    Kind.TWO_KEYS: Needs(("gallery.enter_drawings", "gallery.moderate_drawings")),
    Kind.CONCERNS: Needs(("gallery.look_after_concerns",)),
}

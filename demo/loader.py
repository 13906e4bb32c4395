"""Loads the demo site. Runs again without harm: what is there stays as it is, also when somebody has edited it.

Each page is its own transaction, so a run that was killed is finished by the next one.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import override
from wagtail.fields import StreamField
from wagtail.models import Locale, Page, Site

from accounts.holdings import Holding
from campaign.day import day_of
from consent import domain as consent
from consent.enums import Capacity, Identification, Scope
from consent.models import Subject
from core.clock import today
from core.images.renditions import make_renditions
from core.models import BasePage, SiteDocument, SiteImage
from core.roles import Role
from facts.models import Fact, Helpline
from gallery.models import Competition
from home.models import Footer, HomePage
from languages.domain import propose
from languages.models import SiteLanguage
from languages.po import read
from languages.spine import alias_spine
from partners.models import Partner

from . import drawings
from .captions import captions
from .content import (
    alerts,
    campaign,
    competition,
    events,
    footer,
    help,  # noqa: A004
    home,
    partners,
    prevention,
    standard,
    stories,
    types,
)
from .load_class import load_class
from .load_facts import load_facts
from .load_gallery import load_competitions, load_drawings
from .load_partners import load_partners
from .load_schools import load_schools
from .stable import stable_id
from .streams import stream

FOLDER = Path(__file__).parent
TRANSLATIONS = FOLDER / "translations"
FILM = FOLDER / "film" / "the-long-way-home.mp4"
FOOTER_KEY = "footer"

#: National weather services and the like: ordinary pages, the same for everybody, in the reader's language.
EXIT_ADDRESSES = {
    "en": "https://www.bbc.com/weather",
    "es": "https://www.aemet.es/es/portada",
    "fr": "https://meteofrance.com/",
    "el": "https://www.emy.gr/",
    "lt": "https://www.meteo.lt/",
    "ar": "https://www.ncm.gov.ae/?lang=ar",
}

#: Password of every demo login. It is public, so a demo answers on a loopback address only (core.E002).
PASSWORD = "forget-me-not"  # noqa: S105
#: What each person may do. Nobody is a superuser: a coordinator needs no more than the role. The coordinator also works
#: for the partners that have nobody else, and has one pair of eyes beside the moderator’s and the safeguarding lead’s.
LOGINS: dict[str, list[Holding]] = {
    "coordinator@demo.example": [
        Holding(Role.COORDINATOR),
        Holding(Role.EDITOR, "demo-hub"),
        Holding(Role.EDITOR, "example-network-international"),
        Holding(Role.MODERATOR, "demo-hub"),
    ],
    "lead@demo.example": [Holding(Role.LEAD)],
    "editor.lt@demo.example": [Holding(Role.EDITOR, "example-centre-lithuania")],
    "editor.gr@demo.example": [Holding(Role.EDITOR, "example-centre-greece")],
    "translator.es@demo.example": [Holding(Role.TRANSLATOR, "es")],
    "moderator@demo.example": [Holding(Role.MODERATOR, "example-network-international")],
    "safeguarding@demo.example": [Holding(Role.SAFEGUARDING)],
    "juror@demo.example": [Holding(Role.JUROR)],
    "keeper@demo.example": [Holding(Role.KEEPER)],
}

Say = Callable[[str], None]


def next_edition(on: date) -> int:
    """The year of the next 25 May, that day itself included."""
    return on.year if on <= day_of(on.year) else on.year + 1


def written_pages(on: date, language: str | None = None) -> list[types.Page]:
    """In the order of the tree; all of them, or those written in one language."""
    year = next_edition(on)
    pages = [
        *home.PAGES,
        *campaign.PAGES,
        *campaign.editions(year),
        *prevention.PAGES,
        *stories.PAGES,
        *help.PAGES,
        *alerts.PAGES,
        *partners.PAGES,
        *partners.campaign_pages(year),
        *events.PAGES,
        *events.events(year),
        *competition.PAGES,
        *competition.editions(year),
        *standard.PAGES,
    ]
    return [page for page in pages if language in {None, page.language}]


def stable_path(path: str, on: date) -> str:
    """A page's name in PO files and ids: editions are called by their place, not by their year."""
    year = next_edition(on)
    above, slash, slug = path.rpartition("/")
    place = {str(year): "next", str(year - 1): "last"}.get(slug, slug)
    return f"{above}{slash}{place}" or "home"


def po_file(code: str, name: str) -> Path:
    return TRANSLATIONS / code / f"{name.replace('/', '__')}.po"


class Loader:
    """``as_drafts``: nothing goes live and nobody gets a login; an editor starts from it on a real site.

    ``translated``: without, every page is there in the language it is written in, and in no other.
    """

    def __init__(self, say: Say, *, as_drafts: bool = False, translated: bool = True) -> None:
        self.say = say
        self.as_drafts = as_drafts
        self.translated = translated
        self.on = today()
        self.codes = [code for code, _name in settings.LANGUAGES]

    def load(self) -> None:
        self.load_pages()
        if not self.as_drafts:
            load_schools()
            load_drawings(next_edition(self.on), self.say)
            load_class(next_edition(self.on), self.say)
        # The very last: by the footers `config.prepare` knows that nothing is left to do.
        english_footer = Footer.objects.get(locale__language_code=settings.LANGUAGE_CODE)
        for code in self.codes:
            if code != settings.LANGUAGE_CODE:
                self._translate(english_footer, Locale.objects.get(language_code=code), FOOTER_KEY)

    def load_pages(self) -> None:
        """All but the drawings, with what the pages refer to."""
        self.languages()
        load_facts()
        self.say("Facts, helplines and alert systems are there.")
        load_partners()
        if not self.as_drafts:
            self.logins()
        self.pictures()
        self.film()
        self.subjects()
        load_competitions(next_edition(self.on))
        # English first, with its translations: what is written in Lithuanian stands below pages that are not.
        for source in sorted(self.codes, key=lambda code: code != settings.LANGUAGE_CODE):
            self.originals(source)
            if source == settings.LANGUAGE_CODE:
                self._footer()
                self.spine()
            for code in self.codes:
                if self.translated and code != source:
                    self.translate(source, code)

    # --- What pages refer to --------------------------------------------------------------------------------------

    def languages(self) -> None:
        for code in self.codes:
            locale, _made = Locale.objects.get_or_create(language_code=code)
            row, _made = SiteLanguage.objects.get_or_create(locale=locale)
            if not self.as_drafts and not row.offered:
                row.offered, row.exit_url = True, EXIT_ADDRESSES[code]
                row.full_clean()
                row.save()

    def logins(self) -> None:
        users = get_user_model().objects
        for email, holdings in LOGINS.items():
            if users.filter(email=email).exists():
                continue
            with transaction.atomic():
                users.create_user(email, PASSWORD).groups.set([holding.group() for holding in holdings])

    def pictures(self) -> None:
        for key in drawings.KEYS:
            title = f"Demo: {key.replace('_', ' ')}"
            if SiteImage.objects.filter(title=title).exists():
                continue
            name = f"{stable_id(f'picture {key}').hex}.jpg"
            image = SiteImage(title=title, file=ContentFile(drawings.draw(key), name=name))
            image.save()
            make_renditions(image)
            self.say(f"Drew {key.replace('_', ' ')}.")

    def film(self) -> None:
        self._document("Demo: the long way home", "mp4", FILM.read_bytes())

    def _document(self, title: str, ending: str, content: bytes) -> SiteDocument:
        document = SiteDocument.objects.filter(title=title).first()
        if document is None:
            name = f"{stable_id(f'document {title}').hex}.{ending}"
            document = SiteDocument(title=title, file=ContentFile(content, name=name))
            document.save()
        return document

    def subjects(self) -> None:
        """One real story, known only as its holder published it; one composed story that shows nobody."""
        everywhere = (Scope.SITE, Scope.TRANSLATIONS, Scope.PARTNER_PAGES)
        elieth = consent.Terms(
            capacity=Capacity.TO_BE_CONFIRMED,
            identification=Identification.FULL_NAME,
            given_on=self.on,
            expires_on=self.on.replace(year=self.on.year + 1, day=min(self.on.day, 28)),
            holder="ICMEC",
            basis="published by the holder",
            basis_address="https://www.icmec.org/global-missing-childrens-center/imcd/",
            basis_seen_on=date(2026, 11, 23),
        )
        nobody = consent.Terms(
            capacity=Capacity.HOLDER,
            identification=Identification.NONE,
            given_on=self.on,
            expires_on=self.on.replace(year=self.on.year + 1, day=min(self.on.day, 28)),
            holder="The editors of this site",
            basis="composed by the editors, shows no single person",
        )
        for key, label, terms in (
            ("elieth-samara", "Elieth Samara", elieth),
            ("composite", "composed-story-1", nobody),
        ):
            subject, made = Subject.objects.get_or_create(
                id=stable_id(f"subject {key}"), defaults={"label": label}
            )
            if made or not subject.records.exists():
                consent.record(subject, terms, everywhere)

    # --- What people wrote ----------------------------------------------------------------------------------------

    def originals(self, language: str) -> None:
        written = written_pages(self.on, language)
        for page in written:
            self._create(page)
        for page in written:
            self._fill(page)
        if written:
            self.say(
                f"{dict(settings.LANGUAGES)[language]}: {len(written)} pages were written in it, and are there."
            )

    def there(self, path: str, language: str = settings.LANGUAGE_CODE) -> Page:
        """Raises ``LookupError`` when the content names a page that it does not write."""
        page = self.find(path, language)
        if page is None:
            raise LookupError(f"no page {path!r} in {language!r} in the demo")
        return page

    def find(self, path: str, language: str = settings.LANGUAGE_CODE) -> Page | None:
        """One slug in every language: a page has the same path below each home page."""
        home_page = Site.objects.get(is_default_site=True).root_page
        if language != settings.LANGUAGE_CODE:
            home_page = home_page.get_translation_or_none(Locale.objects.get(language_code=language))
        if home_page is None or not path:
            return home_page
        return Page.objects.filter(url_path=f"{home_page.url_path}{path}/").first()

    def _above(self, path: str, language: str) -> Page:
        """Where nothing is translated, a page above one written in another language has only its original."""
        above = path.rpartition("/")[0]
        page = self.find(above, language)
        if page is None:
            locale = Locale.objects.get(language_code=language)
            page = self.there(above).specific.copy_for_translation(locale, copy_parents=True, alias=True)
        return page

    def _create(self, written: types.Page) -> None:
        """The page with its plain fields, not live; what refers to other pages follows when all are there."""
        if self.find(written.path, written.language) is not None:
            return
        model = apps.get_model(written.type)
        page = model(
            locale=Locale.objects.get(language_code=written.language),
            slug=written.path.rpartition("/")[2],
            live=False,
            show_in_menus=written.in_menu,
            translation_key=stable_id(f"page {written.path}"),
        )
        for name, value in written.fields.items():
            field = page._meta.get_field(name)
            if not isinstance(field, StreamField) and not isinstance(value, types.Ref):
                self._set(page, field, value, written.language)
        self._above(written.path, written.language).add_child(instance=page)

    def _fill(self, written: types.Page) -> None:
        page = self.there(written.path, written.language).specific
        untouched = page.first_published_at is None or (isinstance(page, HomePage) and not page.hero_heading)
        if not untouched or (self.as_drafts and page.latest_revision_id):
            return
        name = stable_path(written.path, self.on)
        for field_name, value in written.fields.items():
            field = page._meta.get_field(field_name)
            if isinstance(field, StreamField):
                resolve = partial(self.resolve, language=written.language)
                value = stream(field.stream_block, value, f"{name}.{field_name}", resolve)
                self._with_captions(value, name)
            self._set(page, field, value, written.language)
        page.full_clean(exclude=["path", "depth"])
        with transaction.atomic():
            revision = page.save_revision()
            if not self.as_drafts:
                revision.publish()

    def _set(self, page: Page, field: Any, value: Any, language: str) -> None:
        if field.is_relation:
            setattr(page, field.attname, self.resolve(value, language))
        else:
            setattr(page, field.name, value)

    def resolve(self, value: Any, language: str = settings.LANGUAGE_CODE) -> Any:
        """The primary key of what content names."""
        match value:
            case types.Ref(path):
                return self.there(path, language).pk
            case types.Picture(key):
                return SiteImage.objects.get(title=f"Demo: {key.replace('_', ' ')}").pk
            case types.FactRef(key):
                return Fact.objects.get(key=key).pk
            case types.HelplineRef(key):
                return Helpline.objects.get(key=key).pk
            case types.SubjectRef(key):
                return stable_id(f"subject {key}")
            case types.PartnerRef(key):
                return Partner.objects.get(key=key).pk
            case types.CompetitionRef(year):
                return Competition.objects.get(key=competition.key_of(year)).pk
            case types.CountryRef(code):
                return code
            case str(key):
                return SiteDocument.objects.get(title=f"Demo: {key.replace('-', ' ')}").pk
        raise ValueError(f"cannot resolve {value!r}")

    def _with_captions(self, blocks: Any, name: str) -> None:
        """Captions are cut from the transcript: in English here, in each language from its PO file."""
        for block in blocks:
            if block.block_type == "film" and block.value["video"]:
                chapters = [(chapter["start"], chapter["title"]) for chapter in block.value["chapters"]]
                paragraphs = _paragraphs(block.value["transcript"].source)
                block.value["captions"] = block.block.child_blocks["captions"].to_python(
                    [
                        {
                            "type": "item",
                            "id": str(stable_id(f"{name}.captions.{code}")),
                            "value": {
                                "language": code,
                                "file": self._document(
                                    f"Demo: captions of {name} in {code}",
                                    "vtt",
                                    captions(
                                        chapters,
                                        self._translated(code, name, paragraphs),
                                        block.value["duration"],
                                    ).encode(),
                                ).pk,
                            },
                        }
                        for code in (self.codes if self.translated else [settings.LANGUAGE_CODE])
                    ]
                )

    def _translated(self, code: str, name: str, texts: list[str]) -> list[str]:
        if code == settings.LANGUAGE_CODE:
            return texts
        known = {entry.msgid: entry.msgstr for entry in read(po_file(code, name).read_text(encoding="utf-8"))}
        return [known[text] for text in texts]

    def _footer(self) -> None:
        english = Locale.objects.get(language_code=settings.LANGUAGE_CODE)
        if Footer.objects.filter(locale=english).exists():
            return
        row = Footer(
            locale=english, translation_key=stable_id(FOOTER_KEY), about=footer.FOOTER["about"], live=False
        )
        row.links = stream(
            Footer._meta.get_field("links").stream_block,
            [("page", ref) for ref in footer.FOOTER["links"]],
            "footer.links",
            self.resolve,
        )
        with transaction.atomic():
            row.save()
            revision = row.save_revision()
            if not self.as_drafts:
                revision.publish()

    # --- The other languages --------------------------------------------------------------------------------------

    def spine(self) -> None:
        if self.as_drafts:
            return
        for written in written_pages(self.on, settings.LANGUAGE_CODE):
            page = self.find(written.path)
            if page is not None and issubclass(page.specific_class, BasePage) and page.specific_class.spine:
                alias_spine(page.specific)

    def translate(self, source: str, code: str) -> None:
        """All that is written in one language, into another."""
        locale = Locale.objects.get(language_code=code)
        done = 0
        for written in written_pages(self.on, source):
            original = self.there(written.path, source)
            done += self._translate(original.specific, locale, stable_path(written.path, self.on))
        if done:
            names = dict(settings.LANGUAGES)
            self.say(f"{names[code]}: {done} pages translated from {names[source]}.")

    def _translate(self, original: Any, locale: Locale, name: str) -> int:
        existing = original.get_translation_or_none(locale)
        if (
            existing is not None
            and not getattr(existing, "alias_of_id", None)
            and existing.latest_revision_id
        ):
            return 0
        po = read(po_file(locale.language_code, name).read_text(encoding="utf-8"))
        with override(locale.language_code):
            propose(original, locale, po, machine=True, publish=not self.as_drafts)
        return 1


def _paragraphs(html: str) -> list[str]:
    return [part.removeprefix("<p>").strip() for part in html.split("</p>") if part.strip()]

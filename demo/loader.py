"""Loads the demo site. Runs again without harm: what is there stays as it is, also when somebody has edited it.

Each page is its own transaction, so a run that was killed is finished by the next one.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import override
from wagtail.fields import StreamField
from wagtail.models import Locale, Page, Site

from campaign.day import day_of
from consent import domain as consent
from consent.enums import Capacity, Identification, Scope
from consent.models import Subject
from core.clock import today
from core.images.renditions import make_renditions
from core.models import BasePage, SiteDocument, SiteImage
from facts.models import Fact, Helpline
from home.models import Footer, HomePage
from languages.domain import propose
from languages.models import SiteLanguage
from languages.po import read
from languages.spine import alias_spine

from . import drawings
from .captions import captions
from .content import campaign, footer, help, home, prevention, standard, stories, types  # noqa: A004
from .load_facts import load_facts
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
LOGINS = {
    "coordinator@demo.example": None,
    "lead@demo.example": "Moderators",
}

Say = Callable[[str], None]


def next_edition(on: date) -> int:
    """The year of the next 25 May, that day itself included."""
    return on.year if on <= day_of(on.year) else on.year + 1


def written_pages(on: date) -> list[types.Page]:
    return [
        *home.PAGES,
        *campaign.PAGES,
        *campaign.editions(next_edition(on)),
        *prevention.PAGES,
        *stories.PAGES,
        *help.PAGES,
        *standard.PAGES,
    ]


def stable_path(path: str, on: date) -> str:
    """A page's name in PO files and ids: editions are called by their place, not by their year."""
    year = next_edition(on)
    return {f"campaign/{year}": "campaign/next", f"campaign/{year - 1}": "campaign/last"}.get(
        path, path
    ) or "home"


def po_file(code: str, name: str) -> Path:
    return TRANSLATIONS / code / f"{name.replace('/', '__')}.po"


class Loader:
    """``as_drafts``: nothing goes live and nobody gets a login; an editor starts from it on a real site."""

    def __init__(self, say: Say, *, as_drafts: bool = False, languages: list[str] | None = None) -> None:
        self.say = say
        self.as_drafts = as_drafts
        self.on = today()
        codes = [code for code, _name in settings.LANGUAGES]
        self.codes = [code for code in codes if languages is None or code in languages]

    def load(self) -> None:
        self.languages()
        load_facts()
        self.say("Facts, helplines and alert systems are there.")
        if not self.as_drafts:
            self.logins()
        self.pictures()
        self.film()
        self.subjects()
        self.english()
        self.spine()
        for code in self.codes:
            if code != settings.LANGUAGE_CODE:
                self.translate(code)

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
        for email, group in LOGINS.items():
            if users.filter(email=email).exists():
                continue
            with transaction.atomic():
                if group is None:
                    users.create_superuser(email, PASSWORD)
                else:
                    users.create_user(email, PASSWORD).groups.add(Group.objects.get(name=group))

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
            capacity=Capacity.SELF,
            identification=Identification.NONE,
            given_on=self.on,
            expires_on=self.on.replace(year=self.on.year + 1, day=min(self.on.day, 28)),
            basis="composed by the editors, shows no single person",
        )
        for key, label, terms in (
            ("elieth-samara", "Story told by ICMEC", elieth),
            ("composite", "Composed story", nobody),
        ):
            subject, made = Subject.objects.get_or_create(
                id=stable_id(f"subject {key}"), defaults={"label": label}
            )
            if made or not subject.records.exists():
                consent.record(subject, terms, everywhere)

    # --- English --------------------------------------------------------------------------------------------------

    def english(self) -> None:
        written = written_pages(self.on)
        for page in written:
            self._create(page)
        for page in written:
            self._fill(page)
        self._footer()
        self.say(f"{len(written)} pages in English are there.")

    def there(self, path: str) -> Page:
        """Raises ``LookupError`` when the content names a page that it does not write."""
        page = self.find(path)
        if page is None:
            raise LookupError(f"no page {path!r} in the demo")
        return page

    def find(self, path: str) -> Page | None:
        home_page = Site.objects.get(is_default_site=True).root_page
        if not path:
            return home_page
        return Page.objects.filter(url_path=f"{home_page.url_path}{path}/").first()

    def _create(self, written: types.Page) -> None:
        """The page with its plain fields, not live; what refers to other pages follows when all are there."""
        if self.find(written.path) is not None:
            return
        model = apps.get_model(written.type)
        above, _slash, slug = written.path.rpartition("/")
        plain = {name: value for name, value in written.fields.items() if isinstance(value, (str, int, bool))}
        page = model(
            slug=slug,
            live=False,
            show_in_menus=written.in_menu,
            translation_key=stable_id(f"page {written.path}"),
            **plain,
        )
        self.there(above).add_child(instance=page)

    def _fill(self, written: types.Page) -> None:
        page = self.there(written.path).specific
        untouched = page.first_published_at is None or (isinstance(page, HomePage) and not page.hero_heading)
        if not untouched or (self.as_drafts and page.latest_revision_id):
            return
        name = stable_path(written.path, self.on)
        for field, value in written.fields.items():
            model_field = page._meta.get_field(field)
            if isinstance(model_field, StreamField):
                value = stream(model_field.stream_block, value, f"{name}.{field}", self.resolve)
                self._with_captions(value, name)
                setattr(page, field, value)
            elif isinstance(value, types.SubjectRef):
                page.subject_id = stable_id(f"subject {value.key}")
            elif model_field.is_relation:
                setattr(page, model_field.attname, self.resolve(value))
            else:
                setattr(page, field, value)
        page.full_clean(exclude=["path", "depth"])
        with transaction.atomic():
            revision = page.save_revision()
            if not self.as_drafts:
                revision.publish()

    def resolve(self, value: Any) -> int:
        match value:
            case types.Ref(path):
                return self.there(path).pk
            case types.Picture(key):
                return SiteImage.objects.get(title=f"Demo: {key.replace('_', ' ')}").pk
            case types.FactRef(key):
                return Fact.objects.get(key=key).pk
            case types.HelplineRef(key):
                return Helpline.objects.get(key=key).pk
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
                        for code in self.codes
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
        for written in written_pages(self.on):
            page = self.find(written.path)
            if page is not None and issubclass(page.specific_class, BasePage) and page.specific_class.spine:
                alias_spine(page.specific)

    def translate(self, code: str) -> None:
        locale = Locale.objects.get(language_code=code)
        done = 0
        for written in written_pages(self.on):
            original = self.there(written.path)
            done += self._translate(original.specific, locale, stable_path(written.path, self.on))
        english_footer = Footer.objects.get(locale__language_code=settings.LANGUAGE_CODE)
        done += self._translate(english_footer, locale, FOOTER_KEY)
        self.say(f"{dict(settings.LANGUAGES)[code]}: {done} translated.")

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

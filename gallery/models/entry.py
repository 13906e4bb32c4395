from __future__ import annotations

import re
import secrets
import unicodedata
import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from consent.domain import holding
from consent.enums import Scope
from consent.models import ConsentRecord
from core import clock
from edge.memo import memoised_per_version

from .. import words
from ..enums import AssetKind, Place, Scan, State, band_choices
from .competition import Competition

#: Of an entry's public address. Twelve signs of 64: nobody guesses one.
ID_BYTES = 9


def one_word(name: str) -> None:
    """Letters of any script with the marks that belong to them, hyphens and apostrophes between, at the end a stop."""
    if not all(_are_letters(part) for part in re.split("[-’']", name.removesuffix("."))):
        raise ValidationError(
            _("Only a first name or a made-up name: one word, no surname, no number."), code="invalid"
        )


def _are_letters(part: str) -> bool:
    """Hindi and Arabic with its vowels are written with marks (category M), and é may be an e and a mark."""
    kinds = [unicodedata.category(sign)[0] for sign in part]
    return kinds[:1] == ["L"] and set(kinds) <= {"L", "M"}


def random_id() -> str:
    """Begins with a letter or a figure, so that it never looks like an option or hides at the end of a line."""
    while (made := secrets.token_urlsafe(ID_BYTES))[0] in "-_" or made[-1] in "-_":
        pass
    return made


class Batch(models.Model):
    """Drawings that one person enters for one partner in one go, and what they have in common."""

    competition = models.ForeignKey(Competition, on_delete=models.PROTECT, related_name="batches")
    #: In the addresses of the school's pages.
    public_id = models.CharField(max_length=24, unique=True, default=random_id, editable=False)
    #: Either a partner, entered by one of its people, or a school, entered by one of its contacts.
    partner = models.ForeignKey(
        "partners.Partner", null=True, blank=True, on_delete=models.PROTECT, related_name="batches"
    )
    school = models.ForeignKey(
        "schools.School", null=True, blank=True, on_delete=models.PROTECT, related_name="batches"
    )
    contact = models.ForeignKey(
        "schools.Contact", null=True, blank=True, on_delete=models.PROTECT, related_name="batches"
    )
    country = models.ForeignKey("facts.Country", on_delete=models.PROTECT, related_name="+")
    language = models.CharField(_("language of the titles"), max_length=12, choices=settings.LANGUAGES)
    #: The age group of most of them: what a new drawing of a class begins with.
    band = models.CharField(_("age group"), max_length=8, choices=band_choices, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(default=clock.now)
    #: The newest decision that the class has been told of.
    told_up_to = models.BigIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("batch of drawings")
        verbose_name_plural = _("batches of drawings")
        ordering: ClassVar[list[str]] = ["-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(partner__isnull=False, entered_by__isnull=False, school__isnull=True)
                | Q(partner__isnull=True, entered_by__isnull=True, school__isnull=False),
                name="gallery_batch_of_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.competition} · {self.partner or self.school} · {self.pk}"


class Slip(models.Model):
    """One sheet of paper for one drawing: the school keeps the signed part, the family the part with the PIN.

    The code stands on both, and on the back of the drawing. The PIN is made from it and a secret of the site's
    (`gallery.slips.pin_of`), so that a slip can be printed again and nothing here opens anything.
    """

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="slips")
    number = models.PositiveSmallIntegerField()
    #: Ten signs, without hyphens (`consent.taking_back.codes.SIGNS`).
    code = models.CharField(max_length=10, unique=True)
    made_at = models.DateTimeField(default=clock.now)
    #: When its drawing was taken back, or would have been: nothing can be entered with it any more.
    taken_back_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("slip")
        verbose_name_plural = _("slips")
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["batch", "number"], name="gallery_one_slip_a_number"),
        ]

    def __str__(self) -> str:
        return self.code


@memoised_per_version
def _competitions() -> tuple[Competition, ...]:
    """With what says from when on each shows its gallery; whether it does by now is asked every time."""
    return tuple(Competition.objects.only("zone", "gallery_from"))


class EntryQuerySet(models.QuerySet["Entry"]):
    def public(self) -> EntryQuerySet:
        """Those a reader may see now: released, their gallery open, and their consent in force today."""
        now_open = [row.pk for row in _competitions() if row.shows_gallery]
        return self.filter(holding(Scope.SITE, "subject_id"), state=State.PUBLISHED, competition__in=now_open)

    def for_cards(self) -> EntryQuerySet:
        """With all that showing one needs, in two queries for any number of them."""
        return (
            self.select_related("country", "competition")
            .prefetch_related("assets")
            .annotate(identification=Subquery(_newest_identification(OuterRef("subject_id"))))
        )


def _newest_identification(subject: Any) -> models.QuerySet:
    newest = ConsentRecord.objects.filter(subject=subject).order_by("-pk")
    return newest.values_list("identification", flat=True)[:1]


class Entry(models.Model):
    """One drawing by one child. We keep a code, an age group and a country; the school keeps the names.

    ``state`` and ``version`` are changed by `gallery.domain` alone.
    """

    public_id = models.CharField(max_length=24, unique=True, default=random_id, editable=False)
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="entries")
    competition = models.ForeignKey(Competition, on_delete=models.PROTECT, related_name="entries")
    subject = models.OneToOneField("consent.Subject", on_delete=models.PROTECT, related_name="+")
    slip = models.OneToOneField(
        Slip, null=True, blank=True, on_delete=models.PROTECT, related_name="entry", editable=False
    )
    #: Empty for what a school entered.
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    #: What the sender calls this upload; sent again, it is the same entry.
    idempotency_key = models.UUIDField(default=uuid.uuid4, editable=False)
    #: Of the bytes as they came. The same drawing is not entered twice for one competition.
    sha256 = models.CharField(max_length=64, editable=False)

    band = models.CharField(_("age group"), max_length=8, choices=band_choices)
    country = models.ForeignKey(
        "facts.Country", verbose_name=_("country"), on_delete=models.PROTECT, related_name="+"
    )
    first_name = models.CharField(
        _("first name or made-up name"), max_length=40, blank=True, validators=[one_word]
    )
    title = models.CharField(_("title"), max_length=120, blank=True)
    alt_text = models.CharField(_("description for those who cannot see it"), max_length=300, blank=True)
    language = models.CharField(
        _("language of title and description"), max_length=12, choices=settings.LANGUAGES
    )

    state = models.CharField(max_length=12, choices=State, default=State.RECEIVED, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    state_changed_at = models.DateTimeField(default=clock.now, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    #: Why the file could not be read: a code of `core.images.forms.SENTENCES`.
    unreadable_code = models.CharField(max_length=20, blank=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    #: Whoever has it before them on the bench, until then.
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    claimed_until = models.DateTimeField(null=True, blank=True, editable=False)
    scan = models.CharField(max_length=8, choices=Scan, blank=True, default=Scan.NONE, editable=False)
    #: A hint for people: it opens blurred. Empty before anybody has looked.
    looks_like_photo = models.BooleanField(null=True, blank=True, editable=False)
    #: When the family, the school or the partner took it back, whatever else becomes of it.
    taken_back_at = models.DateTimeField(null=True, blank=True, editable=False)
    #: When whoever took it back was told that its files are deleted.
    told_deleted_at = models.DateTimeField(null=True, blank=True, editable=False)
    #: Where its public copies lie, below ``drawings/``. Random and never used twice. Set before they are copied and
    #: emptied after they are deleted, so that whatever is interrupted can be told by it and finished.
    public_key = models.CharField(max_length=40, blank=True, editable=False)
    #: Its place in the gallery, the newest first: microseconds since 1970 at its release.
    place = models.BigIntegerField(null=True, blank=True, unique=True, editable=False)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("drawing")
        verbose_name_plural = _("drawings")
        ordering: ClassVar[list[str]] = ["-pk"]
        permissions = [
            ("enter_drawings", "Can enter drawings for the partners they edit for"),
            ("moderate_drawings", "Can decide on drawings and release them"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["batch", "idempotency_key"], name="gallery_one_entry_a_key"),
            models.UniqueConstraint(
                fields=["competition", "sha256"],
                condition=~Q(state__in=[State.WITHDRAWN, State.UNREADABLE, State.PURGED]) & ~Q(sha256=""),
                name="gallery_one_entry_a_drawing",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.PUBLISHED)
                | (
                    Q(place__isnull=False)
                    & ~Q(public_key="")
                    & ~Q(alt_text="")
                    & Q(approved_by__isnull=False)
                ),
                name="gallery_published_is_complete",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["competition", "state", "-place"], name="gallery_in_order"),
            models.Index(fields=["competition", "state", "country", "-place"], name="gallery_by_country"),
            models.Index(fields=["competition", "state", "band", "-place"], name="gallery_by_band"),
            models.Index(
                fields=["competition", "state", "country", "band", "-place"], name="gallery_by_both"
            ),
            models.Index(fields=["state", "state_changed_at"], name="gallery_waiting"),
            models.Index(fields=["state", "id"], name="gallery_bench"),
            models.Index(fields=["public_key"], name="gallery_by_public_key"),
            models.Index(fields=["batch", "-id"], name="gallery_in_batch"),
            models.Index(
                fields=["taken_back_at"],
                condition=Q(taken_back_at__isnull=False, told_deleted_at=None),
                name="gallery_to_be_told",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    @cached_property
    def identification(self) -> str:
        """How the newest consent lets the child be named; `for_cards` brings it along."""
        return _newest_identification(self.subject_id).first() or ""

    @property
    def label(self) -> str:
        """All that readers get to know of whoever drew it, in their language."""
        return words.label(self)


class EntryAsset(models.Model):
    """One file of an entry in the private part of the storage. ``key`` is its name there; nobody can guess it."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="assets")
    kind = models.CharField(max_length=8, choices=AssetKind)
    key = models.CharField(max_length=120, unique=True)
    #: ``avif``, ``webp`` or ``jpg``; of an original empty, for nobody has looked yet.
    format = models.CharField(max_length=4, blank=True)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    bytes = models.PositiveIntegerField()
    created_at = models.DateTimeField(default=clock.now)
    delete_after = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["format", "width"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["delete_after"], name="gallery_assets_to_delete"),
        ]

    def __str__(self) -> str:
        return self.key


class Award(models.Model):
    """What a jury gave. Shown from the competition's day of results on, while the entry is public and the family has
    agreed to its being announced."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="award")
    place = models.CharField(_("award"), max_length=10, choices=Place)

    class Meta:
        verbose_name = _("award")
        verbose_name_plural = _("awards")

    def __str__(self) -> str:
        return f"{self.get_place_display()} · {self.entry_id}"

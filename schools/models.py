from __future__ import annotations

import secrets
from datetime import date, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core import clock

from .enums import Proof, Standing

#: A contact with whom nothing came of it is forgotten after this; rooms that need one longer say so
#: (`schools.domain.needed_until`).
KEPT_WITHOUT_NEED = timedelta(days=60)


def forgotten_on() -> date:
    return clock.today() + KEPT_WITHOUT_NEED


def random_reference() -> str:
    return secrets.token_hex(6)


class School(models.Model):
    """A school that enters drawings. ``standing`` is changed by `schools.domain` alone."""

    reference = models.CharField(max_length=12, unique=True, default=random_reference, editable=False)
    name = models.CharField(_("name of the school"), max_length=160)
    country = models.ForeignKey(
        "facts.Country", verbose_name=_("country"), on_delete=models.PROTECT, related_name="+"
    )
    town = models.CharField(_("town"), max_length=120)
    standing = models.CharField(max_length=12, choices=Standing, default=Standing.ASKED, editable=False)
    proof = models.CharField(max_length=10, choices=Proof, blank=True, editable=False)
    asked_at = models.DateTimeField(default=clock.now, editable=False)
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    #: By whose code it came, where it came by one.
    invited_by = models.ForeignKey(
        "schools.InvitationCode",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="schools",
        editable=False,
    )
    #: Empty where an invitation or a known domain has decided.
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )

    class Meta:
        verbose_name = _("school")
        verbose_name_plural = _("schools")
        ordering: ClassVar[list[str]] = ["-pk"]
        permissions = [("verify_schools", "Can say that a school is one")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_verified(self) -> bool:
        return self.standing == Standing.VERIFIED


class Contact(models.Model):
    """Somebody at a school whose work address was confirmed. The address lies sealed and is forgotten with the season.

    ``needed_until``: the last day, UTC, on which we still have to be able to write to them. ``asked_until``: the last
    day for which another room has asked that; without one they may have themselves forgotten at once.
    """

    sealed_fields = ("email",)

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="contacts")
    #: Sealed by `audit.sealed`; empty once it is forgotten.
    email = models.TextField(blank=True, editable=False)
    #: `audit.addresses.fingerprint` of it, to know it again; empty with it.
    email_fingerprint = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    #: Of the letters to them.
    language = models.CharField(_("language"), max_length=12, choices=settings.LANGUAGES)
    confirmed_at = models.DateTimeField(default=clock.now, editable=False)
    needed_until = models.DateField(default=forgotten_on, editable=False)
    asked_until = models.DateField(null=True, blank=True, editable=False)
    forgotten_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("contact at a school")
        verbose_name_plural = _("contacts at schools")
        ordering: ClassVar[list[str]] = ["-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["email_fingerprint"],
                condition=~models.Q(email_fingerprint=""),
                name="schools_one_contact_an_address",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school_id}/{self.pk}"


class DoorLink(models.Model):
    """A link by mail to the schools' door. Its token is in the letter alone; what is kept is its hash.

    Until it is used it also keeps, sealed, the address it went to and what was typed: nobody is a contact, and nothing
    a school, before somebody at that address has pressed the button. Using it empties both; the tick deletes the rest.
    """

    sealed_fields = ("email", "told")

    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    email = models.TextField(blank=True, editable=False)
    #: JSON: name, country, town, digest of an invitation code. Empty for somebody who comes back.
    told = models.TextField(blank=True, editable=False)
    language = models.CharField(max_length=12, choices=settings.LANGUAGES, editable=False)
    expires_at = models.DateTimeField(db_index=True, editable=False)
    used_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("link to the schools’ door")
        verbose_name_plural = _("links to the schools’ door")

    def __str__(self) -> str:
        return str(self.pk)


class Visit(models.Model):
    """Somebody is there. The token is in their cookie alone; what is kept is its hash."""

    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="visits")
    expires_at = models.DateTimeField(db_index=True, editable=False)

    class Meta:
        verbose_name = _("visit from a school")
        verbose_name_plural = _("visits from schools")

    def __str__(self) -> str:
        return str(self.pk)


class InvitationCode(models.Model):
    """What a partner gives to schools that it knows: whoever types it is verified at once. Shown once, when it is made;
    what is kept is its digest."""

    partner = models.ForeignKey(
        "partners.Partner", verbose_name=_("partner"), on_delete=models.PROTECT, related_name="+"
    )
    digest = models.CharField(max_length=64, unique=True, editable=False)
    most_uses = models.PositiveSmallIntegerField(_("schools at most"))
    uses = models.PositiveSmallIntegerField(default=0, editable=False)
    #: The last day, UTC.
    holds_until = models.DateField(_("holds until"))
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)
    made_at = models.DateTimeField(default=clock.now, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )

    class Meta:
        verbose_name = _("invitation code")
        verbose_name_plural = _("invitation codes")
        ordering: ClassVar[list[str]] = ["-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(uses__lte=models.F("most_uses")), name="schools_code_not_used_too_often"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_open(self) -> bool:
        return self.ended_at is None and self.uses < self.most_uses and self.holds_until >= clock.today()


class SchoolDomain(models.Model):
    """An e-mail domain in which only schools of one country have addresses."""

    domain = models.CharField(_("e-mail domain"), max_length=253, unique=True)
    country = models.ForeignKey(
        "facts.Country", verbose_name=_("country"), on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField(default=clock.now, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )

    class Meta:
        verbose_name = _("e-mail domain of schools")
        verbose_name_plural = _("e-mail domains of schools")
        ordering: ClassVar[list[str]] = ["domain"]

    def __str__(self) -> str:
        return self.domain


class StandingNote(models.Model):
    """What somebody typed about a decision on a school, such as whom they reached by telephone. Apart from the school,
    and deleted when nobody is left there to write to."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField(_("note"), max_length=1000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("note on a school")
        verbose_name_plural = _("notes on schools")
        ordering: ClassVar[list[str]] = ["-pk"]

    def __str__(self) -> str:
        return str(self.school_id)

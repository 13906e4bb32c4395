from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from ..codes import code_only, identifier_only
from ..enums import LetterState, Suppression, Trouble


def new_message_id() -> str:
    return get_random_string(32)


class Letter(models.Model):
    """One letter to one address. What it says is sealed, and forgotten once it is gone."""

    sealed_fields = ("to_sealed", "context")

    letter = models.CharField(_("letter"), max_length=60, validators=[code_only])
    language = models.CharField(_("language"), max_length=10)
    to_sealed = models.TextField(blank=True)
    to_fingerprint = models.CharField(max_length=64, db_index=True)
    to_masked = models.CharField(_("to"), max_length=260)
    context = models.TextField(blank=True)
    state = models.CharField(_("state"), max_length=10, choices=LetterState, default=LetterState.WAITING)
    state_changed_at = models.DateTimeField(_("since"), default=timezone.now)
    trouble = models.CharField(_("why"), max_length=13, choices=Trouble, blank=True)
    attempts = models.PositiveIntegerField(_("tries"), default=0)
    made_at = models.DateTimeField(_("written"), default=timezone.now)
    next_try_at = models.DateTimeField(_("next try"), default=timezone.now)
    give_up_at = models.DateTimeField(_("tried until"))
    good_until = models.DateTimeField(_("of use until"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    #: The same at each try, so that a server that knows it already can tell.
    message_id = models.CharField(max_length=32, default=new_message_id)
    key = models.CharField(max_length=80, unique=True, null=True, blank=True, validators=[identifier_only])
    about_type = models.CharField(_("kind of object"), max_length=60, blank=True, validators=[code_only])
    about_id = models.CharField(_("object"), max_length=40, blank=True, validators=[identifier_only])

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("outbox")
        ordering: ClassVar[list[str]] = ["-pk"]
        default_permissions = ()
        permissions: ClassVar[list[tuple[str, Any]]] = [
            ("read_outbox", _("Can see the outbox, and send letters again"))
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "next_try_at"], name="audit_letter_due"),
            models.Index(fields=["state", "-id"], name="audit_letter_list"),
        ]

    def __str__(self) -> str:
        return f"{self.letter} {self.pk}"

    @property
    def is_kept(self) -> bool:
        """Whether it could still be sent: what it says has not been forgotten, and is still of use."""
        return bool(self.to_sealed) and (self.good_until is None or self.good_until > timezone.now())


class SuppressedAddress(models.Model):
    """No letter goes here. The address itself is not kept, only what recognises it."""

    fingerprint = models.CharField(max_length=64, unique=True)
    reason = models.CharField(_("why"), max_length=10, choices=Suppression)
    since = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        verbose_name = _("address that gets no mail")
        verbose_name_plural = _("addresses that get no mail")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.reason} {self.pk}"

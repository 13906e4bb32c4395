from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from .address import the_one_form


class UserManager(BaseUserManager["User"]):
    use_in_migrations = True

    def get_by_natural_key(self, username: str | None) -> User:
        """People type their address in any case."""
        return self.get(email=the_one_form(username or ""))

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Raises ``ValueError`` without an address. Without a password nobody can sign in as this user."""
        if not email:
            raise ValueError("a user has an e-mail address")
        user = self.model(email=the_one_form(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """Staff of the hub and of its partners. Readers and schools have no account. The e-mail address is the name."""

    email = models.EmailField(
        _("e-mail address"),
        unique=True,
        error_messages={"unique": _("Somebody with this e-mail address is here already.")},
    )
    first_name = models.CharField(_("first name"), max_length=150, blank=True)
    last_name = models.CharField(_("last name"), max_length=150, blank=True)
    is_staff = models.BooleanField(_("technical staff"), default=False)
    is_active = models.BooleanField(
        _("active"),
        default=True,
        help_text=_("Switch off instead of deleting: what this person wrote stays."),
    )
    date_joined = models.DateTimeField(_("here since"), auto_now_add=True)
    #: Another value, and every session of this person has ended: it goes into what a session is checked against.
    session_stamp = models.CharField(max_length=32, blank=True, default="", editable=False)

    objects = UserManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        permissions: ClassVar[list[tuple[str, Any]]] = [
            ("manage_people", _("Can invite people and say what they may do"))
        ]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="accounts_one_user_per_address"),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    @classmethod
    def normalize_username(cls, username: str) -> str:
        """Forms that save a user go by this; the manager does the same."""
        return the_one_form(username)

    def get_full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    def get_short_name(self) -> str:
        return self.first_name or self.email

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Django's, of the stamp too. Both of its public methods, for today's key and for older ones, ask here."""
        return salted_hmac(
            "accounts.User.session",
            f"{self.password}.{self.session_stamp}",
            secret=secret,
            algorithm="sha256",
        ).hexdigest()

    @property
    def language(self) -> str:
        """Code of the language this person reads the admin in, and gets mail in."""
        profile = getattr(self, "wagtail_userprofile", None)
        return (profile.preferred_language if profile else "") or settings.LANGUAGE_CODE


class Invitation(models.Model):
    """A link by mail that lets one person set up how they sign in, once. The token itself is nowhere kept."""

    class Purpose(models.TextChoices):
        JOIN = "join", _("to begin here")
        FACTOR = "factor", _("to set up a new second factor")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="invitations")
    purpose = models.CharField(_("purpose"), max_length=8, choices=Purpose)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(_("sent"), default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    expires_at = models.DateTimeField(_("holds until"))
    used_at = models.DateTimeField(_("used"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"


class KnownDevice(models.Model):
    """A browser in which somebody has signed in before. Its cookie is kept as a hash, and days, not hours."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="devices")
    cookie_hash = models.CharField(max_length=64)
    first_seen = models.DateField(_("first seen"))
    last_seen = models.DateField(_("last seen"))

    class Meta:
        verbose_name = _("known device")
        verbose_name_plural = _("known devices")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user", "cookie_hash"], name="accounts_device_once")]

    def __str__(self) -> str:
        return f"{self.first_seen:%Y-%m-%d}"

"""Everything that happens to a person who works here. Each act checks, changes, records and writes in one transaction.

An account is switched on by its owner's link and by nothing else: until then, and after somebody left, it can neither
sign in nor ask for a new password. Whoever acts is another person than the one it is done to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from wagtail.users.models import UserProfile

from audit import outbox
from audit.domain import record
from audit.models import Record
from core.roles import Role

from ..address import the_one_form
from ..holdings import Holding, holdings_of
from ..models import Invitation, User
from ..scopes import every_holding
from .links import HOLDS, LinkState, address_of, find, hash_of, new_token, state_of
from .words import all_in_words

MANAGE = "accounts.manage_people"
Purpose = Invitation.Purpose
#: Whoever acts: somebody who works here, or the operator at the command line.
Actor = User | Record.By
#: What counts as a second factor. Recovery codes only stand in for one.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class Refused(Exception):
    """Not done, and the sentence says why. Nothing was changed."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


class DeadLink(Refused):
    """The link does not open anything. ``state`` is nothing for a link that we never sent."""

    def __init__(self, state: LinkState | None) -> None:
        super().__init__("dead_link", _("This link cannot be used."))
        self.state = state


@dataclass(frozen=True)
class Sent:
    """A person and the link that was sent to them. Only whoever has to show the link may look at it."""

    user: User
    invitation: Invitation
    link: str


# --- Links --------------------------------------------------------------------------------------------------------


def invite(
    address: str,
    first_name: str,
    last_name: str,
    holdings: Iterable[Holding],
    language: str,
    by: Actor,
) -> Sent:
    """Make an account that only the link in the letter switches on."""
    wanted = set(holdings)
    email = the_one_form(address)
    try:
        _fits("email", email)
        validate_email(email)
    except ValidationError:
        raise Refused("address", _("This is not a whole e-mail address.")) from None
    try:
        _fits("first_name", first_name)
        _fits("last_name", last_name)
    except ValidationError:
        raise Refused("name", _("A name can have 150 characters at most.")) from None
    if language not in dict(settings.LANGUAGES):
        raise Refused("language", _("This language is not one of the site’s."))
    with _one_at_a_time(by):
        _can_be_given(wanted, by)
        if User.objects.filter(email=email).exists():
            raise _already_here()
        try:
            with transaction.atomic():
                user = User.objects.create_user(
                    email, first_name=first_name.strip(), last_name=last_name.strip(), is_active=False
                )
        except IntegrityError:
            raise _already_here() from None
        UserProfile.objects.create(user=user, preferred_language=language)
        user.groups.set([holding.group() for holding in wanted])
        sent = _send_link(user, by)
        record("accounts.invited", user, by=by, **_numbered("given", wanted), invitation=sent.invitation.pk)
    return sent


def invite_again(user: User, by: Actor) -> Sent:
    """A new link; the one before is dead. For whoever has not come, broke off half way, or whose link was lost."""
    with _one_at_a_time(by, user):
        user = _locked(user)
        if user.is_active and has_factor(user):
            raise Refused(
                "complete", _("This person has a password and a second factor. They need no new link.")
            )
        if not user.is_active and not _was_invited(user):
            raise Refused("off", _("This account is switched off. Switch it on again instead."))
        sent = _send_link(user, by)
        record("accounts.invited_again", user, by=by, invitation=sent.invitation.pk)
    return sent


def revoke(invitation: Invitation, by: Actor) -> None:
    """Take a link back that nobody has used yet."""
    with _one_at_a_time(by, invitation.user):
        now = timezone.now()
        open_ones = Invitation.objects.filter(
            pk=invitation.pk, used_at=None, revoked_at=None, expires_at__gt=now
        )
        if not open_ones.update(revoked_at=now):
            raise Refused("not_open", _("This link was used, taken back or has expired already."))
        record("accounts.invitation_revoked", invitation.user, by=by, invitation=invitation.pk)


def accept(token: str, password: str = "") -> Invitation:
    """Use a link up, and switch the account on. Of two who come at once one is let in.

    A link for a new second factor asks for the password too: a letter that went astray is not enough.
    Raises `DeadLink`; `Refused` with the code ``password`` uses nothing up.
    """
    invitation = find(token)
    if invitation is None:
        raise DeadLink(None)
    if (state := state_of(invitation)) != LinkState.OPEN:
        raise DeadLink(state)
    user = invitation.user
    # Outside the transaction: checking a password is slow on purpose.
    if invitation.purpose == Purpose.FACTOR and not user.check_password(password):
        raise Refused("password", _("This is not your password."))
    now = timezone.now()
    with transaction.atomic():
        claimed = Invitation.objects.filter(
            pk=invitation.pk, used_at=None, revoked_at=None, expires_at__gt=now
        ).update(used_at=now)
        if not claimed:
            invitation.refresh_from_db()
            raise DeadLink(state_of(invitation))
        invitation.used_at = now
        if invitation.purpose == Purpose.JOIN:
            user.is_active = True
            user.save(update_fields=["is_active"])
        # That the letter arrived is the proof that the address is theirs.
        EmailAddress.objects.update_or_create(
            user=user, email=user.email, defaults={"verified": True, "primary": True}
        )
        record(
            "accounts.invitation_accepted",
            user,
            by=user,
            invitation=invitation.pk,
            purpose=invitation.purpose,
        )
    return invitation


def introduce(
    user: User, *, first_name: str, last_name: str, password: str, language: str, time_zone: str
) -> None:
    """The invited person says who they are, and how they will sign in. ``password`` was checked by the form."""
    user.first_name, user.last_name = first_name.strip(), last_name.strip()
    user.set_password(password)
    with transaction.atomic():
        user.save(update_fields=["first_name", "last_name", "password"])
        UserProfile.objects.update_or_create(
            user=user, defaults={"preferred_language": language, "current_time_zone": time_zone}
        )
        record("accounts.password_changed", user, by=user)


# --- Roles --------------------------------------------------------------------------------------------------------


def set_holdings(user: User, holdings: Iterable[Holding], by: Actor) -> bool:
    """Give and take roles, so that these are left. Counts from the person's next request. False: nothing to change."""
    wanted = set(holdings)
    with _one_at_a_time(by, user):
        user = _locked(user)
        had = set(holdings_of(user))
        given, taken = wanted - had, had - wanted
        if not given and not taken:
            return False
        _can_be_given(given, by)
        if Holding(Role.COORDINATOR) in taken:
            _somebody_is_left(user)
        user.groups.add(*(holding.group() for holding in given))
        user.groups.remove(*(holding.group() for holding in taken))
        record(
            "accounts.roles_changed",
            user,
            by=by,
            **_numbered("given", given),
            **_numbered("taken", taken),
        )
    return True


# --- Leaving, coming back, a lost factor ---------------------------------------------------------------------------


def deactivate(user: User, by: Actor) -> None:
    """Off everywhere at once: sessions, links, password, factors, roles. What this person wrote stays.

    What they held stands in the log, in codes.
    """
    with _one_at_a_time(by, user):
        user = _locked(user)
        if not user.is_active and not _open_links(user).exists() and not user.groups.exists():
            raise Refused("off", _("This account is switched off already."))
        held = holdings_of(user)
        if Holding(Role.COORDINATOR) in held:
            _somebody_is_left(user)
        user.is_active = user.is_staff = user.is_superuser = False
        # No link for a new password that is still on its way fits any more; the way back is an invitation.
        user.set_unusable_password()
        user.session_stamp = get_random_string(32)
        user.save(update_fields=["is_active", "is_staff", "is_superuser", "password", "session_stamp"])
        user.groups.clear()
        user.user_permissions.clear()
        Authenticator.objects.filter(user=user).delete()
        user.devices.all().delete()
        _open_links(user).update(revoked_at=timezone.now())
        record("accounts.deactivated", user, by=by, **_numbered("held", held))


def reactivate(user: User, by: Actor) -> Sent:
    """Somebody comes back: with a link, a new password and a new second factor. Roles are given anew."""
    with _one_at_a_time(by, user):
        user = _locked(user)
        if user.is_active:
            raise Refused("on", _("This account is switched on already."))
        sent = _send_link(user, by)
        record("accounts.reactivated", user, by=by, invitation=sent.invitation.pk)
    return sent


def reset_factors(user: User, by: Actor) -> Sent:
    """The phone is lost: every factor goes, every session ends, and a link lets them set up a new one."""
    with _one_at_a_time(by, user):
        user = _locked(user)
        if not user.is_active:
            raise Refused("off", _("This account is switched off. Switch it on again instead."))
        removed = Authenticator.objects.filter(user=user, type__in=FACTORS).count()
        Authenticator.objects.filter(user=user).delete()
        user.devices.all().delete()
        sent = _send_link(user, by)
        record("accounts.factors_reset", user, by=by, removed=removed, invitation=sent.invitation.pk)
    return sent


def has_factor(user: User) -> bool:
    found: bool = Authenticator.objects.filter(user=user, type__in=FACTORS).exists()
    return found


# --- Inside -------------------------------------------------------------------------------------------------------


@contextmanager
def _one_at_a_time(by: Actor, about: User | None = None) -> Iterator[None]:
    """A transaction in which nobody else changes people, and ``by`` is asked again whether they may.

    Two coordinators who switch each other off at the same moment must not both succeed.
    """
    with transaction.atomic():
        Group.objects.select_for_update().get(pk=Holding(Role.COORDINATOR).group().pk)
        if not isinstance(by, Record.By):
            actor = User.objects.filter(pk=by.pk, is_active=True).first()
            if actor is None or not actor.has_perm(MANAGE):
                raise Refused("not_allowed", _("Only a coordinator can do this."))
            if about is not None and about.pk == actor.pk:
                raise Refused("four_eyes", _("Ask another coordinator: nobody does this for themselves."))
            if about is not None and not _is_coordinator(actor) and _is_coordinator(about):
                raise Refused(
                    "coordinators_only", _("Only a coordinator can change a coordinator’s account.")
                )
        yield


def _locked(user: User) -> User:
    """As it is now, with no role remembered from before."""
    return User.objects.select_for_update().get(pk=user.pk)


def _is_coordinator(user: User) -> bool:
    return user.is_superuser or user.groups.filter(name=Holding(Role.COORDINATOR).group_name).exists()


def _can_be_given(holdings: set[Holding], by: Actor) -> None:
    if not holdings <= {holding for holding, _name in every_holding()}:
        raise Refused("no_such_role", _("One of these roles does not exist (any more). Choose again."))
    if isinstance(by, Record.By) or Holding(Role.COORDINATOR) not in holdings:
        return
    if not _is_coordinator(User.objects.get(pk=by.pk)):
        raise Refused("coordinators_only", _("Only a coordinator can make somebody a coordinator."))


def _somebody_is_left(user: User) -> None:
    """Another coordinator must be able to work, or nobody could ever invite one."""
    others = User.objects.filter(is_active=True, groups__name=Holding(Role.COORDINATOR).group_name).exclude(
        pk=user.pk
    )
    if settings.SECOND_FACTOR_REQUIRED:
        others = others.filter(authenticator__type__in=FACTORS)
    if not others.exists():
        raise Refused(
            "last_coordinator",
            _("This is the last coordinator who can sign in. Make somebody else a coordinator first."),
        )


def _fits(field: str, value: str) -> None:
    """Raises ``ValidationError`` for what a column does not hold. SQLite would take it, PostgreSQL would not."""
    longest: int = getattr(User._meta.get_field(field), "max_length", None) or 0
    if len(value.strip()) > longest or "\x00" in value:
        raise ValidationError(field)


def _already_here() -> Refused:
    return Refused("already_here", _("Somebody with this address is here already."))


def _open_links(user: User) -> Any:
    return user.invitations.filter(used_at=None, revoked_at=None)


def _was_invited(user: User) -> bool:
    """Still to come: none used the newest link. It waits, has expired, or was taken back while roles were left: who
    is switched off loses both."""
    newest = user.invitations.order_by("-pk").first()
    if newest is None or newest.used_at is not None:
        return False
    return newest.revoked_at is None or user.groups.exists()


def _send_link(user: User, by: Actor) -> Sent:
    """Whoever has a password gives it with the link; whoever has none sets one. What an older link began has ended."""
    _open_links(user).update(revoked_at=timezone.now())
    user.session_stamp = get_random_string(32)
    user.save(update_fields=["session_stamp"])
    token = new_token()
    purpose = Purpose.FACTOR if user.is_active and user.has_usable_password() else Purpose.JOIN
    now = timezone.now()
    invitation = Invitation.objects.create(
        user=user,
        purpose=purpose,
        token_hash=hash_of(token),
        made_at=now,
        made_by=by if isinstance(by, User) else None,
        expires_at=now + HOLDS,
    )
    link = address_of(token, user.language)
    with translation.override(user.language):
        roles = all_in_words(holdings_of(user))
    outbox.post(
        "invitation" if purpose == Purpose.JOIN else "factor_reset",
        user.email,
        language=user.language,
        context={"first_name": user.first_name, "link": link, "until": invitation.expires_at, "roles": roles},
        key=f"invitation:{invitation.pk}",
        about=invitation,
        good_until=invitation.expires_at,
    )
    return Sent(user, invitation, link)


def _numbered(what: str, holdings: Iterable[Holding]) -> dict[str, str]:
    """For the log, which holds codes only: ``given_1=editor:example-centre``."""
    return {f"{what}_{n}": holding.group_name.lower() for n, holding in enumerate(sorted(holdings), 1)}

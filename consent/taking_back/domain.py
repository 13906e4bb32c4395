"""Giving and ending private links, opening one, and the one change that is made through them alone."""

from __future__ import annotations

import functools
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from audit import outbox
from audit.domain import record
from audit.models import Record
from core import clock

from .. import domain as consent
from ..domain import Refused
from ..enums import Capacity, Party, Scope
from ..models import ConsentRecord, ConsentText, Subject, TakeBackKey
from ..staff.domain import contact_of
from . import codes

#: Whose link it can be: theirs whose story it is. We, and whoever holds a consent for them, have other ways.
MAY_HOLD = frozenset({Party.PERSON, Party.GUARDIAN})
#: So long it is worth telling somebody that their link has changed.
TOLD_WITHIN = timedelta(days=7)


class WrongKey(Exception):
    """Code and PIN do not open anything together. It never says which of the two was wrong, or why."""


@dataclass(frozen=True)
class Given:
    """A new link. ``code`` and ``pin`` are said once, here: nothing that is kept leads back to them."""

    key: TakeBackKey
    code: str = field(repr=False)
    pin: str = field(repr=False)


def give_key(subject: Subject, party: Party, *, by: Any = None) -> Given:
    """A new link for the person or a guardian; the one that they had before ends.

    Whoever had one is told, at the address that we keep: it may not have been they who asked.

    Raises `Refused` for anybody else, for the guardian of a grown-up, and for somebody who was erased.
    """
    if party not in MAY_HOLD:
        raise Refused("not_theirs", _("A private link is for the person or a guardian."))
    code, pin = codes.new_code(), codes.new_pin()
    pin_hash = make_password(pin)
    with transaction.atomic():
        if Subject.objects.select_for_update().get(pk=subject.pk).erased_at:
            raise Refused("erased", _("Everything about this person was erased. Begin anew."))
        latest = consent.newest(subject)
        if party == Party.GUARDIAN and latest is not None and latest.capacity == Capacity.SELF:
            raise Refused("grown_up", _("A grown-up agrees for themselves."))
        had_one = subject.keys.exists()
        for older in subject.keys.filter(party=party, ended_at=None):
            consent.end_link(older, by=by)
        key = TakeBackKey.objects.create(
            subject=subject,
            party=party,
            code_digest=codes.digest_of(code),
            pin_hash=pin_hash,
            made_at=clock.now(),
        )
        record("consent.key_given", subject, by=by, party=str(party), key=key.pk)
        if had_one:
            _tell(key, made=True)
    return Given(key, code, pin)


def end_key(key: TakeBackKey, *, by: Any = None) -> None:
    """It opens nothing any more, nor does a page that it has opened. Ended twice is ended once, and told once."""
    with transaction.atomic():
        if consent.end_link(key, by=by):
            _tell(key, made=False)
    key.refresh_from_db(fields=["ended_at"])


def _tell(key: TakeBackKey, *, made: bool) -> None:
    """Without a name, and without the link: somebody else may read it."""
    subject = Subject.objects.get(pk=key.subject_id)
    if not (contact := contact_of(subject)):
        return
    outbox.post(
        "consent_link_changed",
        contact,
        language=subject.language,
        context={"made": made},
        key=f"consent_link_changed.{key.pk}.{'made' if made else 'ended'}",
        about=subject,
        good_until=timezone.now() + TOLD_WITHIN,
    )


def address_of(code: str, language: str) -> str:
    """The whole address of a link, to be printed or sent: the PIN goes another way."""
    with translation.override(language):
        path: str = reverse("my_story_link", args=[code])
    return f"{settings.SITE_URL}{path}"


def open_keys() -> Any:
    """Links that open something: not ended, and not of somebody who was erased."""
    return TakeBackKey.objects.select_related("subject").filter(ended_at=None, subject__erased_at=None)


def open_key(code: str, pin: str) -> TakeBackKey:
    """The link of a code and its PIN. Raises `WrongKey`, whatever does not fit, after the same work.

    How often this may be asked is for the caller to limit (`tries`). Call it outside a transaction: a try that failed
    is written down too, and what is raised would undo that.
    """
    key: TakeBackKey | None = open_keys().filter(code_digest=codes.digest_of(code)).first()
    right = check_password(codes.read_pin(pin), key.pin_hash if key else _hash_of_nothing())
    with transaction.atomic():
        if key is not None and right:
            record("consent.key_used", key.subject, by=Record.By.VISITOR, party=str(key.party), key=key.pk)
            return key
        record("consent.key_refused", key and key.subject, by=Record.By.VISITOR, key=key.pk if key else 0)
    raise WrongKey


@functools.cache
def _hash_of_nothing() -> str:
    """What a PIN is compared with where there is no link: it takes as long, and fits none."""
    return make_password(secrets.token_hex())


# --- Where somebody may be shown ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Chosen:
    """``not_added``: why what is new was not added; empty when it was, or when nothing new was asked for."""

    row: ConsentRecord
    not_added: str = ""


def choose_scopes(
    key: TakeBackKey,
    had: Iterable[Scope],
    wanted: Iterable[Scope],
    *,
    text: ConsentText | None = None,
    by: Any = Record.By.VISITOR,
) -> Chosen:
    """Take away what stood on the page (``had``) and is not ``wanted`` any more; add what is new, if ``text`` was read.

    What is taken away is taken away in any case, whatever else has changed since the page was made, and whether or not
    the rest can be done. Raises `Refused` when no consent is in force or paused.
    """
    had, wanted = set(had), set(wanted)
    subject = key.subject
    with transaction.atomic():
        Subject.objects.select_for_update().get(pk=subject.pk)
        now = scopes_written(subject)
        more = wanted - had - now
        not_added = _why_not_more(key, text, changed_meanwhile=now != had) if more else ""
        target = now - (had - wanted)
        row = consent.change_scopes(
            subject, target if not_added else target | more, party=Party(key.party), by=by, text=text
        )
    return Chosen(row, not_added)


def _why_not_more(key: TakeBackKey, text: ConsentText | None, *, changed_meanwhile: bool) -> str:
    if not consent.may_widen(key.subject, Party(key.party)):
        return _("More places can only be agreed to by whoever agreed at first.")
    if changed_meanwhile:
        return _(
            "Something had changed since you opened this page, so no place was added. Please look again."
        )
    if text is None:
        return _("No place was added. To allow more, read the text and tick that you agree to it.")
    return ""


def scopes_written(subject: Subject) -> set[Scope]:
    """What the newest record names, whether or not it is in force: what is paused is still agreed to."""
    latest = consent.newest(subject)
    return (
        set() if latest is None else {Scope(given) for given in latest.scopes.values_list("scope", flat=True)}
    )

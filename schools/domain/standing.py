"""Whether a school is one. Staff decide, or an invitation code or a school's own e-mail domain has decided before."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from audit import outbox
from audit.domain import record
from consent.taking_back import codes
from core import clock
from partners.rights import served_by

from ..enums import Proof, Standing
from ..models import Contact, InvitationCode, School, SchoolDomain, StandingNote, Visit
from ..reach import may_decide
from ..signals import school_turned_away
from .contacts import address_of
from .mail_domains import and_those_above, domain_of
from .proofs import add_domain
from .refusals import Refused

LONGEST_NOTE = StandingNote._meta.get_field("text").max_length or 1000


def verify(school: School, proof: Proof, by: Any, note: str = "") -> None:
    """Raises `Refused`. ``note``: of a call, whom somebody reached; required then, and kept apart."""
    if proof == Proof.CALL and not note.strip():
        raise Refused(_("Please note whom you called, and when."))
    with transaction.atomic():
        _decide(school, (Standing.ASKED, Standing.TURNED_AWAY), Standing.VERIFIED, by, note, proof=proof)
        record("schools.verified", school, by=by, after=proof.value)
        _write_to_contacts(school, "schools_verified")


def turn_away(school: School, by: Any, note: str = "") -> None:
    """Its contacts get no link any more, their visits end now, and what is shown of it is hidden. Raises `Refused`."""
    with transaction.atomic():
        _decide(school, (Standing.ASKED, Standing.VERIFIED), Standing.TURNED_AWAY, by, note)
        Visit.objects.filter(contact__school=school).delete()
        record("schools.turned_away", school, by=by)
        _write_to_contacts(school, "schools_turned_away")
        transaction.on_commit(
            lambda: school_turned_away.send_robust(School, school_id=school.pk), robust=True
        )


def take_verification_back(school: School, by: Any, note: str = "") -> None:
    """To be looked at again. It may go on entering; nothing of it is released meanwhile. Raises `Refused`."""
    with transaction.atomic():
        _decide(school, (Standing.VERIFIED,), Standing.ASKED, by, note)
        record("schools.verification_taken_back", school, by=by)


def verify_by_domain(school: School, contact: Contact, by: Any) -> None:
    """By the domain of this contact's address, which from now on verifies every school of the country that writes from
    it. Raises `Refused`."""
    domain = domain_of(address_of(contact))
    if contact.school_id != school.pk or not domain:
        raise Refused(_("This address is no longer kept."))
    with transaction.atomic():
        if not _knows(school, domain):
            add_domain(domain, school.country_id, by)
        verify(school, Proof.DOMAIN, by)


def use_code(school: School, typed: str) -> None:
    """Somebody at the school types an invitation code later. Raises `Refused`."""
    with transaction.atomic():
        here = School.objects.select_for_update().get(pk=school.pk)
        if here.standing != Standing.ASKED:
            raise Refused(_("Your school needs no code any more."))
        invitation = _take_a_use(here, codes.digest_of(typed)) if typed.strip() else None
        if invitation is None:
            raise Refused(
                _("This code does not fit, or has ended. Please look again, or ask whoever gave it to you.")
            )
        here.invited_by = invitation
        _become_verified(here, Proof.INVITED)


def verify_if_known(school: School, email: str, code: str) -> None:
    """At once, when an invitation code or the domain of the address says so. ``code``: its digest."""
    if code and (invitation := _take_a_use(school, code)):
        school.invited_by = invitation
        _become_verified(school, Proof.INVITED)
    elif _knows(school, domain_of(email)):
        _become_verified(school, Proof.DOMAIN)


def _become_verified(school: School, proof: Proof) -> None:
    school.standing, school.proof, school.decided_at = Standing.VERIFIED, proof, clock.now()
    school.save(update_fields=["standing", "proof", "decided_at", "invited_by"])
    record("schools.verified", school, after=proof.value)


def _take_a_use(school: School, digest: str) -> InvitationCode | None:
    """One of those it has left, in a country that its partner serves."""
    invitation = InvitationCode.objects.select_related("partner").filter(digest=digest).first()
    if invitation is None or school.country_id not in served_by([invitation.partner.key]):
        return None
    here = InvitationCode.objects.filter(
        pk=invitation.pk, ended_at=None, holds_until__gte=clock.today(), uses__lt=F("most_uses")
    )
    return invitation if here.update(uses=F("uses") + 1) else None


def _knows(school: School, domain: str) -> bool:
    return SchoolDomain.objects.filter(domain__in=and_those_above(domain), country=school.country_id).exists()


def _decide(
    school: School, before: tuple[Standing, ...], after: Standing, by: Any, note: str, proof: Proof | str = ""
) -> None:
    """Compare and set on where it stood when whoever decides looked."""
    if not may_decide(by, school):
        raise Refused(_("This school is in a country that your partner does not serve."))
    if len(note) > LONGEST_NOTE:
        raise Refused(_("Please shorten the note to 1000 characters."))
    seen = School.objects.filter(pk=school.pk, standing=school.standing)
    if school.standing not in before or not seen.update(
        standing=after, proof=proof, decided_at=clock.now(), decided_by=by
    ):
        raise Refused(_("Somebody has decided on this school meanwhile. Please look again."))
    # With nobody left to write to it would be kept for nobody, and for ever.
    if note.strip() and school.contacts.filter(forgotten_at=None).exists():
        StandingNote.objects.create(school=school, text=note.strip(), by=by)
    school.refresh_from_db()


def _write_to_contacts(school: School, letter: str) -> None:
    for contact in school.contacts.filter(forgotten_at=None):
        address = address_of(contact)
        if not address:
            continue
        with override(contact.language):
            door = settings.SITE_URL + reverse("schools")
        outbox.post(letter, address, language=contact.language, context={"door": door}, about=school)

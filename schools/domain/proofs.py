"""Invitation codes of partners, and e-mail domains of schools: what verifies a school before anybody has looked."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from audit.domain import record
from consent.taking_back import codes
from core import clock
from facts.models import Country
from partners.models import Partner

from ..models import InvitationCode, SchoolDomain
from ..reach import decides_for, may_invite_for
from .mail_domains import must_be_of_schools
from .refusals import Refused

MOST_USES = 500
LONGEST = timedelta(days=366)


def make_code(partner: Partner, *, most_uses: int, holds_until: date, by: Any) -> str:
    """Returns the code, which is shown once and kept nowhere. Raises `Refused`."""
    if not may_invite_for(by, partner):
        raise Refused(_("You do not work for this partner."))
    if not 1 <= most_uses <= MOST_USES:
        raise Refused(_("A code is for 1 to 500 schools."))
    if not clock.today() <= holds_until <= clock.today() + LONGEST:
        raise Refused(_("A code holds until a day within a year."))
    code = codes.new_code()
    with transaction.atomic():
        made = InvitationCode.objects.create(
            partner=partner,
            digest=codes.digest_of(code),
            most_uses=most_uses,
            holds_until=holds_until,
            made_by=by,
        )
        record("schools.code_made", made, by=by)
    return code


def end_code(code: InvitationCode, by: Any) -> None:
    """Schools it has verified stay so. Raises `Refused`."""
    if not may_invite_for(by, code.partner):
        raise Refused(_("You do not work for this partner."))
    with transaction.atomic():
        if InvitationCode.objects.filter(pk=code.pk, ended_at=None).update(ended_at=clock.now()):
            record("schools.code_ended", code, by=by)


def is_good(digest: str) -> bool:
    """Whether a code still lets a school in, as far as one can say before it is used."""
    found = InvitationCode.objects.filter(digest=digest).first()
    return found is not None and found.is_open


def add_domain(typed: str, country: str, by: Any) -> SchoolDomain:
    """From now on it verifies each school of that country that writes from it. Raises `Refused`."""
    domain = must_be_of_schools(typed)
    if country not in decides_for(by):
        raise Refused(_("Your partner does not serve this country."))
    try:
        with transaction.atomic():
            known, _made = Country.objects.get_or_create(code=country)
            made = SchoolDomain.objects.create(domain=domain, country=known, added_by=by)
            record("schools.domain_added", made, by=by)
    except IntegrityError:
        raise Refused(_("This domain is on the list already.")) from None
    return made


def remove_domain(domain: SchoolDomain, by: Any) -> None:
    """Schools it has verified stay so. Raises `Refused`."""
    if domain.country_id not in decides_for(by):
        raise Refused(_("Your partner does not serve this country."))
    with transaction.atomic():
        record("schools.domain_removed", domain, by=by)
        domain.delete()

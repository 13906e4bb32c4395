"""Two schools of the demo: one is verified, one waits for somebody to call it. Their teachers come in by mail."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth import get_user_model

from core.clock import today
from schools import domain
from schools.models import SchoolDomain

#: The domain that verifies whoever writes from it, in one country, and whose editor has said so.
KNOWN, KNOWN_IN, KNOWN_BY = "demo.example", "lt", "editor.lt@demo.example"
#: Address, language of the letters, school. Ask for a link at the schools’ door; the letter lies in ``var/mail/``.
TEACHERS = {
    "teacher@demo.example": ("lt", domain.Told("Example School Kaunas", "lt", "Kaunas")),
    "teacher.gr@demo.example": ("el", domain.Told("Example School Patras", "gr", "Patras")),
}
#: A demo that is kept for a year still knows them.
KEPT = timedelta(days=365)


def load_schools() -> None:
    """Who is there stays as they are."""
    if not SchoolDomain.objects.filter(domain=KNOWN).exists():
        domain.add_domain(KNOWN, KNOWN_IN, get_user_model().objects.get(email=KNOWN_BY))
    for email, (language, told) in TEACHERS.items():
        if domain.find_contact(email) is None:
            contact = domain.join(email, language, told)
            domain.needed_until(contact, today() + KEPT)

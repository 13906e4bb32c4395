"""Somebody from a school, in tests."""

from __future__ import annotations

import itertools
from typing import Any

from django.conf import settings
from django.test import Client

from audit.addresses import fingerprint
from audit.sealed import seal
from facts.models import Country
from schools import domain, visiting
from schools.enums import Proof, Standing
from schools.models import Contact, School

_numbers = itertools.count(1)


def a_school(country: str = "lt", standing: Standing = Standing.ASKED, **fields: Any) -> School:
    known, _made = Country.objects.get_or_create(code=country)
    proof = Proof.CALL if standing == Standing.VERIFIED else ""
    given = {"name": "Example School", "town": "Kaunas", "standing": standing, "proof": proof, **fields}
    return School.objects.create(country=known, **given)


def a_contact(school: School | None = None, email: str = "", language: str = "en") -> Contact:
    email = email or f"teacher-{next(_numbers)}@school.example"
    return Contact.objects.create(
        school=school or a_school(),
        email=seal(email),
        email_fingerprint=fingerprint(email),
        language=language,
    )


def visit(client: Client, contact: Contact | None = None) -> Contact:
    """Have ``client`` come in through the schools' door, as ``contact`` or as somebody of a new school."""
    contact = contact or a_contact()
    token = domain.begin_visit(contact)
    # The client of Django's tests knows no paths: it sends every cookie to every address.
    for code, _name in settings.LANGUAGES:
        client.cookies[f"{visiting.COOKIE}-{code}"] = token
    return contact


def form_token_of(client: Client) -> str:
    """What forms of this visit have to say: ``client.post(address, {"form_token": form_token_of(client), …})``."""
    return visiting._form_token(client.cookies[f"{visiting.COOKIE}-en"].value)

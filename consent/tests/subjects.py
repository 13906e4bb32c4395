"""Somebody who agreed."""

from __future__ import annotations

from consent import domain as consent
from consent import texts
from consent.enums import AgeBand, Capacity, Identification, Scope, TextName
from consent.models import Subject
from core.clock import today


def who_consents(*scopes: Scope) -> Subject:
    """A subject whose consent to these scopes is in force today."""
    subject = Subject.objects.create(label="Pseudonym")
    day = today()
    terms = consent.Terms(
        capacity=Capacity.SELF,
        identification=Identification.PSEUDONYM,
        given_on=day,
        expires_on=day.replace(year=day.year + 1, day=1),
        age_band=AgeBand.ADULT,
        text=texts.current(TextName.STORY, "en"),
    )
    consent.record(subject, terms, scopes)
    return subject

"""Whom to call, from `facts`: of the child's country, and of the operator's where that is known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from facts.enums import Purpose
from facts.models import Country, Helpline

#: The network of hotlines leads to each of its members.
INHOPE = "https://www.inhope.org/"
FOR_A_CONCERN = (Purpose.EMERGENCY, Purpose.CHILD_HELPLINE)
FOR_AN_IMAGE = (Purpose.HOTLINE, Purpose.EMERGENCY)


@dataclass(frozen=True)
class Group:
    purpose: Purpose
    helplines: list[Helpline]


@dataclass(frozen=True)
class Numbers:
    country: Country
    groups: list[Group]

    @property
    def has_hotline(self) -> bool:
        return any(group.purpose == Purpose.HOTLINE for group in self.groups)


def numbers_of(country: Country, purposes: Iterable[Purpose]) -> Numbers:
    """In the order of ``purposes``; what serves the country alone comes before what serves every country."""
    helplines = list(Helpline.objects.serving(country).filter(purpose__in=list(purposes)).complete())
    helplines.sort(key=lambda helpline: (helpline.serves_everywhere, helpline.pk))
    groups = [Group(purpose, [one for one in helplines if one.purpose == purpose]) for purpose in purposes]
    return Numbers(country, [group for group in groups if group.helplines])


def numbers_for_an_image(country: Country) -> list[Numbers]:
    """The file lies with the operator, whose country's law holds for it as well."""
    operators = Country.objects.filter(pk=settings.OPERATOR_COUNTRY).exclude(pk=country.pk).first()
    return [numbers_of(each, FOR_AN_IMAGE) for each in (country, operators) if each is not None]

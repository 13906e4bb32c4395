"""Time zones by their IANA name, such as Europe/Vilnius."""

from __future__ import annotations

from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

#: In the list of names and yet no place's time: the machine's own, and the one for machines that were never set up.
NO_PLACE = frozenset({"localtime", "Factory"})


def is_known(name: str) -> bool:
    return name in available_timezones() and name not in NO_PLACE


def known_zone(value: str) -> None:
    if not is_known(value):
        raise ValidationError(
            _("There is no time zone called “%(zone)s”. Write it like this: Europe/Vilnius.")
            % {"zone": value[:60]}
        )

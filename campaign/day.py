"""International Missing Children’s Day, 25 May, and how far it is."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def day_of(year: int) -> date:
    return date(year, 5, 25)


def countdown(day: date, today: date) -> str:
    """One plain sentence in the reader's language. It changes once a day, at midnight UTC."""
    days = (day - today).days
    if days == 0:
        return _("Today is International Missing Children’s Day.")
    if days > 0:
        return ngettext("%(days)s day to go until %(date)s.", "%(days)s days to go until %(date)s.", days) % {
            "days": days,
            "date": date_format(day, "DATE_FORMAT"),
        }
    return _("This edition was held on %(date)s.") % {"date": date_format(day, "DATE_FORMAT")}

"""Names of countries and languages, and numbers and dates as the reader writes them, from CLDR through Babel."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, get_timezone_location
from babel.languages import get_territory_language_info
from babel.numbers import format_decimal, format_percent
from django.conf import settings
from django.utils.translation import get_language, gettext, pgettext

from .enums import Precision, Unit

#: Two-letter codes in CLDR that are no country: islands counted apart, unions, placeholders.
NOT_COUNTRIES = frozenset(
    {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
)
#: A regional language makes a country near to its speakers only from this share of the people on.
REGIONAL_SHARE = 5


def current_language() -> str:
    return get_language() or settings.LANGUAGE_CODE


#: English is read all over the world here, so the day comes before the month (config/formats says the same).
WRITTEN_AS = {"en": "en-GB"}


@lru_cache
def locale_for(language: str) -> Locale:
    try:
        return Locale.parse(WRITTEN_AS.get(language, language), sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(settings.LANGUAGE_CODE, sep="-")


def country_codes() -> list[str]:
    """ISO 3166-1 alpha-2, lower case, and ``xk``, which ISO leaves to its users and everybody uses for Kosovo."""
    return _country_codes()


@lru_cache
def _country_codes() -> list[str]:
    territories = [str(code) for code in Locale("en").territories]
    return sorted(
        code.lower()
        for code in territories
        if len(code) == 2 and code.isalpha() and code not in NOT_COUNTRIES
    )


def city_of(zone: str, language: str = "") -> str:
    """The city that a time zone is called by: ``Europe/Athens`` is Αθήνα to a Greek."""
    return str(
        get_timezone_location(zone, locale=locale_for(language or current_language()), return_city=True)
    )


def town_name(town: str, zone: str) -> str:
    """``town`` in the reader's language, if it is the city of ``zone`` in any of ours; else as it was written.

    CLDR knows no towns but those. They are capitals mostly, and so are many places where something is held.
    """
    known = any(city_of(zone, code) == town for code, _name in settings.LANGUAGES)
    return city_of(zone) if known else town


def country_name(code: str, language: str = "") -> str:
    return locale_for(language or current_language()).territories.get(code.upper(), code.upper())


def country_choices() -> list[tuple[str, str]]:
    return sorted(
        ((code, country_name(code)) for code in country_codes()), key=lambda choice: sort_key(choice[1])
    )


def language_name(code: str) -> str:
    return locale_for(current_language()).languages.get(code, code)


def language_choices() -> list[tuple[str, str]]:
    every = [str(code) for code in Locale("en").languages]
    codes = [code for code in every if len(code) <= 3 and code.isalpha()]
    return sorted(((code, language_name(code)) for code in codes), key=lambda choice: sort_key(choice[1]))


def is_spoken_in(language: str, country_code: str) -> bool:
    """Whether the country calls the language its own. That half of it understands English does not count."""
    info: dict[str, Any] | None = get_territory_language_info(country_code.upper()).get(language)
    if info is None:
        return False
    if info["official_status"] in {"official", "de_facto_official"}:
        return True
    return info["official_status"] is not None and info["population_percent"] >= REGIONAL_SHARE


def sort_key(name: str) -> str:
    """Alphabetical without accents or case. Plain code points would put "Éthiopie" after "Zambie"."""
    decomposed = unicodedata.normalize("NFKD", name)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).casefold()


def full_date(day: date) -> str:
    return format_date(day, "long", locale=locale_for(current_language()))


def partial_date(day: date, precision: str) -> str:
    """As much of the date as is known, in the reader's language."""
    match precision:
        case Precision.MONTH:
            return format_skeleton("yMMMM", day, locale=locale_for(current_language()))
        case Precision.YEAR:
            return str(day.year)
        case Precision.ABOUT_YEAR:
            return gettext("about %(year)s") % {"year": day.year}
        case _:
            return full_date(day)


def quantity(value: Decimal, unit: str) -> str:
    """The value of a fact in the reader's digits, separators and percent sign."""
    locale = locale_for(current_language())
    if unit == Unit.COUNT:
        return format_decimal(value.normalize(), locale=locale)
    share = format_percent((value / 100).normalize(), locale=locale, decimal_quantization=False)
    if unit == Unit.LESS_THAN_PERCENT:
        return pgettext("a share, as in: under 1 %", "under %(share)s") % {"share": share}
    return share

"""E-mail domains: which are nobody's in particular, and which stand above another."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from .refusals import Refused

LONGEST = 253
#: Letters, figures and hyphens, at least two parts; what is not ASCII is written as punycode.
LOOKS_LIKE_ONE = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")

#: Where anybody can have an address within a minute. With each country's own ending: yahoo.fr, hotmail.es.
FREE_BY_NAME = frozenset({
    "aol", "free", "gmail", "googlemail", "gmx", "hotmail", "icloud", "live", "mail", "mailbox", "msn",
    "outlook", "proton", "protonmail", "tutanota", "web", "yahoo", "yandex", "ymail", "zoho",
})  # fmt: skip
FREE = frozenset({
    "126.com", "163.com", "abv.bg", "bk.ru", "bluewin.ch", "btinternet.com", "centrum.cz", "duck.com",
    "fastmail.com", "freenet.de", "hey.com", "hushmail.com", "in.gr", "inbox.lt", "inbox.lv", "inbox.ru",
    "interia.pl", "laposte.net", "libero.it", "list.ru", "mac.com", "me.com", "naver.com", "o2.pl", "one.lt",
    "onet.pl", "orange.fr", "otenet.gr", "pm.me", "posteo.de", "qq.com", "rambler.ru", "rediffmail.com",
    "rocketmail.com", "sapo.pt", "seznam.cz", "sfr.fr", "t-online.de", "takas.lt", "telenet.be", "terra.es",
    "tiscali.it", "tuta.com", "tuta.io", "ukr.net", "virgilio.it", "wanadoo.fr", "wp.pl", "ya.ru",
    "yopmail.com",
})  # fmt: skip
#: Below these of a country's ending everybody can register a name of their own.
FOR_EVERYBODY = frozenset(
    {
        "biz",
        "co",
        "com",
        "firm",
        "info",
        "name",
        "ne",
        "net",
        "nom",
        "or",
        "org",
        "web",
    }
)
COUNTRY_SIGNS = 2


def domain_of(email: str) -> str:
    return read_domain(email.rpartition("@")[2]) if "@" in email else ""


def read_domain(typed: str) -> str:
    """As it is compared: in small letters, in ASCII, without what is often typed before it. What is none: empty."""
    said = typed.strip().lower().removeprefix("https://").removeprefix("http://").rpartition("@")[2]
    said = said.partition("/")[0].strip(".")
    try:
        said = said.encode("idna").decode("ascii") if not said.isascii() else said
    except UnicodeError:
        return ""
    return said if len(said) <= LONGEST and LOOKS_LIKE_ONE.fullmatch(said) else ""


def and_those_above(domain: str) -> list[str]:
    """``mail.school.example`` is also ``school.example``'s. Endings of one part are nobody's."""
    parts = domain.split(".")
    return [".".join(parts[start:]) for start in range(len(parts) - 1)]


def must_be_of_schools(typed: str) -> str:
    """The domain as it is kept. Raises `Refused` for what is none, and for one in which anybody may have an address."""
    domain = read_domain(typed)
    if not domain:
        raise Refused(_("This does not look like an e-mail domain. Like this: school.example"))
    if is_for_everybody(domain):
        raise Refused(
            _("Anybody can have an address there, so it does not show that somebody is at a school.")
        )
    return domain


def is_for_everybody(domain: str) -> bool:
    """Whether anybody can have an address there, or register a name below it."""
    parts = domain.split(".")
    if FREE.intersection(and_those_above(domain)):
        return True
    # Below "co.uk" a name stands one part further on.
    below = 3 if len(parts) > 2 and len(parts[-1]) == COUNTRY_SIGNS and parts[-2] in FOR_EVERYBODY else 2
    if len(parts) >= below and parts[-below] in FREE_BY_NAME:
        return True
    return len(parts) == 2 and len(parts[1]) == COUNTRY_SIGNS and parts[0] in FOR_EVERYBODY

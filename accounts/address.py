"""One form of an e-mail address, so that nobody is here twice because somebody typed it another way."""

from __future__ import annotations

import unicodedata

#: No address is longer: 64 letters, the sign, and a domain of 255.
LONGEST = 320


def the_one_form(address: str) -> str:
    """Compatibility forms folded (full-width letters, ligatures), lower case, the domain in its own script.

    A letter that merely looks like another stays another: that is a different address. What is too long to be an
    address stays as it is: folding a heap of combining marks takes the square of their number.
    """
    if len(address) > LONGEST:
        return address
    plain = unicodedata.normalize("NFKC", address).strip().lower()
    name, at, domain = plain.rpartition("@")
    if not at or "xn--" not in domain:
        return plain
    try:
        return f"{name}@{domain.encode('ascii').decode('idna')}"
    except UnicodeError:
        return plain

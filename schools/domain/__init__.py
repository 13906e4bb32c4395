"""Everything that happens to a school and to those who write to us from there.

One module for each part: `coming_in`, `visits`, `contacts`, `standing`, `proofs`; `refusals` is what they answer
instead. Whoever is put in as ``by`` is staff; what a contact does names nobody.
"""

from .coming_in import LINK_HOLDS, Told, ask, find_contact, join, open_link
from .contacts import address_of, choose_language, forget, forget_me, needed_until
from .proofs import add_domain, end_code, is_good, make_code, remove_domain
from .refusals import DeadLink, Refused
from .standing import take_verification_back, turn_away, use_code, verify, verify_by_domain
from .visits import HOLDS, begin_visit, end_visits, find_visit

__all__ = [
    "HOLDS",
    "LINK_HOLDS",
    "DeadLink",
    "Refused",
    "Told",
    "add_domain",
    "address_of",
    "ask",
    "begin_visit",
    "choose_language",
    "end_code",
    "end_visits",
    "find_contact",
    "find_visit",
    "forget",
    "forget_me",
    "is_good",
    "join",
    "make_code",
    "needed_until",
    "open_link",
    "remove_domain",
    "take_verification_back",
    "turn_away",
    "use_code",
    "verify",
    "verify_by_domain",
]

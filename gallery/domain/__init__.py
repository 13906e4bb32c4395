"""Everything that happens to an entry. Each move checks, changes, and writes down in one transaction.

One module for each part of a drawing's way: `entering`, `classes` and `replacing`, `machine`, `deciding`, `covering`,
`showing`, `withdrawing`, `reporting`, `safeguarding` and `sealing`, `retention`, `emptying`, `quota`, `competitions`;
`moves` is what all of them move by, `refusals` what they answer instead.
"""

from .classes import (
    MOST_SLIPS,
    attest,
    make_slips,
    missing_of,
    open_class,
    page_of,
    put_right,
    receive_from_school,
    send,
)
from .competitions import allow_one_pair_of_eyes, award, take_award
from .covering import MOST_MASKS, Rectangle, covered, forget_masks, mask, waiting_to_be_covered
from .deciding import (
    approve,
    ask_for_change,
    claim,
    describe,
    hold_back,
    not_claimed_by_others,
    reconsider,
    reject,
)
from .emptying import empty
from .entering import OPEN_TO_CORRECTION, Facts, correct, open_batch, receive
from .machine import (
    LEASE,
    MOST_ATTEMPTS,
    Seen,
    found_infected,
    found_unreadable,
    give_back,
    lose,
    made_ready,
    scanned_later,
    take_up,
)
from .moves import ORIGINAL_KEPT
from .quota import must_have_room, room_left
from .refusals import AlreadyHere, Overtaken, Refused
from .replacing import replace, send_again
from .reporting import close as close_report
from .reporting import hidden_by_reports, hide_all, report, restore_all
from .retention import purge
from .safeguarding import close_concern, raise_concern
from .sealing import delete_copies, destroy, destroy_again, give_back_as_lawful, hand_over, seal, seal_again
from .showing import (
    ON_OR_OFF,
    SHEET,
    TAKEN_OFF,
    first_pair_of_eyes,
    hide,
    hide_of_no_school,
    hide_without_consent,
    release,
    show_again,
    take_public_copies_off,
)
from .telling import (
    entries_to_tell,
    notices_without_a_drawing,
    tell,
    tell_that_they_are_deleted,
    want_to_know,
)
from .withdrawing import finish_withdrawal, follow_consent, take_back, withdraw

__all__ = [
    "LEASE",
    "MOST_ATTEMPTS",
    "MOST_MASKS",
    "MOST_SLIPS",
    "ON_OR_OFF",
    "OPEN_TO_CORRECTION",
    "ORIGINAL_KEPT",
    "SHEET",
    "TAKEN_OFF",
    "AlreadyHere",
    "Facts",
    "Overtaken",
    "Rectangle",
    "Refused",
    "Seen",
    "allow_one_pair_of_eyes",
    "approve",
    "ask_for_change",
    "attest",
    "award",
    "claim",
    "close_concern",
    "close_report",
    "correct",
    "covered",
    "delete_copies",
    "describe",
    "destroy",
    "destroy_again",
    "empty",
    "entries_to_tell",
    "finish_withdrawal",
    "first_pair_of_eyes",
    "follow_consent",
    "forget_masks",
    "found_infected",
    "found_unreadable",
    "give_back",
    "give_back_as_lawful",
    "hand_over",
    "hidden_by_reports",
    "hide",
    "hide_all",
    "hide_of_no_school",
    "hide_without_consent",
    "hold_back",
    "lose",
    "made_ready",
    "make_slips",
    "mask",
    "missing_of",
    "must_have_room",
    "not_claimed_by_others",
    "notices_without_a_drawing",
    "open_batch",
    "open_class",
    "page_of",
    "purge",
    "put_right",
    "raise_concern",
    "receive",
    "receive_from_school",
    "reconsider",
    "reject",
    "release",
    "replace",
    "report",
    "restore_all",
    "room_left",
    "scanned_later",
    "seal",
    "seal_again",
    "send",
    "send_again",
    "show_again",
    "take_award",
    "take_back",
    "take_public_copies_off",
    "take_up",
    "tell",
    "tell_that_they_are_deleted",
    "waiting_to_be_covered",
    "want_to_know",
    "withdraw",
]

"""What people read when a list, a ZIP or a picture in it is not taken."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ..sentences import SENTENCES as OF_PICTURES
from ..sentences import sentence as of_a_picture
from .columns import MOST_ROWS

LISTS = {
    "no_file": _("Choose a file first."),
    "broken_off": _("It did not arrive whole. Send it again."),
    "not_a_list": _(
        "This file cannot be read. Save your list as XLSX, or as CSV in UTF-8, and send it again. Nothing was kept."
    ),
    "not_utf8": _(
        "This file is not written in UTF-8. Save it as XLSX, or as “CSV UTF-8”, and send it again."
    ),
    "other_columns": _(
        "This is not our list: a column is missing. Download the empty list below and fill that in; its first row has "
        "to stay as it is."
    ),
    "list_too_large": _("This file has more than 5 MB. A list holds words only; pictures come in the ZIP."),
    "too_many_rows": _("A list may have %(most)s drawings. Begin another box for the rest.")
    % {"most": MOST_ROWS},
    "no_rows": _("There is no drawing in this list yet."),
    "overtaken": _("Another list was kept for this box in the meantime. Nothing was changed."),
}
ARCHIVES = {
    "zip_too_large": _(
        "This ZIP has more than 100 MB. Make several smaller ones; they can come one after the other."
    ),
    "not_a_zip": _("This is not a ZIP that can be read. Make it again with the program of your computer."),
    "too_many_in_zip": _("There are too many files in this ZIP. Make several smaller ones."),
}
PICTURES = {
    "encrypted": _("It is locked with a password. Make the ZIP without one."),
    "archive_in_archive": _("It is a ZIP or another archive inside the ZIP. Put the pictures in directly."),
    "twice_in_zip": _("There are two pictures with this name in the ZIP. Neither was taken."),
    "already_here": _("This drawing is here already. It was not entered a second time."),
    "wrong_facts": _(
        "What the list says of it is not possible any more. Leave it out and enter it by itself."
    ),
}
_ALL = {**LISTS, **ARCHIVES, **PICTURES}
KNOWN = frozenset(_ALL) | frozenset(OF_PICTURES)


def sentence(code: str) -> str:
    return str(_ALL[code]) if code in _ALL else of_a_picture(code)

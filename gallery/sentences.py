"""What people read when a file is refused or could not be read. Codes are those of the header check and the decoder."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.images.forms import SENTENCES as PICTURE_SENTENCES

SENTENCES = {
    **PICTURE_SENTENCES,
    "too_many_bytes": _("This file has more than the 15 MB we can take. Send a smaller copy."),
    "too_small": _(
        "This picture is too small to be seen well. Scan or photograph the drawing again, larger."
    ),
}


def sentence(code: str) -> str:
    return str(SENTENCES.get(code, SENTENCES["damaged"]))

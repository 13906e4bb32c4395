"""What every move may answer instead of happening."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ..models import Entry


class Refused(Exception):
    """Not done, and the sentence says why. Nothing was changed."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


class Overtaken(Refused):
    """Somebody else was faster."""

    def __init__(self) -> None:
        super().__init__(
            "overtaken", _("Somebody else has decided on this drawing in the meantime. Nothing was changed.")
        )


class AlreadyHere(Refused):
    """The same file was entered before; ``entry`` is that one, where whoever sends it may know of it.

    ``sentence``: where it is, as far as they may know, for whoever cannot find it in the class they look at.
    """

    def __init__(self, entry: Entry | None, sentence: str = "") -> None:
        super().__init__(
            "already_here",
            sentence or _("This drawing is here already. It was not entered a second time."),
        )
        self.entry = entry

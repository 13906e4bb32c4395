"""What a school reads when a drawing is not shown, or when something about it is to be changed.

Each says what to do, if there is anything, and none says what a child did wrong: the teacher may read it out.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from .enums import Reason

_SENTENCES = {
    Reason.NAME: _(
        "Something on this drawing could tell strangers who or where a child is, and it could not be covered without "
        "spoiling the picture. To keep the child safe, we do not show it."
    ),
    Reason.FACE: _(
        "There is a photograph in this picture, or a face that somebody could recognise. To keep children safe, we "
        "show neither."
    ),
    Reason.NOT_OWN: _(
        "Part of this picture may belong to somebody else, such as a character from a film, or may have been made by a "
        "program. We are not allowed to show that, however much care went into the drawing."
    ),
    Reason.NOT_A_DRAWING: _(
        "We could not make out the drawing in the picture that arrived. While the competition is open, you are welcome "
        "to photograph the paper again and send it anew."
    ),
    Reason.DISTRESSING: _(
        "Very young children look at this gallery by themselves, and this drawing is better looked at together with an "
        "adult. So we do not show it there. It is good that it was drawn."
    ),
    Reason.CONSENT: _(
        "We are not sure that the family agrees to its being shown, so we do not show it. If they do agree, please "
        "tell us."
    ),
    Reason.OTHER: _(
        "We cannot show this drawing in the gallery. That says nothing about the child, or about how well it is drawn. "
        "Thank you for sending it."
    ),
    # That somebody reported it says who looked, and perhaps that a child is in danger. A school reads neither.
    Reason.REPORTED: _("It is not shown in the gallery at the moment. Somebody is looking at it once more."),
    Reason.BLURRED: _(
        "The picture that arrived is blurred, dark or cut off at an edge. Please photograph or scan the drawing again, "
        "flat and in daylight, and send that in its place."
    ),
    Reason.ANOTHER_PHOTO: _(
        "Something besides the drawing is in the picture, such as a hand, a face or part of the room. Please "
        "photograph the drawing alone and send that in its place."
    ),
    Reason.WORDS: _(
        "Please look at the title and the description once more: both are read by everybody, so they should fit the "
        "drawing and name nobody."
    ),
    Reason.LEAVE_OUT_NAME: _(
        "A name, a number or a school can be read on the drawing. So that no stranger can find the child, please lay a "
        "slip of paper over it, photograph the drawing again, and send that in its place."
    ),
}


def for_school(reason: Reason | str) -> str:
    """In the language that is active. A code that is none of ours gets the sentence that says least."""
    known = Reason(reason) if reason in Reason.values else Reason.OTHER
    return str(_SENTENCES.get(known, _SENTENCES[Reason.OTHER]))

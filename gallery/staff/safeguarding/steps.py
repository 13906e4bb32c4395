"""What to do after one of the two keys. The same steps stand in docs/moderators/, and a test holds both together."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

#: docs/moderators/concerns.md
AFTER_A_CONCERN = (
    _("Is a child in danger at this moment? Call the emergency number now. Wait for nobody."),
    _("Do not question the child, the family or the school. That is for people who have learned it."),
    _("Do not copy, photograph or send the drawing. The safeguarding lead has it."),
    _("Talk about it with the safeguarding lead only, not with colleagues."),
    _(
        "Has it shaken you? Take a break, and talk to somebody you trust about how you feel, not about the child."
    ),
)

#: docs/moderators/illegal-images.md
AFTER_A_SEALING = (
    _(
        "Do not look again. Do not copy, photograph, print, forward or describe the picture, not even for the police."
    ),
    _("Is a child in danger at this moment? Call the emergency number now."),
    _(
        "Write down on paper: the code of the case, the day, the time, and that you saw it. Nothing of the picture."
    ),
    _("Tell the safeguarding lead the code. They report it to the hotline or the police; you need not."),
    _("Do not tell the school or the family. The police may have to come first."),
    _(
        "Leave the work for today if you can. Whoever has seen such a picture has a right to help: ask the lead for it."
    ),
)

#: docs/moderators/illegal-images.md
FOR_THE_LEAD = (
    _(
        "Report it today, to the hotline or the police of the child’s country: the code, the time, how to reach you."
    ),
    _("The law where the server stands holds too. If that is another country, ask there as well."),
    _(
        "Send no picture by mail or by phone, and take none out of the storage. Ask how they want to have the file."
    ),
    _(
        "Give them what stands under “For the police”. Whoever runs the server hands the file over, to nobody else."
    ),
    _("Write down here when it was handed over, with their file number."),
    _("Destroy it only when they say so. Give it back only when they say that it is lawful."),
    _("Ask whoever saw it how they are, today and in a week. Offer them help that you pay for."),
)

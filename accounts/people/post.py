"""What became of a letter with a link, for the coordinator who waits for somebody."""

from __future__ import annotations

from django.utils.translation import gettext as _

from audit import outbox

from ..models import Invitation


def trouble_with(invitation: Invitation) -> str:
    """A sentence when the letter did not arrive; nothing while all is well or nothing is known."""
    state = outbox.state_of(invitation)
    if state == "refused":
        return _("The mail could not be delivered: there is no such mailbox. Is the address right?")
    if state == "suppressed":
        return _("No mail is sent to this address: an earlier letter was refused. See the outbox.")
    if state == "given_up":
        return _("The mail could not be delivered: no mail server took it for two days. Send a new link.")
    if state == "unclear":
        return _("It is not certain that the mail was sent. Ask whether it arrived, or send a new link.")
    return ""

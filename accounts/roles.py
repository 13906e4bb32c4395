"""Who looks after people, and who reads what was done here.

The log and the letters lie in the cellar, which knows no role; so their rights are said here.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.roles import Right, Role

MANAGE_PEOPLE = "accounts.manage_people"
READ_LOG = "audit.read_log"
READ_OUTBOX = "audit.read_outbox"

RIGHTS = [
    Right(
        _("Invite people, say what they may do, and switch accounts off"),
        (Role.COORDINATOR,),
        permissions=(MANAGE_PEOPLE,),
    ),
    Right(_("Read the log of what was done here, and by whom"), (Role.COORDINATOR,), permissions=(READ_LOG,)),
    Right(
        _("See which letters this site sent, and send one again"),
        (Role.COORDINATOR,),
        permissions=(READ_OUTBOX,),
    ),
]

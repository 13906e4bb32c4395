"""A session that an invitation began. It leads to a second factor and nowhere else until there is one."""

from __future__ import annotations

import time

from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from django.contrib.auth import login, update_session_auth_hash
from django.http import HttpRequest

from ..models import Invitation, User
from ..signin.factors import begin_enrolment, end_enrolment

#: Which invitation this session came by, until when, and what was shown. Gone once everything is set up.
INVITATION = "invitation"
#: So long somebody may take over setting up, or come back to it in the same browser.
MINUTES = 60
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def begin(request: HttpRequest, invitation: Invitation) -> None:
    """Sign in, for setting up."""
    login(request, invitation.user, backend=BACKEND)
    until = int(time.time()) + MINUTES * 60
    steps = 3 if invitation.purpose == Invitation.Purpose.JOIN else 2
    request.session[INVITATION] = {"pk": invitation.pk, "until": until, "steps": steps}
    begin_enrolment(request, minutes=MINUTES)
    if invitation.purpose == Invitation.Purpose.FACTOR:
        # The password came with the link; setting up asks for a proof of it that is not old.
        reauthenticate_by_password(request)


def password_was_set(request: HttpRequest, user: User) -> None:
    update_session_auth_hash(request, user)
    reauthenticate_by_password(request)


def invitation_of(request: HttpRequest) -> Invitation | None:
    """What this session is setting up by, as long as it may."""
    begun = request.session.get(INVITATION)
    if not begun or not request.user.is_authenticated or time.time() > begun["until"]:
        return None
    return Invitation.objects.filter(pk=begun["pk"], user=request.user).first()


def first_time(request: HttpRequest, what: str) -> bool:
    """Whether a page of this invitation is to be shown still. Once it was, the way leads on, seen or not."""
    begun = request.session[INVITATION]
    if what in begun:
        return False
    request.session[INVITATION] = begun | {what: True}
    return True


def finish(request: HttpRequest) -> None:
    """It opens nothing by itself: a factor that this session did not set up has to be shown still."""
    end_enrolment(request)
    request.session.pop(INVITATION, None)

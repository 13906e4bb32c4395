"""What is recorded of people, their roles, and how they sign in."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from audit.actions import Action, register

register(
    [
        Action("accounts.invited", _("invited somebody")),
        Action("accounts.invited_again", _("sent an invitation again")),
        Action("accounts.invitation_revoked", _("took an invitation back")),
        Action("accounts.invitation_accepted", _("accepted an invitation")),
        Action("accounts.roles_changed", _("changed somebody’s roles")),
        Action("accounts.rights_applied", _("rights were set to what the roles say")),
        Action("accounts.deactivated", _("switched an account off")),
        Action("accounts.reactivated", _("switched an account on again")),
        Action("accounts.factors_reset", _("reset a second factor")),
        Action("accounts.factor_added", _("added a second factor")),
        Action("accounts.factor_removed", _("removed a second factor")),
        Action("accounts.codes_renewed", _("made new recovery codes")),
        Action("accounts.signed_in", _("signed in")),
        Action("accounts.signed_out", _("signed out")),
        Action("accounts.sign_in_failed", _("could not sign in")),
        Action("accounts.password_changed", _("changed their password")),
        Action("accounts.password_reset", _("set a new password by a link")),
        Action("accounts.person_viewed", _("looked at somebody’s account")),
    ]
)

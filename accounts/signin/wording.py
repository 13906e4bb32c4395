"""Our own words for what allauth has to say, so that they can be read in all our languages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

MISMATCH = _("This e-mail address and password do not belong together. Check both, and try again.")
WRONG_CODE = _("This code is not right, or was used before. Wait for the next one, and type that.")
WRONG_PASSKEY = _("This passkey could not be used here. Try again, or sign in another way.")

ACCOUNT = {
    "email_password_mismatch": MISMATCH,
    "incorrect_password": _("This is not your password."),
    "enter_current_password": _("This is not your password."),
}
FACTORS = {"incorrect_code": WRONG_CODE}

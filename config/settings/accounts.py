"""How people who work here sign in: django-allauth, with a second factor, for those who were invited."""

from __future__ import annotations

from .environment import DEMO

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "/accounts/login/"
# Passwords and addresses are changed where a second factor is asked for, not in Wagtail's own forms.
WAGTAIL_PASSWORD_RESET_ENABLED = WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_EMAIL_MANAGEMENT_ENABLED = (
    False
)

#: Asked for in every session. A demo alone goes without: its logins are public, and it answers on this machine only.
SECOND_FACTOR_REQUIRED = not DEMO

CSRF_FAILURE_VIEW = "accounts.signin.views.without_token"

ACCOUNT_ADAPTER = "accounts.signin.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
# An invitation is the proof that an address is somebody's.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
# A browser that is closed is signed out; on a page with a button, as a link could be followed by anything.
ACCOUNT_LOGOUT_ON_GET = False
# Tries are counted without keeping anybody's address (accounts/signin/tries.py); the library's keys hold one.
ACCOUNT_RATE_LIMITS = False
MFA_RATE_LIMITS = False
ACCOUNT_FORMS = {
    "login": "accounts.signin.forms.SignInForm",
    "reauthenticate": "accounts.signin.forms.ConfirmPasswordForm",
}
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60

MFA_ADAPTER = "accounts.signin.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TRUST_ENABLED = False
MFA_FORMS = {
    "authenticate": "accounts.signin.forms.CodeForm",
    "reauthenticate": "accounts.signin.forms.CodeAgainForm",
    "activate_totp": "accounts.signin.forms.AddTOTPForm",
    "add_webauthn": "accounts.signin.forms.AddPasskeyForm",
    "edit_webauthn": "accounts.signin.forms.PasskeyNameForm",
}
# A code holds half a minute; clocks of phones are off by about as much.
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = "Forget-me-not"

# A working day, and an hour without a touch.
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_IDLE_SECONDS = 60 * 60
# A link to set a new password holds an hour (an invitation a week).
PASSWORD_RESET_TIMEOUT = 60 * 60

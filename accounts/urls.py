"""Addresses under ``/accounts/``. The names are allauth's, which it looks up itself; of its views only those that are
used exist, and each is one of ours. Nobody signs up here, and no address is kept beside the user's own."""

from __future__ import annotations

from django.urls import include, path

from .signin import factor_views as factors
from .signin import passwords, views

signing_in = [
    path("login/", views.SignIn.as_view(), name="account_login"),
    path("logout/", views.SignOut.as_view(), name="account_logout"),
    path("inactive/", views.inactive, name="account_inactive"),
    path("2fa/authenticate/", views.SecondFactor.as_view(), name="mfa_authenticate"),
    path("2fa/webauthn/login/", views.PasskeySignIn.as_view(), name="mfa_login_webauthn"),
    path("reauthenticate/", views.ConfirmByPassword.as_view(), name="account_reauthenticate"),
    path("2fa/reauthenticate/", views.ConfirmByCode.as_view(), name="mfa_reauthenticate"),
    path(
        "2fa/webauthn/reauthenticate/", views.ConfirmByPasskey.as_view(), name="mfa_reauthenticate_webauthn"
    ),
]
password = [
    path("password/change/", factors.behind_the_factor(passwords.change), name="account_change_password"),
    path("password/reset/", passwords.ask, name="account_reset_password"),
    path("password/reset/done/", passwords.asked, name="account_reset_password_done"),
    path("password/reset/choose/", passwords.choose, name="account_reset_password_choose"),
    path("password/reset/chosen/", passwords.chosen, name="account_reset_password_from_key_done"),
    # Last of these: whatever else stands there is a key.
    path("password/reset/<str:key>/", passwords.follow, name="account_reset_password_from_key"),
]
second_factor = [
    path("2fa/", factors.index, name="mfa_index"),
    path("2fa/totp/activate/", factors.for_enrolling(factors.AddTOTP.as_view()), name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", factors.remove_totp, name="mfa_deactivate_totp"),
    path("2fa/webauthn/add/", factors.for_enrolling(factors.AddPasskey.as_view()), name="mfa_add_webauthn"),
    path(
        "2fa/webauthn/keys/<int:pk>/edit/",
        factors.with_fresh_factor(factors.RenamePasskey.as_view()),
        name="mfa_edit_webauthn",
    ),
    path("2fa/webauthn/keys/<int:pk>/remove/", factors.remove_passkey, name="mfa_remove_webauthn"),
    path("2fa/recovery-codes/", factors.show_codes, name="mfa_view_recovery_codes"),
    path("2fa/recovery-codes/generate/", factors.renew_codes, name="mfa_generate_recovery_codes"),
    path("2fa/recovery-codes/download/", factors.download_codes, name="mfa_download_recovery_codes"),
]

urlpatterns = [*signing_in, *password, *second_factor, path("invitation/", include("accounts.people.urls"))]

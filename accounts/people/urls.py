"""Addresses under ``/accounts/invitation/``. The named steps come first: no token of ours is so short."""

from __future__ import annotations

from django.urls import path

from . import invitation

urlpatterns = [
    path("next/", invitation.next_step, name="invitation_next"),
    path("about-you/", invitation.about_you, name="invitation_about_you"),
    path("second-factor/", invitation.factor, name="invitation_factor"),
    path("<str:token>/", invitation.invitation, name="invitation"),
]

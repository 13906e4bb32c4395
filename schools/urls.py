"""Under ``/{lang}/schools/``."""

from __future__ import annotations

from django.urls import path

from . import behind
from .door import views

urlpatterns = [
    path("", views.door, name="schools"),
    path("sent/", views.sent, name="schools_sent"),
    path("link/<str:token>/", views.link, name="schools_link"),
    # Without its last stroke: answered here, so that no redirect holds the token.
    path("link/<str:token>", views.link),
    path("language/", behind.language, name="schools_language"),
    path("code/", behind.code, name="schools_code"),
    path("sign-out/", behind.sign_out, name="schools_sign_out"),
    path("forget-me/", behind.forget_me, name="schools_forget_me"),
]

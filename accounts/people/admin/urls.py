"""Addresses under ``/admin/people/``. A person stands in them as a number."""

from __future__ import annotations

from django.urls import path

from . import listing, person, rights

app_name = "people"
urlpatterns = [
    path("", listing.people, name="index"),
    path("invite/", person.invite, name="invite"),
    path("me/", rights.me, name="me"),
    path("roles/", rights.roles, name="roles"),
    path("roles/<slug:code>/", rights.role, name="role"),
    path("<int:pk>/", person.person, name="person"),
    path("<int:pk>/roles/", person.roles, name="change"),
    path("<int:pk>/invite-again/", person.confirm, {"name": "invite_again"}, name="invite_again"),
    path("<int:pk>/revoke/", person.confirm, {"name": "revoke"}, name="revoke"),
    path("<int:pk>/reset-factors/", person.confirm, {"name": "reset_factors"}, name="reset_factors"),
    path("<int:pk>/switch-off/", person.confirm, {"name": "deactivate"}, name="deactivate"),
    path("<int:pk>/switch-on/", person.confirm, {"name": "reactivate"}, name="reactivate"),
]

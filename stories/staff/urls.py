from __future__ import annotations

from django.urls import path

from . import views

app_name = "stories_staff"
urlpatterns = [
    path("<int:page_id>/show/", views.show, name="show"),
    path("versions/", views.versions, name="versions"),
    path("versions/<int:version_id>/", views.version, name="version"),
]

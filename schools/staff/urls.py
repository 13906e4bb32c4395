from __future__ import annotations

from django.urls import path

from . import listing, proofs, school

app_name = "schools_staff"
urlpatterns = [
    path("", listing.index, name="index"),
    path("codes/", proofs.codes, name="codes"),
    path("domains/", proofs.domains, name="domains"),
    path("school/<slug:reference>/", school.school, name="school"),
]

"""Under ``/{lang}/take-back/``."""

from __future__ import annotations

from django.urls import path

from .views import take_back

urlpatterns = [
    path("", take_back, name="take_back"),
    path("<str:code>/", take_back, name="take_back_code"),
    # Typed from paper without its last stroke: answered here, so that no redirect that caches keep holds the code.
    path("<str:code>", take_back),
]

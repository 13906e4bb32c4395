"""Where documents are served: the addresses Wagtail gives them, so this is included before Wagtail's own."""

from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [path("<int:document_id>/<str:filename>", views.serve)]

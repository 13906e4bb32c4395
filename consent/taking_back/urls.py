"""Under ``/{lang}/my-story/``."""

from __future__ import annotations

from django.urls import path

from .views import my_story

urlpatterns = [
    path("", my_story, name="my_story"),
    path("<str:code>/", my_story, name="my_story_link"),
    # Typed from paper without its last stroke: answered here, so that no redirect that caches keep holds the code.
    path("<str:code>", my_story),
]

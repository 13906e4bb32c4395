from __future__ import annotations

from django.urls import path

from . import entering, keeping, listing, moderation, pictures, releasing
from .access import may_enter, may_moderate

app_name = "gallery_staff"
urlpatterns = [
    path("enter/", entering.enter, name="enter"),
    path("enter/<int:pk>/", entering.batch, name="batch"),
    path("enter/<int:pk>/facts/", entering.facts, name="facts"),
    path("mine/", may_enter(listing.MyDrawings.as_view()), name="mine"),
    path("mine/results/", may_enter(listing.MyDrawings.as_view(results_only=True)), name="mine_results"),
    path("mine/<slug:public_id>/take-back/", entering.take_back, name="take_back"),
    path("decide/", moderation.decide, name="decide"),
    path("decide/<slug:public_id>/", moderation.decide_on, name="decide_on"),
    path("decide/<slug:public_id>/undo/", moderation.undo, name="undo"),
    path("release/", releasing.release, name="release"),
    path("release/result/", releasing.result, name="release_result"),
    path("gallery/", may_moderate(listing.AllDrawings.as_view()), name="gallery"),
    path(
        "gallery/results/",
        may_moderate(listing.AllDrawings.as_view(results_only=True)),
        name="gallery_results",
    ),
    path("drawing/<slug:public_id>/", keeping.drawing, name="drawing"),
    path("picture/<slug:public_id>/<int:width>/", pictures.picture, name="picture"),
]

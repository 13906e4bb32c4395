from __future__ import annotations

from django.urls import path, re_path

from ..boxes import views as boxes
from ..reports import desk
from . import deleting, entering, keeping, listing, moderation, pictures, releasing, replacing
from .access import may_enter, may_moderate
from .safeguarding import urls as safeguarding

app_name = "gallery_staff"
urlpatterns = [
    path("enter/", entering.enter, name="enter"),
    path("enter/<int:pk>/", entering.batch, name="batch"),
    path("enter/<int:pk>/facts/", entering.facts, name="facts"),
    path("mine/", may_enter(listing.MyDrawings.as_view()), name="mine"),
    path("mine/results/", may_enter(listing.MyDrawings.as_view(results_only=True)), name="mine_results"),
    path("mine/<slug:public_id>/take-back/", entering.take_back, name="take_back"),
    path("mine/<slug:public_id>/replace/", replacing.replace, name="replace"),
    path("boxes/", boxes.boxes, name="boxes"),
    path("boxes/<int:pk>/", boxes.box, name="box"),
    re_path(r"^boxes/(?P<pk>[0-9]{1,9})/list\.(?P<kind>xlsx|csv)$", boxes.empty_list, name="box_list"),
    path("boxes/<int:pk>/list/", boxes.send_list, name="box_send_list"),
    path("boxes/<int:pk>/pictures/", boxes.send_zip, name="box_send_zip"),
    path("boxes/<int:pk>/finish/", boxes.finish, name="box_finish"),
    path("decide/", moderation.decide, name="decide"),
    path("decide/<slug:public_id>/", moderation.decide_on, name="decide_on"),
    path("decide/<slug:public_id>/undo/", moderation.undo, name="undo"),
    path("release/", releasing.release, name="release"),
    path("release/result/", releasing.result, name="release_result"),
    path("reports/", desk.reports, name="reports"),
    path("gallery/", may_moderate(listing.AllDrawings.as_view()), name="gallery"),
    path(
        "gallery/results/",
        may_moderate(listing.AllDrawings.as_view(results_only=True)),
        name="gallery_results",
    ),
    path("deleting/", deleting.deleting, name="deleting"),
    path("drawing/<slug:public_id>/", keeping.drawing, name="drawing"),
    path("picture/<slug:public_id>/<int:width>/", pictures.picture, name="picture"),
    *safeguarding.urlpatterns,
]

from __future__ import annotations

from django.urls import path

from . import concerns, desk, keys, sealed

urlpatterns = [
    path("safeguarding/", desk.desk, name="safeguarding"),
    path("safeguarding/raise/<slug:public_id>/", keys.raise_concern, name="raise_concern"),
    path("safeguarding/seal/<slug:public_id>/", keys.seal, name="seal"),
    path("safeguarding/now/<slug:code>/", keys.what_now, name="what_now"),
    path("safeguarding/concern/<slug:code>/", concerns.concern, name="concern"),
    path("safeguarding/concern/<slug:code>/picture/<int:width>/", concerns.picture, name="concern_picture"),
    path("safeguarding/sealed/<slug:code>/", sealed.sealed, name="sealed"),
    path("safeguarding/<slug:code>/", desk.case, name="case"),
]

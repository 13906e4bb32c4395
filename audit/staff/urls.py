from __future__ import annotations

from django.urls import path

from . import letters, log

app_name = "audit_staff"
urlpatterns = [
    path("audit/", log.log, name="log"),
    path("audit/export/", log.export, name="export"),
    path("audit/object/<str:label>/<str:pk>/", log.to_object, name="object"),
    path("outbox/", letters.outbox, name="outbox"),
    path("outbox/<int:pk>/", letters.letter, name="letter"),
]

from __future__ import annotations

from django.urls import path

from . import desk, erasing, linking, listing, records, subjects, texts

app_name = "consent_staff"
urlpatterns = [
    path("", listing.consents, name="index"),
    path("new/", subjects.add, name="add"),
    path("texts/", texts.every_text, name="texts"),
    path("texts/<int:text_id>/", texts.one_text, name="text"),
    path("texts/<slug:text_name>/<slug:language>/new/", texts.new_version, name="new_text"),
    path("receipts/", erasing.find_receipt, name="find_receipt"),
    path("receipts/<uuid:erasure_id>/", erasing.receipt, name="receipt"),
    path("<uuid:pk>/", desk.subject, name="subject"),
    path("<uuid:pk>/edit/", subjects.edit, name="edit"),
    path("<uuid:pk>/record/", records.record, name="record"),
    path("<uuid:pk>/withdraw/", desk.withdraw, name="withdraw"),
    path("<uuid:pk>/link/", linking.give, name="link"),
    path("<uuid:pk>/erase/", erasing.erase, name="erase"),
]

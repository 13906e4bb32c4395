"""Under ``/{lang}/schools/classes/``."""

from __future__ import annotations

from django.urls import path

from . import paper, sending, views

app_name = "school_classes"
urlpatterns = [
    path("", views.classes, name="classes"),
    path("<str:class_id>/", views.one_class, name="class"),
    path("<str:class_id>/drawings/", sending.drawings, name="drawings"),
    path("<str:class_id>/save/", views.save, name="save"),
    path("<str:class_id>/receipt/", views.receipt, name="receipt"),
    path("<str:class_id>/slips/", paper.slips, name="slips"),
    path("<str:class_id>/slips/print/", paper.to_print, name="slips_print"),
    path("<str:class_id>/slips/pdf/", paper.pdf, name="slips_pdf"),
    path("<str:class_id>/<str:drawing_id>/picture/<int:width>/", views.picture, name="picture"),
    path("<str:class_id>/<str:drawing_id>/replace/", sending.replace, name="replace"),
    path("<str:class_id>/<str:drawing_id>/take-back/", views.take_back, name="take_back"),
]

"""Pictures and documents in the admin's own API.

Library: Wagtail 7.4, ``ImagesAdminAPIViewSet`` and ``DocumentsAdminAPIViewSet``. Reason: they list every title and the
address of every file to whoever may open the admin. End: when their querysets ask the permission policy.
"""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet

from .reach import documents_of, pictures_of


class OwnImages(ImagesAdminAPIViewSet):
    def get_queryset(self) -> QuerySet[Any]:
        return super().get_queryset().filter(pk__in=pictures_of(self.request.user).values("pk"))


class OwnDocuments(DocumentsAdminAPIViewSet):
    def get_queryset(self) -> QuerySet[Any]:
        return super().get_queryset().filter(pk__in=documents_of(self.request.user).values("pk"))

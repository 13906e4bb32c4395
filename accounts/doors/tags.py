"""Tags that are offered while somebody types one.

Library: Wagtail 7.4, ``wagtail.admin.views.tags.autocomplete``. Reason: it offers every tag there is, also those that
only another partner's pictures carry. End: when Wagtail narrows it by permission.
"""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.http import Http404, HttpRequest, JsonResponse
from taggit.models import Tag
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from .reach import documents_of, pictures_of

MOST = 10


def autocomplete(request: HttpRequest, app_name: str = "taggit", model_name: str = "tag") -> JsonResponse:
    """Those on pictures and documents that the person may use. There is no kind of tag but the one."""
    if (app_name, model_name) != ("taggit", "tag"):
        raise Http404
    term = request.GET.get("term", "").replace("\x00", "")
    if not term:
        return JsonResponse([], safe=False)
    types = ContentType.objects.get_for_models(get_image_model(), get_document_model())
    image, document = types[get_image_model()], types[get_document_model()]
    used = Q(
        taggit_taggeditem_items__content_type=image,
        taggit_taggeditem_items__object_id__in=pictures_of(request.user).values("pk"),
    ) | Q(
        taggit_taggeditem_items__content_type=document,
        taggit_taggeditem_items__object_id__in=documents_of(request.user).values("pk"),
    )
    tags = Tag.objects.filter(used, name__istartswith=term).distinct().order_by("name")
    return JsonResponse(list(tags.values_list("name", flat=True)[:MOST]), safe=False)

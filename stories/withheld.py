"""Files that may not be handed out now: pictures, films and captions of a story whose consent is not in force."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import Page, ReferenceIndex

from consent.domain import in_force
from consent.enums import Scope
from core.images.models import copies_folder
from core.models import SiteDocument, SiteImage
from core.public import public
from edge.memo import memoised_per_version

from .consent_gate import with_consent
from .models import StoryFile, StoryPage


def is_withheld(file_name: str) -> bool:
    """Every copy of a picture stands in the picture's own folder, whenever it was made."""
    withheld = _withheld()
    return file_name in withheld or file_name.rpartition("/")[0] in withheld


@memoised_per_version
def _withheld() -> frozenset[str]:
    """Folders of copies, and names of documents. What stands on a page that readers see, or in a story whose consent
    is in force (it is shown to the person before it is published), stays. So does what no page shows but the site."""
    without = ~Q(pk__in=with_consent()) & (~Q(subject=None) | Q(first_published_at__isnull=False))
    hidden = {str(pk) for pk in StoryPage.objects.filter(without).values_list("pk", flat=True)}
    page_type = ContentType.objects.get_for_model(Page).pk
    images = ContentType.objects.get_for_model(SiteImage).pk
    documents = ContentType.objects.get_for_model(SiteDocument).pk
    files = ReferenceIndex.objects.filter(to_content_type__in=[images, documents])
    theirs = set(
        files.filter(base_content_type=page_type, object_id__in=hidden).values_list(
            "to_content_type", "to_object_id"
        )
    )
    types = {SiteImage._meta.label_lower: images, SiteDocument._meta.label_lower: documents}
    # Of versions that were published before, too: whoever kept their addresses must not get them either.
    earlier = StoryFile.objects.exclude(subject__in=in_force(Scope.SITE)).values_list("kind", "object_id")
    theirs |= {(types[kind], str(key)) for kind, key in earlier if kind in types}
    if not theirs:
        return frozenset()
    also = files.filter(to_object_id__in={key for _type, key in theirs}).values_list(
        "base_content_type", "object_id", "to_content_type", "to_object_id"
    )
    elsewhere = [row for row in also if row[2:] in theirs and (row[0] != page_type or row[1] not in hidden)]
    pages = {int(row[1]) for row in elsewhere if row[0] == page_type}
    shown = set(public(Page.objects.filter(pk__in=pages)).values_list("pk", flat=True)) | set(with_consent())
    theirs -= {row[2:] for row in elsewhere if row[0] != page_type or int(row[1]) in shown}
    pictures = SiteImage.objects.filter(pk__in=[key for kind, key in theirs if kind == images])
    others = SiteDocument.objects.filter(pk__in=[key for kind, key in theirs if kind == documents])
    return frozenset(
        [copies_folder(name) for name in pictures.values_list("file", flat=True)]
        + list(others.values_list("file", flat=True))
    )

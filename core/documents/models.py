"""The document."""

from __future__ import annotations

import os
import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument


def random_document_name(instance: SiteDocument, filename: str) -> str:
    """A name made here. The client's own may name a person, and only its ending is kept."""
    return f"documents/{secrets.token_hex(16)}{os.path.splitext(filename)[1].lower()}"


class SiteDocument(AbstractDocument):
    """A file an editor offers to readers: a poster, captions, a table, a film.

    Whoever has its address can read it unless its collection is private, so the address cannot be guessed.
    """

    file = models.FileField(upload_to=random_document_name, verbose_name=_("file"))

    admin_form_fields = ("title", "file", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        abstract = False
        verbose_name = _("document")
        verbose_name_plural = _("documents")

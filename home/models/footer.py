from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.blocks import PageChooserBlock
from wagtail.fields import RichTextField
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin, TranslatableMixin

from core.fields import BodyField


class Footer(DraftStateMixin, RevisionMixin, PreviewableMixin, TranslatableMixin, models.Model):
    """What stands at the foot of every page of a language. A snippet, because Wagtail's settings know no language."""

    about = RichTextField(_("who we are"), blank=True, features=["bold", "italic", "link"])
    links = BodyField([("page", PageChooserBlock(label=_("page")))], verbose_name=_("links"), blank=True)

    panels: ClassVar[list[Panel]] = [FieldPanel("about"), FieldPanel("links")]

    class Meta:
        verbose_name = _("footer")
        verbose_name_plural = _("footers")
        constraints = [
            models.UniqueConstraint(
                fields=["translation_key", "locale"], name="home_footer_once_per_language"
            )
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} ({self.locale.language_code})"

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "home/footer_preview.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        return {**super().get_preview_context(request, mode_name), "footer": self}

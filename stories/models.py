from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.search import index

from core import blocks
from core.fields import BodyField
from core.models import BasePage
from facts.blocks import FACT_BLOCKS


class StoryIndexPage(BasePage):
    """All stories that may be shown today."""

    always_exit = True
    sensitive = True
    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["stories.StoryPage"]

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels: ClassVar[list[Panel]] = [*BasePage.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("list of stories")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["stories"] = list(
            StoryPage.objects.child_of(self)
            .public()
            .select_related("listing_image")
            .order_by("-first_published_at", "-pk")
        )
        return context


class StoryPage(BasePage):
    """One person's story, told with their consent. Without a consent in force for this site nobody can read it."""

    always_exit = True
    sensitive = True
    parent_page_types: ClassVar[list[str]] = ["stories.StoryIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    subject = models.ForeignKey(
        "consent.Subject",
        verbose_name=_("whose story it is"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Without a consent in force for this site the story is not public."),
    )
    told_by = models.CharField(
        _("told by"), max_length=120, blank=True, help_text=_("The organisation or person who tells it.")
    )
    composite = models.BooleanField(
        _("composed from several experiences"),
        default=False,
        help_text=_("The page says so to the reader. Such a story shows no single person."),
    )
    content_note = models.TextField(
        _("content note"),
        help_text=_("One short, factual sentence on what the story contains. It stands before it."),
    )
    introduction = models.TextField(_("introduction"), blank=True)
    body = BodyField([*blocks.STORY_BLOCKS, *FACT_BLOCKS], verbose_name=_("story"), blank=True)

    content_panels: ClassVar[list[Panel]] = [
        *BasePage.content_panels,
        FieldPanel("subject"),
        FieldPanel("told_by"),
        FieldPanel("composite"),
        FieldPanel("content_note"),
        FieldPanel("introduction"),
        FieldPanel("body"),
    ]
    search_fields: ClassVar[list[index.BaseField]] = [
        *BasePage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("story")

    @property
    def has_hopeful_part(self) -> bool:
        """Whether “go to the hopeful part” has somewhere to go."""
        return any(raw["type"] == "hopeful_part" for raw in self.body.raw_data)

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from core import blocks, locales
from core.fields import BodyField
from core.models import BasePage
from edge.memo import memoised_per_version
from facts.blocks import FACT_BLOCKS
from facts.fields import KindsField
from facts.tagged import LOOKED_AT


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
    kinds = KindsField(
        help_text=_("Only what the story itself says. Readers find it there. None chosen says nothing.")
    )

    override_translatable_fields: ClassVar[list[Any]] = [
        *BasePage.override_translatable_fields,
        SynchronizedField("kinds", overridable=False),
    ]
    content_panels: ClassVar[list[Panel]] = [
        *BasePage.content_panels,
        # Labels say whose consent stands behind what. Who keeps them ties a story to one; who edits it need not know.
        FieldPanel("subject", permission="consent.view_subject"),
        FieldPanel("told_by"),
        FieldPanel("composite"),
        FieldPanel("content_note"),
        FieldPanel("introduction"),
        FieldPanel("body"),
        FieldPanel("kinds"),
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


def tagged_stories() -> tuple[StoryPage, ...]:
    """For ``facts.tagged``."""
    locale_id = locales.active_id()
    return _tagged_in(locale_id) if locale_id else ()


@memoised_per_version
def _tagged_in(locale_id: int) -> tuple[StoryPage, ...]:
    """What consent allows today: a memo ends with the day, as a consent does."""
    pages = StoryPage.objects.filter(locale_id=locale_id, alias_of=None).exclude(kinds=[])
    return tuple(pages.public().order_by("-first_published_at", "-pk")[:LOOKED_AT])

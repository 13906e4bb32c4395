from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.search import index
from wagtail.url_routing import RouteResult
from wagtail_localize.fields import SynchronizedField

from consent.domain import newest
from consent.enums import Identification
from consent.models import Subject
from core import blocks, locales
from core.fields import BodyField
from core.links import link_to
from core.models import BasePage
from core.public import Place
from edge.memo import memoised_per_version
from facts.blocks import FACT_BLOCKS
from facts.fields import KindsField
from facts.tagged import LOOKED_AT

from ..consent_panel import ConsentStatePanel
from ..panels import FinalVersionPanel
from ..parts_of_a_story import StoryPart, parts_of

#: Below a story's address: the same without a picture, a film or a script.
LIGHT = "light"


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

    def route_rest(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        from ..feeds import FEED, answer  # noqa: PLC0415 -- it lists the models of this file

        return (
            RouteResult(self, kwargs={"feed": answer})
            if path_components == [FEED]
            else super().route_rest(request, path_components)
        )

    def serve(self, request: HttpRequest, feed: Any = None) -> HttpResponse:
        return feed(self) if feed else super().serve(request)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from ..feeds import address_of  # noqa: PLC0415 -- it lists the models of this file

        context = super().get_context(request, *args, **kwargs)
        context["feed_url"] = address_of(self)
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
    body = BodyField(
        [*blocks.STORY_BLOCKS, *FACT_BLOCKS],
        verbose_name=_("story"),
        blank=True,
        help_text=_(
            "The words first, in chapters where it is long; a film after them. Readers look for the hopeful part: "
            "where there is none, the page offers no way to it."
        ),
        block_counts={"hopeful_part": {"max_num": 1}},
    )
    pictures_checked = models.BooleanField(
        _("I have looked at every picture here: none shows the face of a child"),
        default=False,
        help_text=_("A story with a picture is published only when this is ticked."),
    )
    kinds = KindsField(
        help_text=_("Only what the story itself says. Readers find it there. None chosen says nothing.")
    )

    override_translatable_fields: ClassVar[list[Any]] = [
        *BasePage.override_translatable_fields,
        SynchronizedField("kinds", overridable=False),
        # Whose story it is, and what was looked at, is not for a translation to change.
        SynchronizedField("subject", overridable=False),
        SynchronizedField("composite", overridable=False),
        SynchronizedField("pictures_checked", overridable=False),
    ]
    content_panels: ClassVar[list[Panel]] = [
        *BasePage.content_panels,
        # Labels say whose consent stands behind what. Who keeps them ties a story to one; who edits it need not know.
        FieldPanel("subject", permission="consent.view_subject"),
        FieldPanel("told_by"),
        FieldPanel("composite", permission="consent.view_subject"),
        FieldPanel("content_note"),
        FieldPanel("introduction"),
        FieldPanel("body"),
        FieldPanel("pictures_checked"),
        FieldPanel("kinds"),
        ConsentStatePanel(),
        FinalVersionPanel(heading=_("The person’s yes to this version")),
    ]
    search_fields: ClassVar[list[index.BaseField]] = [
        *BasePage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("story")

    @property
    def may_be_printed(self) -> bool:
        """Asked when it is rendered; the page tells who prints it anyway why there is nothing on the paper."""
        from ..consent_gate import printable  # noqa: PLC0415 -- it asks the models of this file

        return self.pk in printable()

    @property
    def has_hopeful_part(self) -> bool:
        """Whether “go to the hopeful part” has somewhere to go."""
        return any(raw["type"] == "hopeful_part" for raw in self.body.raw_data)

    @property
    def has_changed_name(self) -> bool:
        """Declared to readers; known from the consent, so that nobody has to remember to say it."""
        return self.subject_id is not None and _identification(self.subject_id) == Identification.PSEUDONYM

    def route_rest(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        if path_components != [LIGHT]:
            raise Http404("nothing below a story but its light version")
        return RouteResult(self, kwargs={"light": True})

    def serve(self, request: HttpRequest, *, light: bool = False) -> HttpResponse:
        if not light:
            return super().serve(request)
        context = {**self.get_context(request), "light": True, "shown_as": f"{LIGHT}/"}
        return TemplateResponse(request, "stories/story_page_light.html", context)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        parts: list[StoryPart] = parts_of(self.body)
        link = link_to(self, Place.SITE)
        return {
            **context,
            "parts": parts,
            "chapters": [part for part in parts if part.kind == "chapter"],
            "film": next((part for part in parts if part.kind == "film"), None),
            "has_pictures": any(part.has_picture for part in parts),
            # A draft has no address yet; in its preview these links lead nowhere.
            "full_url": link.url if link else "",
            "light_url": f"{link.url}{LIGHT}/" if link else "",
        }


@memoised_per_version
def _identification(subject_id: Any) -> str:
    latest = newest(Subject(pk=subject_id))
    return latest.identification if latest else ""


def tagged_stories() -> tuple[StoryPage, ...]:
    """For ``facts.tagged``."""
    locale_id = locales.active_id()
    return _tagged_in(locale_id) if locale_id else ()


@memoised_per_version
def _tagged_in(locale_id: int) -> tuple[StoryPage, ...]:
    """What consent allows today: a memo ends with the day, as a consent does."""
    pages = StoryPage.objects.filter(locale_id=locale_id, alias_of=None).exclude(kinds=[])
    return tuple(pages.public().order_by("-first_published_at", "-pk")[:LOOKED_AT])

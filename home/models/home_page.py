from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel, Panel
from wagtail.fields import RichTextField
from wagtail.search import index
from wagtail.url_routing import RouteResult

from campaign.models import current_below
from core import blocks
from core.fields import BodyField
from core.models import BasePage
from edge.memo import memoised_per_version
from facts.blocks import FACT_BLOCKS
from home import highlights
from home.routing import find_page
from prevention.models import guides_below
from stories.models import StoryPage

#: Guides shown on the home page.
GUIDES = 3


class HomePage(BasePage):
    """What the Day is, this year's campaign, the way to help, what is held near in time, a story, guides, drawings."""

    spine = True
    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]

    hero_heading = models.CharField(_("first sentence"), max_length=160)
    hero_text = models.TextField(_("text below it"), blank=True)
    about_heading = models.CharField(_("heading about the Day"), max_length=120, blank=True)
    about_text = RichTextField(_("text about the Day"), blank=True, features=["bold", "italic", "link", "ul"])
    story = models.ForeignKey(
        "stories.StoryPage",
        verbose_name=_("story"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown while its consent is in force. Empty: the newest one."),
    )
    body = BodyField([*blocks.ARTICLE_BLOCKS, *FACT_BLOCKS], verbose_name=_("more"), blank=True)

    content_panels: ClassVar[list[Panel]] = [
        *BasePage.content_panels,
        MultiFieldPanel([FieldPanel("hero_heading"), FieldPanel("hero_text")], heading=_("At the top")),
        MultiFieldPanel([FieldPanel("about_heading"), FieldPanel("about_text")], heading=_("About the Day")),
        PageChooserPanel("story"),
        FieldPanel("body"),
    ]
    search_fields: ClassVar[list[index.BaseField]] = [
        *BasePage.search_fields,
        index.SearchField("hero_heading"),
        index.SearchField("about_text"),
    ]

    class Meta:
        verbose_name = _("home page")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        page, rest = find_page(self.path, self.url_path, path_components)
        return page.route(request, rest) if page.pk != self.pk else super().route(request, rest)

    def where_shown(self, content_path: str) -> list[tuple[BasePage, str]]:
        """The chosen story is no link: it is shown itself, or another one in its stead (`story_below`)."""
        return [] if content_path == "story" else super().where_shown(content_path)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["campaign"] = current_below(self.path)
        context["story"] = story_below(self.path, self.story_id)
        context["guides"] = list(guides_below(self.path)[:GUIDES])
        context["events"] = highlights.events()
        context["drawings"] = highlights.drawings()
        context["partners"] = highlights.partners()
        return context


@memoised_per_version
def story_below(path: str, chosen_id: int | None) -> StoryPage | None:
    """The chosen story in this language; without a choice, or when it may not be shown, the newest one."""
    stories = StoryPage.objects.filter(path__startswith=path).public().select_related("listing_image")
    if chosen_id:
        key = StoryPage.objects.filter(pk=chosen_id).values("translation_key")
        chosen = stories.filter(translation_key__in=key).first()
        if chosen is not None:
            return chosen
    return stories.order_by("-first_published_at", "-pk").first()

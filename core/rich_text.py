"""Links to pages inside rich text: to the page in the reader's language, remembered like every other link.

Wagtail's own handler asks the database twice a link and knows nothing of what is public. Where a page may not be linked
to, the words that the editor wrote stay, and lead nowhere.
"""

from __future__ import annotations

from functools import lru_cache, partial
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString
from wagtail.models import Page
from wagtail.rich_text import features
from wagtail.rich_text.pages import PageLinkHandler
from wagtail.rich_text.rewriters import EmbedRewriter, LinkRewriter, MultiRuleRewriter

from .links import link_to
from .public import Place


class LocalizedPageLinkHandler(PageLinkHandler):
    """For Wagtail's own filter, which cannot say where the text stands: nobody who is shown by consent is linked to."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        return _opening_tags(Place.NOWHERE, attrs_list)


def render(source: str, place: Place) -> SafeString:
    """Rich text as it is kept, made into HTML for ``place``."""
    return render_to_string("wagtailcore/shared/richtext.html", {"html": _rewriter(place)(source)})


@lru_cache(maxsize=len(Place))
def _rewriter(place: Place) -> MultiRuleRewriter:
    links = {kind: handler.expand_db_attributes_many for kind, handler in features.get_link_types().items()}
    embeds = {kind: handler.expand_db_attributes_many for kind, handler in features.get_embed_types().items()}
    links[LocalizedPageLinkHandler.identifier] = partial(_opening_tags, place)
    return MultiRuleRewriter([LinkRewriter(bulk_rules=links), EmbedRewriter(bulk_rules=embeds)])


def _opening_tags(place: Place, attrs_list: list[dict[str, Any]]) -> list[str]:
    return [_opening_tag(place, attrs) for attrs in attrs_list]


def _opening_tag(place: Place, attrs: dict[str, Any]) -> str:
    link = link_to(Page(pk=int(attrs["id"])), place) if str(attrs.get("id", "")).isdigit() else None
    if link is None:
        return "<a>"
    language = f' hreflang="{escape(link.lang)}"' if link.lang else ""
    return f'<a href="{escape(link.url)}"{language}>'

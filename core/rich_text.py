"""Links to pages inside rich text: to the page in the reader's language, remembered like every other link.

Wagtail's own handler asks the database twice a link and knows nothing of what is public.
"""

from __future__ import annotations

from typing import Any

from django.utils.html import escape
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from .links import link_to


class LocalizedPageLinkHandler(PageLinkHandler):
    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        return [cls._opening_tag(attrs) for attrs in attrs_list]

    @classmethod
    def _opening_tag(cls, attrs: dict[str, Any]) -> str:
        link = link_to(Page(pk=int(attrs["id"]))) if str(attrs.get("id", "")).isdigit() else None
        if link is None:
            return "<a>"
        language = f' hreflang="{escape(link.lang)}"' if link.lang else ""
        return f'<a href="{escape(link.url)}"{language}>'

"""A version of a story exactly as it will be published, shown where it is not: nothing in it leads away."""

from __future__ import annotations

import re

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from .models import StoryPage

_ELSEWHERE = re.compile(r'(<a\b[^>]*?)\s+href="(?!#)[^"]*"')


def as_published(story: StoryPage, request: HttpRequest) -> SafeString:
    """The part of its page that is the story's own, in the story's language, with links that lead nowhere."""
    code = story.locale.language_code
    with translation.override(code):
        context = {**story.get_context(request), "preview": True, "preview_language": code}
        html = render_to_string("stories/includes/look.html", context, request)
    # Made by our own template from what it escaped.
    return mark_safe(_ELSEWHERE.sub(r"\1", html))

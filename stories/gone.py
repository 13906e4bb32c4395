"""Addresses of stories that were published once and are hidden now, because of the consent: 410, for a pause and for
an end alike, so that nobody can tell them apart."""

from __future__ import annotations

from django.db.models import Q
from wagtail.contrib.redirects.models import Redirect

from core.public import Place
from edge.memo import memoised_per_version

from .consent_gate import allowed
from .models import StoryPage


def is_hidden(path: str) -> bool:
    return _plain(path) in _hidden_paths()


def _plain(address: str) -> str:
    return address.partition("?")[0].strip("/")


@memoised_per_version
def _hidden_paths() -> frozenset[str]:
    """And the old addresses that lead there: a redirect would tell the new one, which may hold a name."""
    published = Q(first_published_at__isnull=False) | Q(alias_of__first_published_at__isnull=False)
    hidden = StoryPage.objects.filter(published).exclude(pk__in=allowed(Place.SITE)).select_related("locale")
    paths = {_plain(story.url) for story in hidden if story.url}
    keys = [story.pk for story in hidden]
    leading = Redirect.objects.values_list("old_path", "redirect_page", "redirect_link")
    return frozenset(
        paths
        | {_plain(old) for old, page, link in leading if page in keys or (link and _plain(link) in paths)}
    )

"""What core adds to Wagtail."""

from __future__ import annotations

from wagtail import hooks
from wagtail.rich_text.feature_registry import FeatureRegistry

from .rich_text import LocalizedPageLinkHandler


@hooks.register("register_rich_text_features", order=100)
def links_follow_the_language(features: FeatureRegistry) -> None:
    features.register_link_type(LocalizedPageLinkHandler)

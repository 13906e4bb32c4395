"""What core adds to Wagtail."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.rich_text.feature_registry import FeatureRegistry

from . import versionless  # noqa: F401 -- registers its hooks
from .rich_text import LocalizedPageLinkHandler


@hooks.register("register_rich_text_features", order=100)
def links_follow_the_language(features: FeatureRegistry) -> None:
    features.register_link_type(LocalizedPageLinkHandler)


@hooks.register("insert_global_admin_js")
def starts_without_inline_scripts() -> SafeString:
    # Not deferred: what follows in the page is to find it.
    return format_html('<script src="{}"></script>', static("core/admin/start.js"))


@hooks.register("insert_global_admin_css")
def styles_without_inline_styles() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("core/admin/admin.css"))


@hooks.register("register_log_actions")
def no_names_in_a_log_that_nobody_empties(actions: Any) -> None:
    """Wagtail's log keeps what a row was called, and a person's row is called by their name."""
    actions.log_entry_models_by_type.register(get_user_model(), value=None)

"""The app's configuration."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EdgeConfig(AppConfig):
    """Starts to listen for changes of what readers see, and has what is unsafe refused."""

    name = "edge"
    verbose_name = _("edge")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Needs Wagtail's models, so it cannot happen at import."""
        from edge import checks, content_version  # noqa: F401 -- checks register themselves

        content_version.watch_wagtail()

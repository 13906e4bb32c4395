"""On a story's edit page: how far it is from the person's yes."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import Panel


class FinalVersionPanel(Panel):
    class BoundPanel(Panel.BoundPanel):
        template_name = "stories/admin/final_version_panel.html"

        def is_shown(self) -> bool:
            return self.instance.pk is not None and super().is_shown()

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            from .domain import standing  # noqa: PLC0415 -- it reads the model that has this panel

            context: dict[str, Any] = super().get_context_data(parent_context)
            keeps = self.request.user.has_perm("consent.add_consentrecord")
            return {**context, "standing": standing(self.instance), "keeps": keeps, "story": self.instance}

"""On a story's edit page, for whoever edits it: what the consent behind it allows, and never whose it is."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from consent.models import Subject
from consent.standing import Words, words_of


class ConsentStatePanel(Panel):
    """In words, from the record as it stands now: no label, no link, no field."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("heading", _("What the consent allows"))
        super().__init__(**kwargs)

    class BoundPanel(Panel.BoundPanel):
        template_name = "stories/admin/consent_state.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return {**super().get_context_data(parent_context), "words": self._words()}

        def _words(self) -> Words | None:
            # Of the row, not of the draft that is shown: what is tied to whom is for the keeper to say.
            subject = Subject.objects.filter(pk=self.instance.subject_id).first()
            return words_of(subject) if subject else None

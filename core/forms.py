"""The form that all pages are edited with."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.forms.pages import WagtailAdminPageForm

from .choosing import not_for, things_on
from .publishing import problems_with, refused


class BasePageForm(WagtailAdminPageForm):
    """What stands on the page already may stay there, whoever put it there."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._there_before = things_on(self.instance) if self.is_bound and self.instance.pk else set()

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.for_user is None or self.errors:
            return
        if not_for(self.for_user, things_on(self.instance) - self._there_before):
            self.add_error(
                None,
                _(
                    "A picture, a document or a page was chosen here that is not yours to use. "
                    "Please choose another one."
                ),
            )
        elif "action-publish" in self.data:
            # Beside the words they are about, before anything is stored; the action asks again.
            for sentence in (sentences := problems_with(self.instance)):
                self.add_error(None, sentence)
            if sentences:
                refused.send(type(self), thing=self.instance, by=self.for_user)

"""One page a partner in each language, said beside the field while there is still somebody to read it.

Not in ``clean`` of the page: Wagtail calls that too where no form can show what is wrong, and fails.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.forms.pages import CopyForm

from core.forms import BasePageForm


class PartnerPageForm(BasePageForm):
    """Whose page it is, is said once: whoever may edit a page could otherwise speak for another partner."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "partner" in self.fields:
            # What is sent all the same is not read.
            self.fields["partner"].disabled = True

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        partner = cleaned.get("partner")
        if partner is not None:
            same = partner.pages.filter(locale=self.parent_page.locale_id)
            if same.exclude(pk=self.instance.pk).exists():
                self.add_error(
                    "partner", _("This partner has a page in this language already. Edit that one.")
                )
        return cleaned


class PartnerPageCopyForm(CopyForm):
    """A copy would be the same partner’s second page wherever it is put."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        self.add_error(
            "new_parent_page", _("This partner has a page in this language already. Edit that one.")
        )
        return cleaned

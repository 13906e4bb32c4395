"""One campaign page a partner, year and language, said beside the field; why here is told in ``partners.forms``."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.forms.pages import CopyForm
from wagtail.models import Page

from core.forms import BasePageForm


def is_taken(model: type[Page], home: Page, year: int, but: int | None = None) -> bool:
    """Whether there is a page of that year, public or draft, below the partner's page in this language."""
    same: bool = model.objects.child_of(home).filter(year=year).exclude(pk=but).exists()
    return same


def taken(year: int) -> str:
    return _("This partner has a page for %(year)s in this language already. Edit that one.") % {"year": year}


class PartnerCampaignPageForm(BasePageForm):
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        year = cleaned.get("year")
        if year is not None and is_taken(type(self.instance), self.parent_page, year, but=self.instance.pk):
            self.add_error("year", taken(year))
        return cleaned


class PartnerCampaignPageCopyForm(CopyForm):
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        page, home = self.page.specific, cleaned.get("new_parent_page") or self.page.get_parent()
        if is_taken(type(page), home, page.year):
            self.add_error("new_parent_page", taken(page.year))
        return cleaned

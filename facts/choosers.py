"""How an editor picks a helpline or a fact: from the list, never by typing it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.chooser import ChooserViewSet


class HelplineChooserViewSet(ChooserViewSet):
    model = "facts.Helpline"
    icon = "mobile-alt"
    choose_one_text = _("Choose a helpline")
    choose_another_text = _("Choose another helpline")
    edit_item_text = _("Edit this helpline")


class FactChooserViewSet(ChooserViewSet):
    model = "facts.Fact"
    icon = "decimal"
    choose_one_text = _("Choose a fact")
    choose_another_text = _("Choose another fact")
    edit_item_text = _("Edit this fact")


helpline_chooser = HelplineChooserViewSet("helpline_chooser", url_prefix="facts/choose-helpline")
fact_chooser = FactChooserViewSet("fact_chooser", url_prefix="facts/choose-fact")

"""How an editor picks a partner inside a text: from the list, never by typing its name."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.chooser import ChooserViewSet


class PartnerChooserViewSet(ChooserViewSet):
    model = "partners.Partner"
    icon = "group"
    choose_one_text = _("Choose a partner")
    choose_another_text = _("Choose another partner")
    edit_item_text = _("Edit this partner")
    # In plain forms a list to pick from is quicker: there are tens of partners, not thousands.
    register_widget = False


partner_chooser = PartnerChooserViewSet("partner_chooser", url_prefix="partners/choose-partner")

"""The headings of the editor’s block menu: one list, so that rooms do not invent their own."""

from django.utils.translation import gettext_lazy as _

WORDS = _("Words")
GUIDANCE = _("Guidance")
MEDIA = _("Pictures and film")
LINKS = _("Links and files")
FACTS = _("Facts and helplines")

__all__ = ["FACTS", "GUIDANCE", "LINKS", "MEDIA", "WORDS"]

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Page

from core.blocks.choices import PageChoice
from core.blocks.groups import LINKS


class RelatedPagesBlock(blocks.StructBlock):
    heading = blocks.CharBlock(max_length=120, label=_("Heading"))
    pages = blocks.ListBlock(PageChoice(label=_("Page")), min_num=1, max_num=6, label=_("Pages"))

    def get_preview_value(self) -> blocks.StructValue:
        # Only the home pages: the preview must not tell one partner the titles of another's drafts.
        homes = list(Page.objects.filter(depth=2).order_by("path")[:3])
        return self.normalize({"heading": str(_("Read on")), "pages": homes})

    class Meta:
        icon = "doc-empty-inverse"
        label = _("Related pages")
        description = _("Cards that lead to other pages, in the reader’s language where there is one.")
        group = LINKS
        template = "core/blocks/related_pages.html"


__all__ = ["RelatedPagesBlock"]

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents import get_document_model

from core.blocks.choices import FileChoice
from core.blocks.groups import LINKS


class DownloadBlock(blocks.StructBlock):
    document = FileChoice(label=_("File"))
    title = blocks.CharBlock(max_length=120, label=_("Title"))
    note = blocks.CharBlock(
        required=False,
        default="",
        max_length=200,
        label=_("Note"),
        help_text=_("Its size on paper, say, or its licence. Kind and size of the file are shown anyway."),
    )

    class Meta:
        icon = "doc-full"
        label = _("File")


class DownloadsBlock(blocks.StructBlock):
    heading = blocks.CharBlock(max_length=120, label=_("Heading"))
    files = blocks.ListBlock(DownloadBlock(), min_num=1, max_num=20, label=_("Files"))

    def get_preview_value(self) -> blocks.StructValue:
        document = get_document_model().objects.order_by("pk").first()
        file = {"document": document, "title": str(_("Poster")), "note": str(_("A3, to print"))}
        return self.normalize({"heading": str(_("To take with you")), "files": [file]})

    class Meta:
        icon = "download"
        label = _("Downloads")
        description = _("Files to take along, each with its kind and size.")
        group = LINKS
        template = "core/blocks/downloads.html"


__all__ = ["DownloadBlock", "DownloadsBlock"]

import re
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images import get_image_model

from core.blocks.choices import PictureChoice
from core.blocks.groups import MEDIA

FILE_NAME = re.compile(r"^\S+\.(jpe?g|png|webp|avif|heic|gif|svg|tiff?)$", re.IGNORECASE)


def check_alternative_text(text: str) -> None:
    """Refuse a file name: it passes every machine's test and tells a person who cannot see nothing."""
    if FILE_NAME.match(text.strip()):
        raise ValidationError(
            _("This looks like a file name. Say in a few words what the picture shows, or leave it empty.")
        )


class PictureBlock(blocks.StructBlock):
    """The alternative text belongs to this use of the picture, never to the picture."""

    image = PictureChoice(label=_("Picture"))
    alt = blocks.CharBlock(
        required=False,
        default="",
        max_length=250,
        validators=[check_alternative_text],
        label=_("What the picture shows"),
        help_text=_("For people who cannot see it. Leave empty only if the picture is mere decoration."),
    )
    caption = blocks.CharBlock(required=False, default="", max_length=250, label=_("Caption"))
    credit = blocks.CharBlock(
        required=False, default="", max_length=120, label=_("Credit"), help_text=_("Who made the picture.")
    )

    def clean(self, value: Mapping[str, Any]) -> blocks.StructValue:
        cleaned = super().clean(value)
        alt, caption = cleaned.get("alt", "").strip(), cleaned.get("caption", "").strip()
        if alt and alt == caption:
            raise blocks.StructBlockValidationError(
                block_errors={
                    "alt": ValidationError(
                        _("This repeats the caption, so it would be read out twice. Describe the picture.")
                    )
                }
            )
        return cleaned

    def get_preview_value(self) -> blocks.StructValue:
        return self.normalize(
            {
                "image": get_image_model().objects.order_by("pk").first(),
                "alt": "",
                "caption": str(_("Forget-me-nots, the flower of the Day.")),
                "credit": "",
            }
        )

    class Meta:
        icon = "image"
        label = _("Picture")
        description = _("One picture, with words for those who cannot see it.")
        group = MEDIA
        template = "core/blocks/image.html"


__all__ = ["PictureBlock", "check_alternative_text"]

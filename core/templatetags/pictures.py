"""Pictures in templates. The only way a picture gets onto a page."""

from __future__ import annotations

import logging

from django import template
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from core.images.models import SiteImage
from core.images.renditions import PublicPicture, public_picture
from edge.memo import VersionMemo

register = template.Library()
logger = logging.getLogger(__name__)

_html = VersionMemo(size=4096)
_pictures = VersionMemo(size=2048)


@register.simple_tag
def picture(
    image: SiteImage | None,
    *,
    alt: str,
    sizes: str = "100vw",
    loading: str = "lazy",
    **attributes: str,
) -> SafeString | str:
    """``{% picture image alt="…" sizes="(min-width: 60rem) 30rem, 100vw" loading="lazy" class="card__picture" %}``

    ``alt`` is what the picture says here; empty for one that only adorns. ``loading="eager"`` is for the one large
    picture at the top of a page, which is then also fetched first. Nothing is shown if there is no picture, or if its
    file cannot be had: the words around it matter more.
    """
    if image is None:
        return ""
    css_class = attributes.pop("class", "")
    if attributes:
        raise TypeError(f"picture takes no {', '.join(sorted(attributes))}")
    key = (_identity(image), alt, sizes, loading, css_class)
    try:
        return _html.get_or_make(key, lambda: _render(image, alt, sizes, loading, css_class))
    except Exception:  # whatever the storage or a decoder raises; a page is not lost for a picture
        logger.exception("Picture %s cannot be shown", image.pk)
        return ""


@register.simple_tag
def picture_url(image: SiteImage | None, width: int = 960) -> str:
    """The address of one copy in the format everything can read, for a film's poster or a shared link's card.

    The widest that is not wider than ``width``, else the narrowest.
    """
    if image is None:
        return ""
    try:
        copies = _public_picture(image).fallback.copies
    except Exception:  # as above
        logger.exception("Picture %s cannot be shown", image.pk)
        return ""
    return max(
        (copy for copy in copies if copy.width <= width), key=lambda copy: copy.width, default=copies[0]
    ).url


def _render(image: SiteImage, alt: str, sizes: str, loading: str, css_class: str) -> SafeString:
    context = {
        "picture": _public_picture(image),
        "alt": alt,
        "sizes": sizes,
        "loading": loading,
        "css_class": css_class,
    }
    return mark_safe(get_template("core/picture.html").render(context).strip())


def _public_picture(image: SiteImage) -> PublicPicture:
    return _pictures.get_or_make(_identity(image), lambda: public_picture(image))


def _identity(image: SiteImage) -> tuple[int | None, str]:
    """A replaced picture keeps its key and gets another file."""
    return image.pk, image.file.name

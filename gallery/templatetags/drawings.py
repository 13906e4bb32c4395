from __future__ import annotations

from django import template
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from edge.memo import VersionMemo

from ..models import Entry
from ..pictures import WIDEST_ON_A_CARD, public_copies

register = template.Library()

_html = VersionMemo(size=2048)

ON_A_CARD = "(min-width: 62rem) 22rem, (min-width: 40rem) 45vw, 92vw"
LARGE = "(min-width: 76rem) 72rem, 94vw"


@register.simple_tag
def drawing(entry: Entry, *, large: bool = False, loading: str = "lazy") -> SafeString | str:
    """``{% drawing entry %}`` on a card, ``{% drawing entry large=True loading="eager" %}`` alone on its page.

    Its description is in the language of the entry: say so (``lang``) on what stands around it.
    """
    key = (entry.pk, entry.public_key, entry.alt_text, large, loading)
    return _html.get_or_make(key, lambda: _render(entry, large, loading))


def _render(entry: Entry, large: bool, loading: str) -> SafeString | str:
    picture = public_copies(entry, None if large else WIDEST_ON_A_CARD)
    if picture is None:
        return ""
    context = {
        "picture": picture,
        "alt": entry.alt_text,
        "sizes": LARGE if large else ON_A_CARD,
        "loading": loading,
    }
    return mark_safe(get_template("core/picture.html").render(context).strip())

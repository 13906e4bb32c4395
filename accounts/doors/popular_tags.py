"""Tags that are offered beside lists of pictures.

Library: Wagtail 7.4, ``wagtail.admin.models.popular_tags_for_model``, as imported by ``wagtail.admin.filters`` and
``wagtail.images.views.chooser``. Reason: it counts tags over all collections, so it tells one partner what another
files its pictures under, and is told nothing of who asks. End: when Wagtail counts those of the collections that the
person may use.
"""

from __future__ import annotations

from typing import Any


def none_popular(model: Any, count: int = 10) -> list[Any]:
    return []


def offer_no_tags_of_others() -> None:
    """Named in both modules, because both have imported it by name."""
    import wagtail.admin.filters  # noqa: PLC0415 -- only when the models are there
    import wagtail.images.views.chooser  # noqa: PLC0415 -- likewise

    wagtail.admin.filters.popular_tags_for_model = none_popular
    wagtail.images.views.chooser.popular_tags_for_model = none_popular

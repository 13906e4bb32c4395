"""What "missing" can mean. Europe's hotlines count the first five; the sixth comes from ICMEC's wider definition.

The one taxonomy of the site: facts, helplines, guides and stories carry these codes, and the explainer teaches them.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class KindOfMissing(models.TextChoices):
    """The rarest one, abduction by somebody outside the family, is the one most people picture."""

    RUNAWAY = "runaway", _("Ran away or was pushed out of home")
    FAMILY_ABDUCTION = "family_abduction", _("Taken by a parent or another relative")
    MIGRATION = "migration", _("Missing in migration, alone or unaccompanied")
    THIRD_PARTY_ABDUCTION = "third_party_abduction", _("Taken by somebody outside the family")
    LOST = "lost", _("Lost, injured or otherwise missing")
    ABANDONED = "abandoned", _("Abandoned, or separated from those who cared for the child")

    @property
    def sentence(self) -> str:
        """What it is, in one plain sentence or two. Of how frequent it is, only a fact with its source speaks."""
        return str(_SENTENCES[self])

    @property
    def icon(self) -> str:
        """The drawing in static/icons/sprite.svg has the name of the code."""
        return str(self.value)


_SENTENCES: dict[KindOfMissing, str | Promise] = {
    KindOfMissing.RUNAWAY: _(
        "A child leaves the place where they live, or is made to leave, and nobody knows where the child is."
    ),
    KindOfMissing.FAMILY_ABDUCTION: _(
        "A parent or another relative takes a child away or keeps a child, against the rights of others who care "
        "for the child."
    ),
    KindOfMissing.MIGRATION: _(
        "A child who has left their country disappears on the way or after arriving, often with no adult at their "
        "side."
    ),
    KindOfMissing.THIRD_PARTY_ABDUCTION: _(
        "Somebody outside the family takes or keeps a child. That person is not always a stranger."
    ),
    KindOfMissing.LOST: _(
        "A child loses the way or is hurt, or nobody knows yet why the child is not where they should be."
    ),
    KindOfMissing.ABANDONED: _(
        "A child has been left alone, or has lost the people who care for them on the way or in an emergency."
    ),
}


def kinds_of(codes: Iterable[str]) -> list[KindOfMissing]:
    """In the order of the taxonomy. Codes that it does not know are passed over, as a row may be older."""
    wanted = set(codes)
    return [kind for kind in KindOfMissing if kind.value in wanted]

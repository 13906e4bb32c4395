"""What "missing" can mean. Europe's hotlines count the first five; the sixth comes from ICMEC's wider definition."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class KindOfMissing(models.TextChoices):
    """The rarest one, abduction by somebody outside the family, is the one most people picture."""

    RUNAWAY = "runaway", _("Ran away or was pushed out of home")
    FAMILY_ABDUCTION = "family_abduction", _("Taken by a parent or another relative")
    MIGRATION = "migration", _("Missing in migration, alone or unaccompanied")
    THIRD_PARTY_ABDUCTION = "third_party_abduction", _("Taken by somebody outside the family")
    LOST = "lost", _("Lost, injured or otherwise missing")
    ABANDONED = "abandoned", _("Abandoned, or separated from those who cared for the child")

from __future__ import annotations

from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from facts import cldr
from facts.enums import Precision

web_address_only = URLValidator(schemes=["https", "http"])


class Sourced(models.Model):
    """Says who states it. Nothing in this room is shown without."""

    source_name = models.CharField(
        _("source"), max_length=200, help_text=_("The proper name of who states it, in their own language.")
    )
    source_address = models.URLField(
        _("address of the source"), max_length=500, blank=True, validators=[web_address_only]
    )

    class Meta:
        abstract = True


class AsOf(models.Model):
    """The day for which something is true, with as much of that day as is known."""

    as_of = models.DateField(_("as of"), help_text=_("Of a year alone, give its 1 January."))
    as_of_precision = models.CharField(
        _("how exact"), max_length=12, choices=Precision.choices, default=Precision.DAY
    )

    class Meta:
        abstract = True

    @property
    def as_of_text(self) -> str:
        """The date alone. In a sentence use ``dated``: the day somebody saw a page is not the day it speaks of."""
        return cldr.partial_date(self.as_of, self.as_of_precision)

    @property
    def dated(self) -> str:
        date = {"date": self.as_of_text}
        if self.as_of_precision == Precision.SEEN:
            return gettext("seen on %(date)s") % date
        return gettext("as of %(date)s") % date

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from audit.actions import Action, register

register(
    [
        Action("languages.proposed", _("put a translation in as a draft")),
        Action("languages.published", _("put a translation in, and it went live")),
        Action("languages.reading_confirmed", _("read a translation and stands for it")),
        Action("languages.reading_ended", _("put in a new translation that nobody has read yet")),
    ]
)

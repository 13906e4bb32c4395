"""Who translates, and who says when a language is ready for readers."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.roles import CHOOSE_FILES, HUB, Right, Role

TRANSLATE = "wagtail_localize.submit_translation"

RIGHTS = [
    Right(
        _("Write and change pages in your language, for somebody else to publish"),
        (Role.TRANSLATOR,),
        pages=("change",),
    ),
    Right(
        _("Choose pictures and documents for pages in your language"),
        (Role.TRANSLATOR,),
        collections=CHOOSE_FILES,
    ),
    Right(_("Begin the translation of a page"), (*HUB, Role.TRANSLATOR), permissions=(TRANSLATE,)),
    Right(
        _("Say which languages are offered to readers, and where “Exit this page” leads in each"),
        (Role.COORDINATOR,),
        permissions=("languages.view_sitelanguage", "languages.change_sitelanguage"),
    ),
]

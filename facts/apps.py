from django.apps import AppConfig
from django.db.models.signals import m2m_changed
from django.utils.translation import gettext_lazy as _

from edge import content_version


class FactsConfig(AppConfig):
    name = "facts"
    verbose_name = _("Facts")

    def ready(self) -> None:
        """A corrected number must be on every page at once, so every row here counts as content."""
        from . import models, tagged

        content_version.watch(
            models.AlertSystem,
            models.AlertSystemWords,
            models.AlsoReported,
            models.Country,
            models.Fact,
            models.FactWords,
            models.Helpline,
            models.HelplineWords,
        )
        tagged.add_source(
            "facts", tagged.Source(10, "facts/components/tagged_facts.html", tagged.tagged_facts)
        )
        tagged.add_source(
            "helplines", tagged.Source(40, "facts/components/tagged_helplines.html", tagged.tagged_helplines)
        )
        for countries in (models.ServedCountry, models.AlertSystem.countries.through):
            m2m_changed.connect(
                _countries_changed, sender=countries, dispatch_uid=f"facts.{countries.__name__}"
            )


def _countries_changed(action: str, **kwargs: object) -> None:
    if action.startswith("post_"):
        content_version.bump_on_commit()

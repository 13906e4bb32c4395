from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = _("Events")

    def ready(self) -> None:
        from partners.sections import Section, add_section

        from . import signals  # noqa: F401 -- they register themselves
        from .listing import section_of

        add_section(
            "events", Section(place=20, template="events/components/partner_events.html", content=section_of)
        )

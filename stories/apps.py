from django.apps import AppConfig


class StoriesConfig(AppConfig):
    name = "stories"

    def ready(self) -> None:
        from core.public import require
        from facts.tagged import Source, add_source

        from .consent_gate import only_with_consent_in_force
        from .models import tagged_stories

        require("stories: consent in force", only_with_consent_in_force)
        add_source("stories", Source(30, "stories/components/tagged_stories.html", tagged_stories))

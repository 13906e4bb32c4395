from django.apps import AppConfig


class StoriesConfig(AppConfig):
    name = "stories"

    def ready(self) -> None:
        from core.public import require

        from .consent_gate import only_with_consent_in_force

        require("stories: consent in force", only_with_consent_in_force)

from django.apps import AppConfig


class LanguagesConfig(AppConfig):
    name = "languages"

    def ready(self) -> None:
        from core.public import require
        from edge.content_version import watch

        from . import signals  # noqa: F401
        from .models import Reading, SiteLanguage
        from .offered import only_in_offered_languages

        require("languages: offered", only_in_offered_languages)
        watch(SiteLanguage, Reading)

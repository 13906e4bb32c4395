from django.apps import AppConfig


class LanguagesConfig(AppConfig):
    name = "languages"

    def ready(self) -> None:
        from accounts.scopes import provide
        from core.public import require
        from core.roles import Scope
        from edge.content_version import watch

        from . import doors, signals  # noqa: F401
        from .models import Reading, SiteLanguage
        from .offered import only_in_offered_languages
        from .rights import LANGUAGES

        provide(Scope.LANGUAGE, LANGUAGES)
        require("languages: offered", only_in_offered_languages)
        watch(SiteLanguage, Reading)
        doors.register()

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Bricks"

    def ready(self) -> None:
        from . import checks, signals  # noqa: F401, PLC0415 -- both register themselves once apps are loaded

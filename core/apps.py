from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Bricks"

    def ready(self) -> None:
        from . import checks, signals  # noqa: F401 -- they register themselves
        from .images import signals as image_signals  # noqa: F401 -- so do these

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "core"
    #: As people read it who look up what a role may do.
    verbose_name = _("In general")

    def ready(self) -> None:
        from . import checks, signals, unlogged  # noqa: F401 -- they register themselves
        from .admin_policy import choosers
        from .images import signals as image_signals  # noqa: F401 -- so do these
        from .publishing import ask_first

        choosers.replace_render()
        ask_first()
        unlogged.listen()

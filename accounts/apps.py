from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("People")

    def ready(self) -> None:
        from .applying import after_migrations
        from .signin import recording, sessions  # noqa: F401 -- when a session began, and who came in

        # Django tells each room in turn that migrations are done, those without models left out.
        last = [room for room in apps.get_app_configs() if room.models_module][-1]
        post_migrate.connect(after_migrations, sender=last, dispatch_uid="accounts.rights")

from django.apps import AppConfig
from django.db.models.signals import m2m_changed
from django.utils.translation import gettext_lazy as _

from edge import content_version


class PartnersConfig(AppConfig):
    name = "partners"
    verbose_name = _("Partners")

    def ready(self) -> None:
        from accounts.scopes import provide
        from core.roles import Scope

        from . import signals  # noqa: F401
        from .models import Partner
        from .rights import PARTNERS

        provide(Scope.PARTNER, PARTNERS)
        content_version.watch(Partner)
        m2m_changed.connect(_countries_changed, sender=Partner.countries.through, dispatch_uid="partners")


def _countries_changed(action: str, **kwargs: object) -> None:
    if action.startswith("post_"):
        content_version.bump_on_commit()

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"

    def ready(self) -> None:
        from edge.content_version import watch

        from .models import Footer

        watch(Footer)

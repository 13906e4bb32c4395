from django.apps import AppConfig


class DoorsConfig(AppConfig):
    """An app of its own, so that Wagtail finds its hooks and Django its templates."""

    name = "accounts.doors"

    def ready(self) -> None:
        from core.choosing import ask

        from .chosen import not_theirs
        from .colleagues import offer_colleagues_only
        from .popular_tags import offer_no_tags_of_others

        ask(not_theirs)
        offer_colleagues_only()
        offer_no_tags_of_others()

from django.apps import AppConfig


class PreventionConfig(AppConfig):
    name = "prevention"

    def ready(self) -> None:
        from facts.tagged import Source, add_source, explain_at

        from .models.explainer import kinds_address
        from .models.guides import tagged_guides

        add_source("guides", Source(20, "prevention/components/tagged_guides.html", tagged_guides))
        explain_at(kinds_address)

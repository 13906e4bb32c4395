from django.apps import AppConfig


class CampaignConfig(AppConfig):
    name = "campaign"

    def ready(self) -> None:
        from partners.sections import Section, add_section

        from .models import campaign_pages_of

        add_section(
            "campaign pages",
            Section(
                place=10, template="campaign/components/pages_of_partner.html", content=campaign_pages_of
            ),
        )

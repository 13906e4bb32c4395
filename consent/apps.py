from django.apps import AppConfig
from django.db.models.signals import post_migrate, post_save


class ConsentConfig(AppConfig):
    name = "consent"

    def ready(self) -> None:
        from core.publishing import refused, require

        from .erasure.ledger import note_change, note_link_ended, note_link_given
        from .naming import no_name_of_a_subject, write_down_a_refusal
        from .signals import consent_changed, key_ended
        from .texts import ship

        require("consent: nobody is named", no_name_of_a_subject)
        refused.connect(write_down_a_refusal, dispatch_uid="consent.naming")
        consent_changed.connect(note_change, dispatch_uid="consent.ledger")
        key_ended.connect(note_link_ended, dispatch_uid="consent.ledger")
        post_save.connect(note_link_given, sender="consent.TakeBackKey", dispatch_uid="consent.ledger")
        post_migrate.connect(ship, sender=self, dispatch_uid="consent.texts")

from django.apps import AppConfig


class StoriesConfig(AppConfig):
    name = "stories"

    def ready(self) -> None:
        from django.db.models.signals import pre_delete

        from core import gone, publishing, reading, replacing
        from core.public import require
        from edge import media
        from facts.tagged import Source, add_source

        from . import publishing as asked
        from . import quiet_log, signals  # noqa: F401 -- signals register themselves
        from .consent_gate import only_with_consent_in_force
        from .final_version_check import agreed_to, pictures_looked_at
        from .gone import is_hidden
        from .keeping import only_erasure_deletes, refuse_to_delete
        from .models import StoryPage, tagged_stories
        from .story_files import files_of_stories_stay
        from .withheld import is_withheld

        require("stories: consent in force", only_with_consent_in_force)
        # In the order in which people are told: without a consent there is nothing to ask a yes for.
        publishing.require("stories: consent in force", asked.consent_is_in_force)
        publishing.require("stories: the final version agreed to", agreed_to)
        publishing.require("stories: pictures looked at", pictures_looked_at)
        publishing.require("stories: pictures of somebody", asked.pictures_stand_in_one_story)
        publishing.require_to_copy("stories: consent in force", asked.consent_to_copy)
        publishing.require_to_preview("stories: consent in force", asked.consent_to_preview)
        publishing.require_to_delete("stories: erasure alone", only_erasure_deletes)
        pre_delete.connect(refuse_to_delete, sender=StoryPage, dispatch_uid="stories: erasure alone")
        replacing.require("stories: what was agreed to", files_of_stories_stay)
        reading.require("stories: consent in force", asked.consent_to_read)
        gone.register("stories", is_hidden)
        media.withhold("stories", is_withheld)
        add_source("stories", Source(30, "stories/components/tagged_stories.html", tagged_stories))
        quiet_log.listen()

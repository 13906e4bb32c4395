"""Note the files of stories that are or were public, and drop what translators may not say any more."""

from django.db import migrations

KINDS = {("core", "siteimage"), ("core", "sitedocument")}
NOT_FOR_TRANSLATORS = ["subject", "composite", "pictures_checked"]


def note_files(apps, schema_editor):
    StoryPage = apps.get_model("stories", "StoryPage")
    StoryFile = apps.get_model("stories", "StoryFile")
    ContentType = apps.get_model("contenttypes", "ContentType")
    ReferenceIndex = apps.get_model("wagtailcore", "ReferenceIndex")
    published = StoryPage.objects.exclude(first_published_at=None, live=False).exclude(subject=None)
    whose = {str(pk): subject for pk, subject in published.values_list("pk", "subject_id")}
    kinds = {
        kind.pk: f"{kind.app_label}.{kind.model}"
        for kind in ContentType.objects.filter(app_label="core")
        if (kind.app_label, kind.model) in KINDS
    }
    standing = ReferenceIndex.objects.filter(
        base_content_type__app_label="wagtailcore",
        base_content_type__model="page",
        to_content_type__in=kinds,
        object_id__in=whose,
    )
    StoryFile.objects.bulk_create(
        [
            StoryFile(subject_id=whose[page], kind=kinds[kind], object_id=int(key))
            for page, kind, key in standing.values_list("object_id", "to_content_type", "to_object_id")
        ],
        ignore_conflicts=True,
    )


def drop_overrides(apps, schema_editor):
    """The next change of the original writes these three into its translations."""
    contexts = apps.get_model("wagtail_localize", "TranslationContext").objects.filter(
        object__content_type__app_label="stories",
        object__content_type__model="storypage",
        path__in=NOT_FOR_TRANSLATORS,
    )
    for name in ("SegmentOverride", "OverridableSegment"):
        apps.get_model("wagtail_localize", name).objects.filter(context__in=contexts).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("stories", "0005_story_files"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
    ]

    operations = [
        migrations.RunPython(note_files, migrations.RunPython.noop),
        migrations.RunPython(drop_overrides, migrations.RunPython.noop),
    ]

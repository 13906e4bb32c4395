import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import core.clock


def into_rows(apps, schema_editor):
    Competition = apps.get_model("gallery", "Competition")
    OnePairReason = apps.get_model("gallery", "OnePairReason")
    for competition in Competition.objects.exclude(one_pair_reason=""):
        OnePairReason.objects.create(
            competition=competition, text=competition.one_pair_reason, by_id=competition.one_pair_set_by_id
        )
        competition.one_pair_of_eyes = True
        competition.save(update_fields=["one_pair_of_eyes"])


def back_into_a_field(apps, schema_editor):
    """Only the last one finds room there."""
    OnePairReason = apps.get_model("gallery", "OnePairReason")
    for row in OnePairReason.objects.filter(competition__one_pair_of_eyes=True).order_by("pk"):
        row.competition.one_pair_reason = row.text
        row.competition.save(update_fields=["one_pair_reason"])


class Migration(migrations.Migration):
    dependencies = [
        ("gallery", "0002_append_only"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField(
            model_name="competition",
            name="one_pair_of_eyes",
            field=models.BooleanField(
                default=False, editable=False, verbose_name="one pair of eyes is enough"
            ),
        ),
        migrations.CreateModel(
            name="OnePairReason",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(max_length=1000, verbose_name="why one pair of eyes is enough")),
                ("at", models.DateTimeField(default=core.clock.now)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "competition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="one_pair_reasons",
                        to="gallery.competition",
                    ),
                ),
            ],
            options={
                "verbose_name": "reason for one pair of eyes",
                "verbose_name_plural": "reasons for one pair of eyes",
                "ordering": ["-pk"],
            },
        ),
        migrations.RunPython(into_rows, back_into_a_field),
        migrations.RemoveField(model_name="competition", name="one_pair_reason"),
    ]

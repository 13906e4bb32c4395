from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks.choices import FileChoice, PictureChoice
from core.blocks.groups import MEDIA
from core.blocks.text import ShortProseBlock

VIDEO_TYPES = {"mp4": "video/mp4", "webm": "video/webm"}
AUDIO_TYPES = {"mp4": "audio/mp4", "webm": "audio/webm"}


def language_choices() -> list[tuple[str, Any]]:
    return list(settings.LANGUAGES)


def extension(document: Any) -> str:
    return document.filename.rpartition(".")[2].lower()


class CaptionsBlock(blocks.StructBlock):
    language = blocks.ChoiceBlock(choices=language_choices, label=_("Language"))
    file = FileChoice(label=_("Captions file"), help_text=_("A WebVTT file, its name ending in .vtt."))

    def clean(self, value: Mapping[str, Any]) -> blocks.StructValue:
        cleaned = super().clean(value)
        if cleaned.get("file") and extension(cleaned["file"]) != "vtt":
            raise blocks.StructBlockValidationError(
                block_errors={
                    "file": ValidationError(_("Captions must be a WebVTT file, its name ending in .vtt."))
                }
            )
        return cleaned

    class Meta:
        icon = "comment"
        label = _("Captions")


class ChapterBlock(blocks.StructBlock):
    start = blocks.IntegerBlock(
        min_value=0, max_value=36_000, label=_("Starts at"), help_text=_("In seconds.")
    )
    title = blocks.CharBlock(max_length=120, label=_("Title"))
    content_note = blocks.CharBlock(
        required=False,
        default="",
        max_length=300,
        label=_("Content note"),
        help_text=_("What is hard to see in this part, in one short sentence."),
    )

    class Meta:
        icon = "time"
        label = _("Chapter")


class FilmValue(blocks.StructValue):
    """Templates read a film through this: what it is, and where it plays."""

    @property
    def host(self) -> str:
        """Whose page the link leads to, as a reader knows it."""
        return (urlsplit(self.get("link") or "").hostname or "").removeprefix("www.")

    @property
    def video_type(self) -> str:
        video = self.get("video")
        return VIDEO_TYPES.get(extension(video), "") if video else ""

    @property
    def audio_type(self) -> str:
        audio = self.get("audio")
        return AUDIO_TYPES.get(extension(audio), "") if audio else ""

    @property
    def minutes(self) -> int:
        """Rounded up, and never nought: nobody is told that a film takes no time. Nought means not known."""
        return -(-(self.get("duration") or 0) // 60)

    @property
    def chapter_list(self) -> list[dict[str, Any]]:
        return [
            {
                "start": chapter["start"],
                "title": chapter["title"],
                "content_note": chapter.get("content_note") or "",
                "clock": clock(chapter["start"]),
            }
            for chapter in self.get("chapters") or []
            if chapter["start"] is not None
        ]


def clock(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"{minutes}:{rest:02d}"


class FilmBlock(blocks.StructBlock):
    """A film of ours plays here, with captions and transcript. Anybody else’s is a link: nothing loads."""

    title = blocks.CharBlock(max_length=120, label=_("Title"))
    link = blocks.URLBlock(
        required=False,
        default="",
        label=_("Page that shows it"),
        help_text=_("For a film that is not ours: its owner’s page. The reader goes there by a plain link."),
    )
    video = FileChoice(required=False, label=_("Our own video"), help_text=_("An MP4 or WebM file."))
    audio = FileChoice(
        required=False,
        label=_("The sound alone"),
        help_text=_("An MP4 or WebM file without pictures, for readers who rather listen."),
    )
    poster = PictureChoice(
        required=False,
        label=_("Still picture"),
        help_text=_("Behind the link to a film that is not ours. Never the face of a child."),
    )
    duration = blocks.IntegerBlock(
        required=False, min_value=1, max_value=36_000, label=_("Length"), help_text=_("In seconds.")
    )
    language = blocks.ChoiceBlock(choices=language_choices, required=False, label=_("Language spoken"))
    content_note = blocks.TextBlock(
        required=False,
        default="",
        max_length=400,
        label=_("Content note"),
        help_text=_("What it shows that may be hard to see. Stands before the film."),
    )
    captions = blocks.ListBlock(CaptionsBlock(), default=[], label=_("Captions"))
    chapters = blocks.ListBlock(ChapterBlock(), default=[], label=_("Chapters"))
    transcript = ShortProseBlock(required=False, label=_("Transcript"))

    def clean(self, value: Mapping[str, Any]) -> blocks.StructValue:
        cleaned = super().clean(value)
        errors = {**self._wrong(cleaned), **({} if self.is_deferred_validation else self._missing(cleaned))}
        if errors:
            raise blocks.StructBlockValidationError(
                block_errors={name: ValidationError(message) for name, message in errors.items()}
            )
        return cleaned

    def _missing(self, film: Mapping[str, Any]) -> dict[str, Any]:
        """What may wait while the page is a draft."""
        if not film.get("video"):
            if film.get("link"):
                return {}
            return {"link": _("Give the page that shows the film, or choose a video of our own.")}
        errors = {}
        if not film.get("captions"):
            errors["captions"] = _("A video of ours needs captions in at least one language.")
        if not (transcript := film.get("transcript")) or not transcript.source.strip():
            errors["transcript"] = _(
                "A video of ours needs a transcript, for whoever cannot hear, see or load it."
            )
        return errors

    def _wrong(self, film: Mapping[str, Any]) -> dict[str, Any]:
        errors = {}
        if film.get("video") and extension(film["video"]) not in VIDEO_TYPES:
            errors["video"] = _("The video must be an MP4 or WebM file.")
        if film.get("audio") and extension(film["audio"]) not in AUDIO_TYPES:
            errors["audio"] = _("The sound must be an MP4 or WebM file.")
        starts = [chapter["start"] for chapter in film.get("chapters") or [] if chapter["start"] is not None]
        if starts != sorted(set(starts)):
            errors["chapters"] = _("Chapters must stand in the order in which they start.")
        elif starts and film.get("duration") and starts[-1] >= film["duration"]:
            errors["chapters"] = _("A chapter starts after the film has ended.")
        return errors

    class Meta:
        icon = "media"
        label = _("Film")
        description = _("A link to somebody’s film, or our own with captions, chapters and transcript.")
        group = MEDIA
        template = "core/blocks/film.html"
        value_class = FilmValue
        preview_value = {
            "title": _("A story of hope"),
            "link": "https://example.org/film",
            "video": None,
            "audio": None,
            "poster": None,
            "duration": 240,
            "language": "en",
            "content_note": _("Speaks of a child who was taken and came home."),
            "captions": [],
            "chapters": [],
            "transcript": "",
        }


__all__ = ["CaptionsBlock", "ChapterBlock", "FilmBlock", "FilmValue", "language_choices"]

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

#: Where "Exit this page" must never lead: sites that show personal or recent items, or where others see the reader.
NOT_SAFE_TO_LAND_ON = (
    "google.",
    "bing.",
    "duckduckgo.",
    "yahoo.",
    "yandex.",
    "facebook.",
    "instagram.",
    "tiktok.",
    "twitter.",
    "x.com",
    "youtube.",
    "youtu.be",
    "snapchat.",
    "whatsapp.",
    "telegram.",
    "vimeo.",
    "twitch.",
    "reddit.",
    "amazon.",
)


def harmless_address(value: str) -> None:
    """The page a reader lands on must be ordinary, encrypted and the same for everybody."""
    parts = urlsplit(value)
    host = (parts.hostname or "").lower()
    if parts.scheme != "https":
        raise ValidationError(_("Please choose an address that begins with https://."))
    if any(host.startswith(name) or f".{name}" in host or host == name for name in NOT_SAFE_TO_LAND_ON):
        raise ValidationError(
            _(
                "This site shows personal or recent items. Please choose an ordinary one, such as a weather service."
            )
        )


class SiteLanguage(models.Model):
    """A language of the site and what differs with it. Made by itself for every Wagtail locale, not offered yet."""

    locale = models.OneToOneField(
        "wagtailcore.Locale",
        on_delete=models.CASCADE,
        related_name="site_language",
        verbose_name=_("language"),
    )
    offered = models.BooleanField(
        _("offered to readers"),
        default=False,
        help_text=_(
            "Until then nothing in this language can be reached: no switch, no search engine, no address."
        ),
    )
    exit_url = models.URLField(
        _("where “Exit this page” leads"),
        default="https://www.bbc.com/weather",
        validators=[harmless_address],
        help_text=_(
            "An ordinary page, best the national weather service. Never one that shows what was looked at."
        ),
    )

    class Meta:
        verbose_name = _("language of the site")
        verbose_name_plural = _("languages of the site")
        ordering = ["locale__language_code"]

    def __str__(self) -> str:
        return dict(settings.LANGUAGES).get(self.locale.language_code, self.locale.language_code)


class Reading(models.Model):
    """A named person has read this translation and stands for it. Without one the reader is told so (rule 16)."""

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="reading")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.page_id} read {self.read_at:%Y-%m-%d}"

"""What a page may bring along, one concern a mixin."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel


class ListingMixin(models.Model):
    """How the page looks where others list it."""

    listing_summary = models.TextField(
        _("summary in lists"),
        blank=True,
        max_length=300,
        help_text=_("One or two sentences. They stand on cards and in search results."),
    )
    listing_image = models.ForeignKey(
        "core.SiteImage",
        verbose_name=_("picture in lists"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    listing_panels: ClassVar[list[Panel]] = [
        MultiFieldPanel([FieldPanel("listing_summary"), FieldPanel("listing_image")], heading=_("In lists")),
    ]

    class Meta:
        abstract = True


class SocialMixin(models.Model):
    """What a shared link shows."""

    social_text = models.CharField(
        _("text when shared"),
        blank=True,
        max_length=200,
        help_text=_(
            "Shown when somebody shares the link. Empty: the summary. Never shown for sensitive pages."
        ),
    )

    social_panels: ClassVar[list[Panel]] = [
        MultiFieldPanel([FieldPanel("social_text")], heading=_("When shared")),
    ]

    class Meta:
        abstract = True


class SensitiveMixin(models.Model):
    """Whether a reader may be at risk for being seen on this page."""

    #: Guides, stories and help pages: the exit button cannot be switched off.
    always_exit: ClassVar[bool] = False
    #: A shared or previewed link must not tell what its reader reads: only a generic card.
    sensitive: ClassVar[bool] = False

    show_exit_button = models.BooleanField(
        _("show “Exit this page”"),
        default=False,
        help_text=_("For pages whose reader may be watched. Guides, stories and help pages always show it."),
    )

    class Meta:
        abstract = True

    @property
    def has_exit(self) -> bool:
        return self.always_exit or self.show_exit_button

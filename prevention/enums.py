from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    """Who a guide speaks to, in the order in which readers find them."""

    CHILDREN = "children", _("For children")
    TEENAGERS = "teenagers", _("For teenagers")
    PARENTS = "parents", _("For parents")
    TEACHERS = "teachers", _("For teachers")
    EVERYONE = "everyone", _("For everyone")


class Verdict(models.TextChoices):
    """What a page says first to whoever chose an answer. No answer is blamed, and none is counted."""

    RIGHT = "right", _("Yes, that is so")
    ALSO = "also", _("That is right too")
    OTHERWISE = "otherwise", _("Many people think so")

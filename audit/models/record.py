from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..append_only import AppendOnly
from ..codes import code_only, codes_only, identifier_only


class Record(AppendOnly):
    """One thing that was done. It holds ids, codes and states, never words or names: erasure has nothing to change.

    ``actor`` is a user's key; nobody when the machine or a visitor did it, and ``by`` says which.
    """

    class By(models.TextChoices):
        STAFF = "staff", _("somebody who works here")
        MACHINE = "machine", _("the site itself")
        VISITOR = "visitor", _("a visitor")
        SCHOOL = "school", _("somebody at a school")
        OPERATOR = "operator", _("the operator, at the command line")

    at = models.DateTimeField(_("when"), default=timezone.now, db_index=True)
    by = models.CharField(_("by"), max_length=8, choices=By)
    actor = models.BigIntegerField(_("person"), null=True, blank=True, db_index=True)
    action = models.CharField(_("what"), max_length=60, db_index=True)
    object_type = models.CharField(_("kind of object"), max_length=60, blank=True, validators=[code_only])
    object_id = models.CharField(_("object"), max_length=40, blank=True, validators=[identifier_only])
    before = models.CharField(_("before"), max_length=80, blank=True, validators=[code_only])
    after = models.CharField(_("after"), max_length=80, blank=True, validators=[code_only])
    codes = models.JSONField(_("details"), default=dict, blank=True, validators=[codes_only])

    class Meta:
        verbose_name = _("record")
        verbose_name_plural = _("audit log")
        ordering: ClassVar[list[str]] = ["-pk"]
        default_permissions = ()
        permissions: ClassVar[list[tuple[str, Any]]] = [
            ("read_log", _("Can read the audit log")),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["object_type", "object_id"], name="audit_by_object")
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action}"

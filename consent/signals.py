"""Told after the commit, for rooms that keep copies of what a consent allows to be shown."""

from __future__ import annotations

from django.dispatch import Signal

#: ``subject_id``: somebody's consent was recorded anew or withdrawn. Receivers ask `consent.domain` what holds now.
consent_changed = Signal()
#: ``key``: a private link ended. Sent inside the transaction, in which it may yet be undone.
key_ended = Signal()

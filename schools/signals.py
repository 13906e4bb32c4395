"""What other rooms may want to hear of schools."""

from __future__ import annotations

from django.dispatch import Signal

#: After the commit, with ``school_id``: somebody has found that it is not one. Nothing of it may stay shown.
school_turned_away = Signal()

from __future__ import annotations

from core.ticks import every_minute

from .take_down import catch_up

every_minute(catch_up)

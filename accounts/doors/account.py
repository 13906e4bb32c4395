"""One's own account in the admin, without a picture of oneself.

Library: Wagtail 7.4, ``AvatarSettingsPanel``. Reason: it stores what is sent as it was sent, with the place where it
was taken, decodes it in the web process whatever its size, and shows a face to everybody who works here. End: when a
setting turns it off.
"""

from __future__ import annotations

from typing import Any

from wagtail.admin.views.account import AccountView, AvatarSettingsPanel


class Account(AccountView):
    def get_panels(self) -> list[Any]:
        return [panel for panel in super().get_panels() if not isinstance(panel, AvatarSettingsPanel)]

"""Addresses that `edge.direct.DirectMiddleware` answers. No urlconf includes them."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import path, re_path

from edge import health, media, text_files

#: Where files are found on this site. With a CDN's address in ``MEDIA_URL`` the CDN fetches them here: under the same
#: path, or under /media/ if its address has none.
MEDIA_PATH = urlsplit(settings.MEDIA_URL).path.strip("/") or "media"

urlpatterns = [
    path("livez", health.live, name="live"),
    path("readyz", health.ready, name="ready"),
    path("robots.txt", text_files.robots, name="robots"),
    path(".well-known/security.txt", text_files.security, name="security_txt"),
    re_path(rf"^{re.escape(MEDIA_PATH)}/(?P<name>(?s:.*))\Z", media.media, name="media"),
]

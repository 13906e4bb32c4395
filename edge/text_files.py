"""Two small files that machines ask for: what not to crawl, and whom to tell about a hole."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

#: RFC 9116 asks for less than a year. It moves on by itself, as someone reads that mailbox while the site runs.
SECURITY_TXT_HOLDS = timedelta(days=180)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Search results and everything behind a login stay out of search engines. Nothing here keeps anyone out."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /accounts/",
        "Disallow: /*/search/",
        "",
        f"Sitemap: {settings.SITE_URL}/sitemap.xml",
    ]
    return _text(lines)


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """``/.well-known/security.txt``, RFC 9116. ``SECURITY_CONTACT`` is a mail address or an ``https:`` address."""
    contact: str = getattr(settings, "SECURITY_CONTACT", "") or settings.DEFAULT_FROM_EMAIL
    if not contact.startswith(("https:", "mailto:", "tel:")):
        contact = f"mailto:{parseaddr(contact)[1]}"
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {contact}",
        f"Expires: {(today + SECURITY_TXT_HOLDS).isoformat().replace('+00:00', 'Z')}",
        f"Canonical: {settings.SITE_URL}/.well-known/security.txt",
        "Preferred-Languages: en",
    ]
    return _text(lines)


def _text(lines: list[str]) -> HttpResponse:
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")

"""An event for machines (schema.org), saying no more than its page does."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from .enums import Status
from .models import EventPage

SCHEMA = "https://schema.org/"
#: What would end the script or start another, inside a text of an editor's.
ESCAPED = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def as_script(event: EventPage) -> SafeString:
    text = json.dumps(as_data(event), ensure_ascii=False).translate(ESCAPED)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')


def as_data(event: EventPage) -> dict[str, Any]:
    """Only what is known: empty values are left out."""
    when, organiser = event.when, event.organiser
    data: dict[str, Any] = {
        "@context": SCHEMA.rstrip("/"),
        "@type": "Event",
        "name": event.title,
        "url": _address(event),
        "description": event.introduction or event.summary,
        "startDate": when.begins if when else "",
        "endDate": when.ends if when else "",
        "eventStatus": SCHEMA + _status(event),
        "eventAttendanceMode": _mode(event),
        "location": _locations(event),
        "inLanguage": event.languages,
        "organizer": {
            "@type": "Organization",
            "name": organiser.name,
            **({"url": organiser.web_address} if organiser.web_address else {}),
        }
        if organiser
        else None,
    }
    if event.is_postponed and when and event.postponed_from:
        data["previousStartDate"] = event.postponed_from.isoformat()
    known = {name: value for name, value in data.items() if value}
    return known | {"isAccessibleForFree": event.is_free} if event.price else known


def _address(event: EventPage) -> str:
    return f"{settings.SITE_URL}{event.url}"


def _status(event: EventPage) -> str:
    if event.status == Status.CANCELLED:
        return "EventCancelled"
    if event.status == Status.POSTPONED:
        return "EventPostponed" if event.new_date_unknown else "EventRescheduled"
    return "EventScheduled"


def _mode(event: EventPage) -> str:
    if not event.online:
        return f"{SCHEMA}OfflineEventAttendanceMode"
    mode = "MixedEventAttendanceMode" if event.town else "OnlineEventAttendanceMode"
    return SCHEMA + mode


def _locations(event: EventPage) -> list[dict[str, Any]]:
    places: list[dict[str, Any]] = []
    if event.town:
        address = {
            "@type": "PostalAddress",
            "streetAddress": event.public_address,
            "addressLocality": event.locality,
            "addressCountry": (event.country_id or "").upper(),
        }
        places.append(
            {
                "@type": "Place",
                "name": event.public_place_name or event.town,
                "address": {name: value for name, value in address.items() if value},
            }
        )
    if event.online:
        # Where the address is not public, the page says how to get it.
        places.append({"@type": "VirtualLocation", "url": event.public_online_address or _address(event)})
    return places

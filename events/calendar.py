"""An event as a file for a calendar (RFC 5545)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import icalendar
from django.conf import settings
from django.db.models import Max
from django.http import HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Page

from core import clock

from . import instants, moments
from .enums import Status
from .models import EventPage

STATUS = {
    Status.ANNOUNCED: "TENTATIVE",
    Status.CONFIRMED: "CONFIRMED",
    # What was moved once is not called sure again by a machine.
    Status.POSTPONED: "TENTATIVE",
    Status.CANCELLED: "CANCELLED",
    Status.DONE: "CONFIRMED",
}
#: How far around the event its zone is described: the last change before it and the next one after it.
A_YEAR = timedelta(days=366)


def calendar_response(event: EventPage) -> HttpResponse:
    response = HttpResponse(as_calendar(event), content_type="text/calendar; charset=utf-8")
    name = slugify(event.slug) or "event"
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response


def as_calendar(event: EventPage) -> bytes:
    """Only for events that have a date."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Forget-me-not//Events//EN")
    calendar.add("version", "2.0")
    calendar.add_component(as_event(event))
    calendar.add_missing_timezones(first_date=event.start_date - A_YEAR, last_date=event.last_date + A_YEAR)
    written: bytes = calendar.to_ical()
    return written


def as_event(event: EventPage) -> icalendar.Event:
    sequence, published = _newest_publication(event)
    changed = (published or clock.now()).astimezone(UTC).replace(microsecond=0)
    entry = icalendar.Event()
    # The same in every language: whoever takes a second one has the event once.
    entry.add("uid", f"{event.translation_key}@{urlsplit(settings.SITE_URL).hostname}")
    entry.add("dtstamp", changed)
    entry.add("last-modified", changed)
    entry.add("sequence", sequence)
    _add_times(entry, event)
    entry.add("status", STATUS[Status(event.status)])
    entry.add("summary", _summary(event))
    if description := event.introduction or event.summary:
        entry.add("description", description)
    if place := _place(event):
        entry.add("location", place)
    entry.add("url", f"{settings.SITE_URL}{event.url}")
    return entry


def _newest_publication(event: EventPage) -> tuple[int, datetime | None]:
    """The number and the time of the last publication in any language: each may bring new facts to all of them, and a
    calendar takes a change for the truth only when both have grown."""
    versions = Page.objects.filter(translation_key=event.translation_key)
    newest = versions.aggregate(number=Max("live_revision_id"), at=Max("last_published_at"))
    return newest["number"] or 0, newest["at"]


def _add_times(entry: icalendar.Event, event: EventPage) -> None:
    if event.start_time is None:
        entry.add("dtstart", event.start_date)
        # The first day that is no longer part of it.
        entry.add("dtend", event.last_date + timedelta(days=1))
        return
    entry.add("dtstart", instants.local(event.start_date, event.start_time, event.zone))
    if event.end_time:
        entry.add("dtend", instants.local(event.last_date, event.end_time, event.zone))
    elif event.last_date > event.start_date:
        entry.add(
            "dtend", instants.local(event.last_date + timedelta(days=1), datetime.min.time(), event.zone)
        )


def _summary(event: EventPage) -> str:
    if event.is_cancelled:
        return _("Cancelled: %(event)s") % {"event": event.title}
    if event.is_postponed:
        return _("Postponed: %(event)s") % {"event": event.title}
    return event.title


def _place(event: EventPage) -> str:
    street = " ".join(event.public_address.split())
    place = moments.listed([event.public_place_name, street, event.town])
    return place or (_("Online") if event.online else "")

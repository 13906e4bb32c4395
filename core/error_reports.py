"""What a report of an error says, in a mail to developers or wherever else Django makes one."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.views.debug import ExceptionReporter


class WhereItFailed(ExceptionReporter):
    """Where in the code, through which calls, and what kind of error. Nothing of the request, of who was there, of
    what they typed, of any variable, of any setting; nor the error's own words, for databases quote in them what was
    to be stored. A person with DEBUG on, at the keyboard of their own machine, sees everything."""

    def get_traceback_data(self) -> dict[str, Any]:
        if settings.DEBUG:
            return super().get_traceback_data()
        request, self.request = self.request, None
        try:
            data = super().get_traceback_data()
        finally:
            self.request = request
        for frame in data["frames"]:
            frame["vars"] = []
            if frame.get("exc_cause"):
                frame["exc_cause"] = type(frame["exc_cause"]).__name__
        if data["template_info"]:
            data["template_info"]["message"] = ""
        if "exception_value" in data:
            data["exception_value"] = "—"
        return data | {"settings": {}, "unicode_hint": "", "exception_notes": ""}

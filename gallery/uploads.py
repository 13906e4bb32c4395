"""A request that brings files of drawings, and what became of each: alike for schools and for partners' editors."""

from __future__ import annotations

import logging
import re
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import TooManyFilesSent, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _

from core import clock
from core.uploads import Unreadable

from . import domain
from .enums import State
from .models import Entry
from .sentences import sentence
from .staff.access import whole_number
from .staff.forms import NOT_WHOLE
from .upload_handler import MOST_FILES, MOST_IN_ALL, Arrived, DrawingUploadHandler

logger = logging.getLogger(__name__)

RETRY_AFTER = "30"
#: No proxy waits longer for one.
LONGEST_UPLOAD = timedelta(minutes=15)
#: With less of the disk free no file comes in any more: the pages of the helplines, the log and the database need it.
LEAST_FREE = 1024**3


def words_of_the_script(*, no_file: str, done: str, signed_out: str) -> dict[str, str]:
    """What ``gallery/arriving.js`` says; the three are said in other words to a school and to a partner's editor."""
    return {
        "waiting": _("ready to send"),
        "sending": _("sending {percent} %"),
        "again": _("not received yet, trying again"),
        "offline": _("not received yet: you are offline. It goes on by itself when you are back."),
        "lost": _("not received: try again"),
        "signedOut": signed_out,
        "tooLarge": sentence("too_many_bytes"),
        "retry": _("Try again"),
        "remove": _("Do not send"),
        "noFile": no_file,
        "summary": _("{received} of {all} received, {refused} not received."),
        "done": done,
    }


@dataclass(frozen=True)
class Outcome:
    """What became of one file. ``status`` is that of the answer; ``id`` the drawing's, once it is here."""

    status: int
    sentence: str
    id: str = ""

    @property
    def received(self) -> bool:
        return self.status in (200, 201)

    def as_json(self) -> HttpResponse:
        said: dict[str, object] = {"received": self.received, "sentence": self.sentence}
        if self.id:
            said["id"] = self.id
        return with_pause(JsonResponse(said, status=self.status))


@dataclass(frozen=True)
class Upload:
    """A request that was read: its files, and when its first byte came, which decides whether it is in time."""

    begun_at: datetime
    arrived: list[Arrived]


class NotTaken(Exception):
    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.sentence)
        self.outcome = outcome


def not_received() -> Outcome:
    return Outcome(
        503, _("It was not received: the site cannot keep it at this moment. Send it again in a minute.")
    )


def begun_at(request: HttpRequest) -> datetime:
    """When its first byte came. A proxy that keeps a request until it is whole says that; `edge.proxies` lets it
    through from ours alone."""
    now = clock.now()
    said = re.fullmatch(r"t=([0-9]{9,11}(?:\.[0-9]{1,6})?)", request.META.get("HTTP_X_REQUEST_START", ""))
    if said is None:
        return now
    ago = timedelta(seconds=time.time() - float(said[1]))
    return now - min(max(ago, timedelta(0)), LONGEST_UPLOAD)


def disk_has_room() -> bool:
    """Also where drawings lie in a bucket: what is being sent lies here first, and so do the database and its log."""
    if shutil.disk_usage(settings.VAR_DIR).free >= LEAST_FREE:
        return True
    logger.error("The disk is nearly full: drawings are refused until there is room")
    return False


def too_many_sentence() -> str:
    return _("Not received: %(most)s files at most are taken at once. Send the rest afterwards.") % {
        "most": MOST_FILES
    }


def read_upload(
    request: HttpRequest, begun_at: datetime, check_token: Callable[[HttpRequest], object] | None = None
) -> Upload:
    """The upload handler has to stand before the form token is looked for in what was sent; it is, just after.

    Raises `NotTaken`, and what ``check_token`` raises.
    """
    # A length that is no number is too much as well. Nothing of it is read: that would take in what is being refused.
    if whole_number(request.META.get("CONTENT_LENGTH") or "0", MOST_IN_ALL + 1) > MOST_IN_ALL:
        raise NotTaken(Outcome(413, too_many_sentence()))
    if not disk_has_room():
        raise NotTaken(not_received())
    handler = DrawingUploadHandler(request)
    request.upload_handlers = [handler]
    try:
        if check_token is not None:
            check_token(request)
        request.POST  # noqa: B018 -- reads what is being sent, also where the header held the token
    except TooManyFilesSent:
        raise NotTaken(Outcome(413, too_many_sentence())) from None
    except MultiPartParserError:
        raise NotTaken(Outcome(400, str(NOT_WHOLE))) from None
    except OSError:
        logger.exception("An upload broke off")
        raise NotTaken(not_received()) from None
    return Upload(begun_at, handler.arrived)


def outcome_of(
    file: Arrived, do: Callable[[], Entry], *, received: str, overtaken: Outcome, status: int = 200
) -> Outcome:
    """Nobody reads "received" before the bytes and the row are kept."""
    if file.problem == "too_many_files":
        return Outcome(413, too_many_sentence())
    if file.problem:
        return Outcome(413, sentence(file.problem))
    try:
        entry = do()
    except domain.AlreadyHere as refused:
        return Outcome(409, refused.sentence)
    except domain.Overtaken:
        return overtaken
    except domain.Refused as refused:
        return Outcome(422, refused.sentence)
    except Unreadable as reason:
        return Outcome(422, sentence(reason.code))
    except ValidationError as wrong:
        return Outcome(422, " ".join(wrong.messages))
    except Exception:  # a storage fails in its own way, and whoever sends must never read "received" then
        logger.exception("A drawing could not be kept")
        return not_received()
    if entry.state == State.WITHDRAWN or entry.taken_back_at is not None:
        # Its key is used up. Whoever wants it here again sends it from a fresh page.
        return Outcome(409, _("This drawing was taken back. Choose the picture once more to send it anew."))
    return Outcome(status, received, entry.public_id)


def with_pause(response: HttpResponse) -> HttpResponse:
    if response.status_code == 503:
        response.headers["Retry-After"] = RETRY_AFTER
    return response


def wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")

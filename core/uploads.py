"""What every upload in the admin goes through, whatever kind of file it is.

A file is read by a program of its own, with limits, one at a time on a machine: a file that makes it run for ever or
eat all memory harms nobody. What an editor sends is never kept as it came, nor is its name.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import QueryDict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

#: Seconds a file may take to read, and seconds to wait for those that came before it.
TIME_TO_READ = 30
TIME_TO_WAIT = 60


class Unreadable(Exception):
    """The file was refused. ``code`` says why, ``details`` what the sentence for it needs."""

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


class Cleaned(NamedTuple):
    """What the cleaning program made of a file: what it says of it, and the new bytes."""

    about: dict[str, Any]
    content: bytes


def clean_in_subprocess(program: Path, content: bytes, *, wait: float = TIME_TO_WAIT) -> Cleaned:
    """Have ``program`` read a file and write it anew.

    The program gets the bytes on its standard input and answers with one line of JSON and the new bytes. It sets its
    own limits. Raises `Unreadable`: with the code the program gave, ``too_hard`` if it ran into a limit or fell over,
    ``busy`` if others took too long before it.
    """
    with one_at_a_time(wait):
        try:
            run = subprocess.run(
                [sys.executable, "-I", str(program)],
                input=content,
                capture_output=True,
                timeout=TIME_TO_READ,
                check=False,
                env={},
            )
        except subprocess.TimeoutExpired as error:
            raise Unreadable("too_hard") from error
    line, found, rest = run.stdout.partition(b"\n")
    if run.returncode or not found:
        raise Unreadable("too_hard")
    about = json.loads(line)
    if "error" in about:
        raise Unreadable(about.pop("error"), **about)
    return Cleaned(about, rest)


@contextlib.contextmanager
def one_at_a_time(wait: float = TIME_TO_WAIT) -> Iterator[None]:
    """Hold the machine's one place for reading large files. Raises `Unreadable` with ``busy`` after ``wait`` seconds.

    A lock on a file, as web processes, worker and commands share nothing else; the system frees it when its holder
    dies.
    """
    deadline = time.monotonic() + wait
    with _lock_file().open("w") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError as error:
                if time.monotonic() >= deadline:
                    raise Unreadable("busy") from error
                time.sleep(0.05)
        yield


def _lock_file() -> Path:
    """In ``var/``; where only uploads can be written, as in a container, in the system's own place."""
    folder = Path(settings.VAR_DIR)
    return (folder if os.access(folder, os.W_OK) else Path(tempfile.gettempdir())) / "reading.lock"


class UploadFormMixin(BaseForm):
    """For Wagtail's picture and document forms: no client's file name, and nothing half kept."""

    #: What an upload is called until someone names it.
    unnamed: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            # Wagtail's script would copy the file's name into the title.
            for name in [name for name in self.fields["file"].widget.attrs if name.startswith("data-")]:
                del self.fields["file"].widget.attrs[name]

    def full_clean(self) -> None:
        """If anything else is wrong, the file has to be sent again, and its field says so.

        A browser sends it anew anyway. More important: with an error elsewhere and none here, Wagtail's upload of
        several files stores the file as it came, uncleaned, and later makes a picture or document of that.
        """
        super().full_clean()
        if self.is_bound and self._new_file() is not None and self.errors and "file" not in self.errors:
            self.add_error("file", _("Put right what is marked, then choose the file again."))

    def clean_title(self) -> str:
        """A file's own name is no title: it often holds a person's.

        Wagtail's upload of several files hands over a plain dictionary, with the file's name as the title; a form
        that a person filled in is a query dictionary, and their words are theirs.
        """
        title: str = self.cleaned_data["title"]
        if isinstance(self.data, QueryDict) or self._new_file() is None:
            return title
        now = timezone.localtime()
        return f"{self.unnamed}, {date_format(now, 'DATE_FORMAT')}, {date_format(now, 'TIME_FORMAT')}"

    def _new_file(self) -> Any:
        return self.files.get(self.add_prefix("file"))


def refuse(sentences: dict[str, Any], reason: Unreadable) -> ValidationError:
    """The sentence for a refused file."""
    return ValidationError(sentences[reason.code] % reason.details, code=reason.code)

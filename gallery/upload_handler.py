"""Takes files in while they arrive, and stops at 15 MB each; nothing of a larger one is kept."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from .header_check import MOST_BYTES

#: Files in one request without a script; with one, each file is a request of its own.
MOST_FILES = 40
#: The longest request that is read at all: as many files as large as may be, and the fields of the form.
MOST_IN_ALL = MOST_FILES * MOST_BYTES + 1024 * 1024


class Arrived:
    """One file of a request. ``problem`` is a code of `gallery.sentences`, empty when the whole file is here."""

    def __init__(self, problem: str = "", file: IO[bytes] | None = None) -> None:
        self.problem = problem
        self._file = file

    def content(self) -> bytes:
        if self._file is None:
            return b""
        self._file.seek(0)
        return self._file.read()


class DrawingUploadHandler(FileUploadHandler):
    """Keeps no file in memory: each waits in a file without a name, written as it comes.

    Names that clients send are not looked at, and nothing is kept of them.
    """

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.arrived: list[Arrived] = []
        self._waiting: IO[bytes] | None = None
        self._size = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._forget()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Called with what was read of a file. A returned ``None`` says that no other handler need see it."""
        self._size += len(raw_data)
        problem = "too_many_files" if len(self.arrived) >= MOST_FILES else ""
        if self._size > MOST_BYTES:
            problem = "too_many_bytes"
        if problem:
            self._forget()
            self.arrived.append(Arrived(problem))
            # The rest of it is read and forgotten, so that the answer still reaches who sent it.
            raise SkipFile
        if self._waiting is None:
            self._waiting = tempfile.TemporaryFile(dir=_disk())  # noqa: SIM115 -- closed with the request
        self._waiting.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile:
        # An empty file comes without a piece.
        waiting = self._waiting or tempfile.TemporaryFile(dir=_disk())  # noqa: SIM115 -- closed with the request
        self._waiting = None
        self.arrived.append(Arrived(file=waiting))
        return UploadedFile(waiting, name="drawing", size=file_size)

    def upload_interrupted(self) -> None:
        self._forget()

    def _forget(self) -> None:
        if self._waiting is not None:
            self._waiting.close()
        self._waiting, self._size = None, 0


def _disk() -> str | None:
    """Where files wait: beside the media. The system's own place for them is memory in a container.

    ``None``, which means that place, where the media lie in a bucket and nothing else may be written to.
    """
    folder = Path(settings.MEDIA_ROOT)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return str(folder) if os.access(folder, os.W_OK) else None

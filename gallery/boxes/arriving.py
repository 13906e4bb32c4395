"""One file of a form, onto a disk while it arrives, in a file without a name that is gone with the request."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload

from .archive import MEGABYTE, MOST_OF_A_ZIP

#: The longest request that is read at all.
MOST_IN_ALL = MOST_OF_A_ZIP + MEGABYTE


class OneFileHandler(FileUploadHandler):
    """Takes the first file of a request. What clients call it is not looked at."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.file: IO[bytes] | None = None
        self.too_large = False
        self._files = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._files += 1
        if self._files > 1:
            raise StopUpload(connection_reset=True)
        self.file = tempfile.TemporaryFile(dir=_where_media_lie())  # noqa: SIM115 -- closed with the request

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        assert self.file is not None  # noqa: S101 -- for the type checker
        if start + len(raw_data) > MOST_OF_A_ZIP:
            self.too_large = True
            self.file.truncate(0)
            # The rest is read and forgotten, so that the answer still reaches who sent it.
            raise SkipFile
        self.file.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile:
        return UploadedFile(self.file, name="box", size=file_size)


def _where_media_lie() -> str | None:
    """The system's own place for such files is memory in a container. ``None``: that, where media lie elsewhere."""
    folder = Path(settings.MEDIA_ROOT)
    return str(folder) if folder.is_dir() and os.access(folder, os.W_OK) else None

"""Public files in a bucket that is not public.

The site hands its files out itself (`edge.media`), so that one set of headers holds wherever they lie. A bucket's own
addresses are never shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from botocore.config import Config
from botocore.exceptions import ClientError
from django.conf import settings
from django.core.files.storage import Storage
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage

BLOCK = 64 * 1024


class BucketStorage(S3Storage):
    """Any S3. Addresses are the site's own (``MEDIA_URL``), and a part of a film is fetched as a part.

    Give it no credentials: its options are stored with queued tasks. They come from the environment or the instance.
    """

    def get_default_settings(self) -> dict[str, Any]:
        """Short patience, so that a bucket that is down does not hold every web process; and checksums only where
        the server knows them, as most that are not Amazon's do not."""
        defaults: dict[str, Any] = super().get_default_settings()
        return defaults | {
            "file_overwrite": False,
            "default_acl": None,
            "client_config": Config(
                connect_timeout=3,
                read_timeout=20,
                retries={"max_attempts": 2},
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
        }

    def url(
        self,
        name: str,
        parameters: dict[str, Any] | None = None,
        expire: int | None = None,
        http_method: str | None = None,
    ) -> str:
        return f"{settings.MEDIA_URL}{(filepath_to_uri(name) or '').lstrip('/')}"

    def stream(self, name: str, start: int, length: int) -> Iterator[bytes]:
        """``length`` bytes from ``start``, without fetching the rest."""
        key = self._normalize_name(name)
        wanted = f"bytes={start}-{start + length - 1}"
        try:
            body = self.bucket.Object(key).get(Range=wanted)["Body"]
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] == 404:
                raise FileNotFoundError(name) from error
            raise
        return _Blocks(body, length)


def stream(storage: Storage, name: str, start: int, length: int) -> Iterator[bytes]:
    """``length`` bytes of a stored file from ``start``, in blocks. The file is opened before this returns.

    Raises what the storage raises, ``FileNotFoundError`` where there is no such file.
    """
    if isinstance(storage, BucketStorage):
        return storage.stream(name, start, length)
    file = storage.open(name, "rb")
    file.seek(start)
    return _Blocks(file, length)


class _Blocks:
    """An iterator that closes its file even if nobody asked for the first block."""

    def __init__(self, file: Any, length: int) -> None:
        self._file = file
        self._left = length

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        block: bytes = self._file.read(min(BLOCK, self._left)) if self._left > 0 else b""
        if not block:
            self.close()
            raise StopIteration
        self._left -= len(block)
        return block

    def close(self) -> None:
        self._file.close()

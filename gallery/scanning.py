"""Asks a virus scanner (clamd) about a file. Making a picture anew is the real defence; this is for what lies in store
until then.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings

#: Seconds for the whole conversation, not for each part of it.
TIME_TO_ANSWER = 20
CHUNK = 64 * 1024
LONGEST_ANSWER = 4096


class NoVerdict(Exception):
    """The scanner did not answer, or not with a verdict. Nothing is known of the file."""


def is_asked() -> bool:
    return bool(settings.CLAMD_URL)


def is_clean(content: bytes, seconds: float = TIME_TO_ANSWER) -> bool:
    """False when something was found. Raises `NoVerdict`."""
    deadline = time.monotonic() + seconds
    try:
        with _connected(settings.CLAMD_URL, deadline) as connection:
            connection.sendall(b"zINSTREAM\0")
            for part in _parts(content):
                _wait_until(connection, deadline)
                connection.sendall(part)
            answer = _answer(connection, deadline)
    except (OSError, ValueError) as error:
        raise NoVerdict(type(error).__name__) from error
    if answer == b"stream: OK":
        return True
    if answer.startswith(b"stream: ") and answer.endswith(b" FOUND"):
        return False
    raise NoVerdict("not a verdict")


def address(url: str) -> tuple[str, int] | str:
    """Of ``unix:/path`` or ``tcp://host:port``. Raises ``ValueError`` for anything else."""
    parts = urlsplit(url)
    if parts.scheme == "unix" and parts.path.startswith("/"):
        return parts.path
    if parts.scheme == "tcp" and parts.hostname and parts.port:
        return parts.hostname, parts.port
    raise ValueError("neither unix:/path nor tcp://host:port")


def _connected(url: str, deadline: float) -> socket.socket:
    where = address(url)
    if isinstance(where, tuple):
        return socket.create_connection(where, timeout=_left(deadline))
    connection = socket.socket(socket.AF_UNIX)
    try:
        _wait_until(connection, deadline)
        connection.connect(where)
    except OSError:
        connection.close()
        raise
    return connection


def _parts(content: bytes) -> Iterator[bytes]:
    """Each with its length before it; one of no length ends it."""
    for start in range(0, len(content), CHUNK):
        part = content[start : start + CHUNK]
        yield len(part).to_bytes(4, "big") + part
    yield bytes(4)


def _answer(connection: socket.socket, deadline: float) -> bytes:
    answer = b""
    while not answer.endswith(b"\0"):
        _wait_until(connection, deadline)
        part = connection.recv(LONGEST_ANSWER)
        answer += part
        if not part or len(answer) > LONGEST_ANSWER:
            raise OSError("broken off")
    return answer[:-1]


def _wait_until(connection: socket.socket, deadline: float) -> None:
    connection.settimeout(_left(deadline))


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left

"""Asks for one address as fast as it is answered, from a few readers at once: ``python -m e2e.bench.load URL SECONDS``.

A process of its own, so that its work is not done in the time of whoever measures. Prints answers a second.
"""

from __future__ import annotations

import socket
import sys
import threading
import time
from urllib.parse import urlsplit

READERS = 8
#: A page that takes longer than this is an error of its own.
LONGEST = 30


class Failed(Exception):
    """The site did not answer with a page."""


def ask(host: str, port: int, request: bytes) -> None:
    """One connection for each request: connections that stay open may all come to lie with one of two workers, and
    then half of the machine is measured. Raises ``Failed`` on anything but a whole page."""
    with socket.create_connection((host, port), timeout=LONGEST) as connection:
        connection.sendall(request)
        parts = []
        while part := connection.recv(65536):
            parts.append(part)
    head, _blank, body = b"".join(parts).partition(b"\r\n\r\n")
    status, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _colon, value in (line.partition(":") for line in lines)}
    if status.split(" ")[1:2] != ["200"] or len(body) != int(headers.get("content-length", -1)):
        raise Failed(f"{status} with {len(body)} bytes")


def rate(url: str, seconds: float) -> float:
    """Answers a second, over ``seconds`` and the last answers under way then."""
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or 80
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    lines = [
        f"GET {path} HTTP/1.1",
        f"Host: {parts.netloc}",
        "Accept-Encoding: gzip",
        "Connection: close",
        "",
        "",
    ]
    request = "\r\n".join(lines).encode()
    ask(host, port, request)
    answers: list[int] = []
    problems: list[BaseException] = []
    began = time.monotonic()

    def reader() -> None:
        count = 0
        try:
            while time.monotonic() < began + seconds and not problems:
                ask(host, port, request)
                count += 1
        except (Failed, OSError) as problem:
            problems.append(problem)
        answers.append(count)

    readers = [threading.Thread(target=reader) for _ in range(READERS)]
    for one in readers:
        one.start()
    for one in readers:
        one.join()
    if problems:
        raise Failed(f"{url}: {problems[0]}") from problems[0]
    return sum(answers) / (time.monotonic() - began)


if __name__ == "__main__":
    try:
        print(rate(sys.argv[1], float(sys.argv[2])))
    except Failed as failed:
        sys.exit(str(failed))

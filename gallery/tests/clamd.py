"""Speaks as clamd does, over a real socket, and misbehaves when asked to."""

from __future__ import annotations

import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

#: Taken for a virus. Not a real test file of a scanner, which real scanners on a developer's machine would find.
SICK = b"this is what the little scanner finds"


class _Talk(socketserver.StreamRequestHandler):
    server: Any

    def handle(self) -> None:
        how = self.server.how
        if how == "hangs":
            self.server.over.wait(30)
            return
        if how == "drops":
            return
        if self.rfile.read(10) != b"zINSTREAM\0":
            self.wfile.write(b"UNKNOWN COMMAND\0")
            return
        content = b""
        while length := int.from_bytes(self.rfile.read(4), "big"):
            content += self.rfile.read(length)
            if how == "drops half way":
                return
        self.server.seen.append(content)
        answer = b"stream: Eicar-Test FOUND\0" if SICK in content else b"stream: OK\0"
        if how == "is full":
            answer = b"INSTREAM size limit exceeded. ERROR\0"
        if how == "babbles":
            answer = b"stream: OK" * 1000
        if how == "drips":
            for sign in answer:
                self.wfile.write(bytes([sign]))
                time.sleep(0.1)
            return
        self.wfile.write(answer)


class _Tcp(socketserver.ThreadingTCPServer):
    daemon_threads, allow_reuse_address = True, True


class _Unix(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True


@contextmanager
def running(how: str = "", path: Path | None = None) -> Iterator[tuple[str, list[bytes]]]:
    """Its address, and what it was asked about."""
    server: Any = _Unix(str(path), _Talk) if path else _Tcp(("127.0.0.1", 0), _Talk)
    server.how, server.seen, server.over = how, [], threading.Event()
    server.handle_error = lambda *args: None
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield (f"unix:{path}" if path else f"tcp://127.0.0.1:{server.server_address[1]}"), server.seen
    finally:
        server.over.set()
        server.shutdown()
        server.server_close()
        thread.join()

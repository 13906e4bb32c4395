"""A mail server on this machine, so small that it can do wrong exactly what a test needs."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message


@dataclass
class MailServer:
    """Answers each command with ``answers[command]`` or a friendly one; ``None`` hangs up instead of answering.

    ``taken``: what was handed over whole, whatever it answered to that.
    """

    answers: dict[str, str | None] = field(default_factory=dict)
    taken: list[bytes] = field(default_factory=list)
    spoken_to: int = 0

    def __post_init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def letters(self) -> list[Message]:
        return [message_from_bytes(letter) for letter in self.taken]

    def stop(self) -> None:
        # Closing alone leaves a thread that waits for a caller, and so the port open.
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def _serve(self) -> None:
        while True:
            try:
                caller, _address = self._socket.accept()
            except OSError:
                return
            self.spoken_to += 1
            threading.Thread(target=self._talk, args=(caller,), daemon=True).start()

    def _talk(self, caller: socket.socket) -> None:
        with caller, caller.makefile("rwb") as wire, contextlib.suppress(OSError, _HungUp):
            self._answer(wire, "GREETING", "220 here")
            for line in wire:
                command = line[:4].strip().upper().decode()
                self._answer(wire, command, "354 go on" if command == "DATA" else "250 fine")
                if command == "QUIT":
                    return
                if command == "DATA" and self.answers.get("DATA", "354").startswith("354"):
                    self.taken.append(b"".join(iter(wire.readline, b".\r\n")))
                    self._answer(wire, "END", "250 taken")

    def _answer(self, wire: object, command: str, otherwise: str) -> None:
        answer = self.answers.get(command, otherwise)
        if answer is None:
            raise _HungUp
        wire.write(f"{answer}\r\n".encode())
        wire.flush()


class _HungUp(Exception):
    pass


@contextlib.contextmanager
def mail_server(**answers: str | None) -> Iterator[MailServer]:
    server = MailServer(dict(answers))
    try:
        yield server
    finally:
        server.stop()

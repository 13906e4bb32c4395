"""A reader with no browser: for the many pages of which only the words and the headers count."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from http.client import HTTPConnection, HTTPMessage, HTTPResponse, RemoteDisconnected
from urllib.parse import urlsplit

from bs4 import BeautifulSoup


@dataclass(frozen=True)
class Answer:
    path: str
    status: int
    headers: HTTPMessage
    body: bytes

    @property
    def is_html(self) -> bool:
        return self.headers.get_content_type() == "text/html"

    @cached_property
    def soup(self) -> BeautifulSoup:
        return BeautifulSoup(self.body, "html.parser")

    @property
    def text(self) -> str:
        return self.body.decode()


class Client:
    """One connection, kept open. Follows no redirect and keeps no cookie."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.connection = HTTPConnection(urlsplit(address).netloc, timeout=30)

    def get(self, path: str, **headers: str) -> Answer:
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            response = self._ask(path, names)
        except RemoteDisconnected:
            # The server closes a connection on which nothing was asked for five seconds, as any browser knows.
            self.connection.close()
            response = self._ask(path, names)
        return Answer(path, response.status, response.msg, response.read())

    def _ask(self, path: str, headers: dict[str, str]) -> HTTPResponse:
        self.connection.request("GET", path, headers=headers)
        return self.connection.getresponse()

    def close(self) -> None:
        self.connection.close()

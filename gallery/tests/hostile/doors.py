"""The ways in. Each takes a file under a name and says what it answered; which entry that became, the rows say."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass

from django.test import Client
from django.urls import reverse

from gallery.models import Batch

BOUNDARY = "a-line-between-parts"


@dataclass(frozen=True)
class Answer:
    status: int
    sentence: str

    @property
    def received(self) -> bool:
        return self.status == 201


@dataclass(frozen=True)
class Door:
    """``fields``: what the form sends besides the file and its key."""

    client: Client
    batch: Batch
    address: str
    fields: dict[str, str]

    def send(self, content: bytes, name: str = "drawing.jpg", key: uuid.UUID | None = None) -> Answer:
        answer = self.client.post(
            self.address,
            data=form(content, name, self.fields | {"key": str(key or uuid.uuid4())}),
            content_type=f"multipart/form-data; boundary={BOUNDARY}",
            headers={"accept": "application/json"},
        )
        try:
            sentence = json.loads(answer.content).get("sentence", "")
        except ValueError:
            sentence = ""
        return Answer(answer.status_code, sentence)


def form(content: bytes, name: str, fields: dict[str, str]) -> bytes:
    """Put together by hand: what puts it together for browsers and tests would change such names."""
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'.encode()
        for field, value in fields.items()
    ]
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'.encode()
    parts.append(head + b"Content-Type: image/jpeg\r\n\r\n" + content + b"\r\n")
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()


def staff_door(client: Client, batch: Batch) -> Door:
    fields = {"band": "7-9", "scopes": "site", "attested": "on"}
    return Door(client, batch, reverse("gallery_staff:batch", args=[batch.pk]), fields)

"""The ways in. Each takes a file under a name and says what it answered; which entry that became, the rows say."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass, field

from django.test import Client
from django.urls import reverse

from gallery.enums import State
from gallery.models import Batch
from schools.tests.visits import form_token_of
from schools.visiting import HEADER

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
    """``fields``: what the form sends besides the file and its key; ``ready``: what a drawing is that the decoder made
    a picture of."""

    client: Client
    batch: Batch
    address: str
    ready: State
    fields: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)

    def send(self, content: bytes, name: str = "drawing.jpg", key: uuid.UUID | None = None) -> Answer:
        answer = self.client.post(
            self.address,
            data=form(content, name, self.fields | {"key": str(key or uuid.uuid4())}),
            content_type=f"multipart/form-data; boundary={BOUNDARY}",
            headers={"accept": "application/json", **self.headers},
        )
        try:
            sentence = json.loads(answer.content).get("sentence", "")
        except ValueError:
            sentence = ""
        return Answer(answer.status_code, sentence)


def form(content: bytes, name: str, fields: dict[str, str]) -> bytes:
    """Put together by hand: what puts it together for browsers and tests would change such names."""
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
        for key, value in fields.items()
    ]
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'.encode()
    parts.append(head + b"Content-Type: image/jpeg\r\n\r\n" + content + b"\r\n")
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()


def staff_door(client: Client, batch: Batch) -> Door:
    fields = {"band": "7-9", "scopes": "site", "attested": "on"}
    address = reverse("gallery_staff:batch", args=[batch.pk])
    return Door(client, batch, address, State.PENDING, fields)


def classes_door(client: Client, batch: Batch) -> Door:
    """``client`` is visiting as the teacher of that class. What is received there waits to be described and sent."""
    address = reverse("school_classes:drawings", args=[batch.public_id])
    return Door(client, batch, address, State.DRAFT, headers={HEADER: form_token_of(client)})

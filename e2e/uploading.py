"""Sends drawings to a running site as a script in a browser does: with a key for each, again until it is received."""

from __future__ import annotations

import hashlib
import json
import sys
import time
import uuid
from dataclasses import dataclass, field
from functools import cache
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

from e2e.site import WITH_ADMIN, Site, run

BOUNDARY = "a-line-between-parts"
#: A site that was killed is back within seconds.
GIVE_UP_AFTER = 120

#: Run inside the site: a batch of somebody's own for a competition that is open, and a browser in which they are
#: signed in. Needs nothing of the demo.
STAFF = """
import json, django
django.setup()
from django.conf import settings
from core.tests.sessions import signed_in
from gallery.tests.factories import a_batch
from gallery.tests.staff import an_editor
batch = a_batch(editor=an_editor())
client = signed_in(batch.entered_by)
token = "t" * 32
cookies = {settings.SESSION_COOKIE_NAME: client.session.session_key, settings.CSRF_COOKIE_NAME: token}
print(json.dumps({"batch": batch.pk, "path": f"/admin/drawings/enter/{batch.pk}/", "cookies": cookies,
                  "headers": {"X-CSRFToken": token}, "fields": {"band": "7-9", "scopes": "site", "attested": "on"}}))
"""
#: The same of a teacher, who is visiting: each time of another school, for a class may wait with so many drawings only.
CLASSES = """
import json, uuid, django
django.setup()
from django.test import Client
from gallery.tests.classes import a_class
from schools.enums import Standing
from schools.tests.visits import a_contact, a_school, form_token_of, visit
from schools.visiting import HEADER
own = uuid.uuid4().hex[:12]
contact = a_contact(a_school(standing=Standing.VERIFIED), email=f"{own}@school.example")
batch = a_class(contact, slips=0, key=own)
client = Client()
visit(client, contact)
cookies = {name: cookie.value for name, cookie in client.cookies.items()}
print(json.dumps({"batch": batch.pk, "path": f"/en/schools/classes/{batch.public_id}/drawings/", "cookies": cookies,
                  "headers": {HEADER: form_token_of(client)}, "fields": {}}))
"""
#: And what the teacher does when all drawings have arrived: each gets a slip and a title, and the class is sent.
COMPLETE = """
import django
django.setup()
from gallery import domain
from gallery.models import Batch
from gallery.tests.classes import described
batch = Batch.objects.get(pk={batch})
for entry in batch.entries.all():
    described(entry)
domain.send(batch, contact=batch.contact)
"""


@dataclass(frozen=True)
class Door:
    """Where to send, as whom, and what the form says besides the file and its key; ``batch``: what it then is in."""

    address: str
    path: str
    batch: int
    cookies: dict[str, str]
    headers: dict[str, str]
    fields: dict[str, str] = field(default_factory=dict)

    def send(self, content: bytes, key: str, name: str = "drawing.jpg") -> tuple[int, str]:
        """The status, and the sentence. Raises what a connection raises that breaks."""
        connection = HTTPConnection(urlsplit(self.address).netloc, timeout=60)
        try:
            connection.request(
                "POST",
                self.path,
                body=form(content, name, {**self.fields, "key": key}),
                headers={
                    "Accept": "application/json",
                    "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
                    "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
                    **self.headers,
                },
            )
            response = connection.getresponse()
            body = response.read()
        finally:
            connection.close()
        try:
            return response.status, json.loads(body).get("sentence", "")
        except ValueError:
            return response.status, ""


@dataclass(frozen=True)
class Receipt:
    key: uuid.UUID
    sha256: str
    tries: int


def form(content: bytes, name: str, fields: dict[str, str]) -> bytes:
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'.encode()
        for field, value in fields.items()
    ]
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'.encode()
    parts.append(head + b"Content-Type: image/jpeg\r\n\r\n" + content + b"\r\n")
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()


@cache
def staff_door(site: Site) -> Door:
    """The same each time: behind it any number may wait."""
    return _door(site, STAFF)


def classes_door(site: Site) -> Door:
    return _door(site, CLASSES)


def send_class(site: Site, door: Door) -> None:
    """The drawings behind a `classes_door` are described and sent, so that they can be decided on."""
    _inside(site, COMPLETE.format(batch=door.batch))


def _door(site: Site, opening: str) -> Door:
    return Door(site.address, **json.loads(_inside(site, opening).splitlines()[-1]))


def _inside(site: Site, program: str) -> str:
    return run([sys.executable, "-c", program], site.files.environment(site.address, settings=WITH_ADMIN))


def send_until_received(door: Door, content: bytes) -> Receipt:
    """Like a teacher who is told "not received" and presses once more. Anything but a break or a 503 is an answer."""
    key = uuid.uuid4()
    until = time.monotonic() + GIVE_UP_AFTER
    tries = 0
    while time.monotonic() < until:
        tries += 1
        try:
            status, sentence = door.send(content, str(key))
        except (OSError, HTTPException):
            status, sentence = 0, ""
        if status in (200, 201):
            return Receipt(key, hashlib.sha256(content).hexdigest(), tries)
        if status not in (0, 503):
            raise AssertionError(f"answered {status}: {sentence}")
        time.sleep(0.2)
    raise AssertionError(f"not received after {tries} tries")

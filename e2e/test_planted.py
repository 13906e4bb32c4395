"""Forty files full of what nobody should learn of a child, through the whole site: none of it comes out anywhere.

What the copies are made of is tested byte by byte in gallery/tests/test_processing.py. Here a reader, a search engine
and whoever reads the logs look for it.
"""

from __future__ import annotations

import io
import re
import uuid
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from urllib.parse import urljoin

import pytest
from PIL import Image
from playwright.sync_api import Browser

from core.tests import files
from e2e.client import Answer, Client
from e2e.kinds import COMPETITION, COMPETITIONS, GALLERY, HOME, LANGUAGES
from e2e.site import WITH_ADMIN, Site, demo, served
from e2e.staff import EDITOR, MODERATOR, SAFEGUARDING, at_work, make_ready, manage, open_a_batch, rows

HOW_MANY = 40
KINDS = {
    "jpg": files.jpeg_with_everything,
    "png": files.png_with_everything,
    "webp": files.webp_with_everything,
    "heic": files.heic_with_everything,
}

#: As text, in whatever upper and lower case: the name, the class, what the file was called, and what stood behind it.
#: Each is long enough not to stand by chance in a picture or in the name of a drawing.
TOLD = (b"smith", b"class 4b", b"class4b", b"xmpmeta", b"alert(1)")
#: Marks of blocks that carry metadata.
MARKS = (b"Exif\0\0", b"http://ns.adobe.com", b"Photoshop 3.0", b"iTXt", b"tEXt", b"eXIf")


def planted() -> dict[str, bytes]:
    """By the name that its sender gives it. What follows the end makes each another file."""
    made = {}
    for number in range(HOW_MANY):
        kind = list(KINDS)[number % len(KINDS)]
        made[f"anna_smith_class4b_{number}.{kind}"] = KINDS[kind]() + f"{files.SECRET} {number}".encode()
    return made


#: These go wrong, each at another place: what is written down then must not tell of a child either.
BROKEN = {
    "anna_smith_class4b_cut_off.jpg": files.jpeg_with_everything()[:6000],
    "anna_smith_class4b.exe.jpg": files.EXE + files.SECRET.encode(),
    "anna_smith_class4b_empty.jpg": b"",
    "anna_smith_class4b_far_too_large.jpg": files.jpeg_with_everything() + bytes(16 * 1024 * 1024),
}

DESCRIBE_APPROVE_RELEASE = f"""
from django.contrib.auth import get_user_model
from gallery import domain
from gallery.models import Entry
first, second = (get_user_model().objects.get(email=email) for email in ("{MODERATOR}", "{SAFEGUARDING}"))
for entry in Entry.objects.filter(batch=Entry.objects.order_by("-pk")[0].batch, state="pending"):
    domain.describe(entry, "A red half and a blue half.", user=first, version=entry.version)
    domain.approve(entry, user=first, version=entry.version)
    domain.release(entry, user=second, version=entry.version)
"""


@dataclass
class Crawl:
    """All that a reader can get at from the gallery: pages and files, as they were answered."""

    site: Site
    answers: dict[str, Answer] = field(default_factory=dict)
    said: str = ""

    @property
    def pictures(self) -> dict[str, Answer]:
        return {path: answer for path, answer in self.answers.items() if path.startswith("/media/drawings/")}


@pytest.fixture(scope="module")
def crawl(browser: Browser) -> Iterator[Crawl]:
    with served(demo(), settings=WITH_ADMIN) as site:
        sent = send_all(browser, site)
        assert sorted(sent) == [201] * (HOW_MANY + 1) + [413, 422, 422]
        said = make_ready(site)
        said += manage(site, "shell", "--no-imports", "-c", DESCRIBE_APPROVE_RELEASE)
        with closing(Client(site.address)) as client:
            yield Crawl(site, look_at_everything(client), said)


def send_all(browser: Browser, site: Site) -> list[int]:
    """One request each with its name, as a program sends them; the script of the page leaves the name out."""
    with at_work(browser, site, EDITOR) as editor:
        page = open_a_batch(editor)
        token = page.locator("[data-gallery-send] [name=csrfmiddlewaretoken]").input_value()
        return [
            editor.context.request.post(
                page.url,
                headers={"Accept": "application/json", "X-CSRFToken": token},
                multipart={
                    "band": "7-9",
                    "scopes": "site",
                    "attested": "on",
                    "key": str(uuid.uuid4()),
                    "file": {"name": name, "mimeType": "image/jpeg", "buffer": content},
                },
            ).status
            for name, content in (planted() | BROKEN).items()
        ]


def look_at_everything(client: Client) -> dict[str, Answer]:
    starts = [
        kind.in_language(code) for kind in (HOME, COMPETITIONS, COMPETITION, GALLERY) for code in LANGUAGES
    ]
    waiting = ["/sitemap.xml", "/robots.txt", *starts]
    answers: dict[str, Answer] = {}
    while waiting:
        path = waiting.pop()
        if path in answers:
            continue
        answers[path] = client.get(path)
        if answers[path].is_html and COMPETITION.path in path:
            waiting += further(answers[path])
    return answers


def further(answer: Answer) -> Iterator[str]:
    """Below the competition, from page to page and to each drawing, and every file in every size and kind."""
    for link in answer.soup.select("main a[href]"):
        path = urljoin(answer.path, str(link["href"])).partition("#")[0]
        if COMPETITION.path in path and not re.search(r"[?&](country|band)=", path):
            yield path
    for picture in answer.soup.select("main img, main source"):
        named = f"{picture.get('src', '')}, {picture.get('srcset', '')}"
        yield from re.findall(r"/media/drawings/[^\s,]+", named)


# --- What was planted ---------------------------------------------------------------------------------------------


def test_the_files_that_are_sent_do_hide_something_in_every_place() -> None:
    made = planted()
    jpg, png, webp, heic = (made[f"anna_smith_class4b_{number}.{kind}"] for number, kind in enumerate(KINDS))

    for content in (jpg, png, webp, heic):
        assert content.count(files.SECRET.encode()) >= 4
    for mark in (b"Exif\0\0", b"http://ns.adobe.com", b"Photoshop 3.0", b"8BIM", b"xmpmeta", b"alert(1)"):
        assert mark in jpg
    for mark in (b"tEXt", b"iTXt", b"eXIf"):
        assert mark in png
    assert len(set(made.values())) == HOW_MANY


def test_all_forty_are_in_the_gallery_with_all_their_files(crawl: Crawl) -> None:
    """A search that finds nothing proves nothing when there is nothing to search."""
    known = rows(
        crawl.site,
        "SELECT e.public_id, e.public_key, a.width, a.format FROM gallery_entry e JOIN gallery_entryasset a "
        "ON a.entry_id = e.id WHERE a.kind = 'copy' AND e.state = 'published' AND e.batch_id = "
        "(SELECT max(id) FROM gallery_batch)",
    )
    names = {name for name, _key, _width, _kind in known}
    paths = {f"/media/drawings/{key}/{width}.{kind}" for _name, key, width, kind in known}

    assert (len(names), len(paths)) == (HOW_MANY, HOW_MANY * 6)
    assert paths <= set(crawl.pictures)
    for code in LANGUAGES:
        assert {f"{COMPETITION.in_language(code)}{name}/" for name in names} <= set(crawl.answers)
    assert {answer.status for answer in crawl.answers.values()} == {200}


def test_nothing_that_was_planted_is_on_any_page_or_in_any_file_or_header(crawl: Crawl) -> None:
    leaked = {}
    for path, answer in crawl.answers.items():
        everything = f"{path}\n{answer.headers}".encode() + answer.body
        found = [mark for mark in TOLD if mark in everything.lower()] + [
            mark for mark in MARKS if mark in everything
        ]
        if found:
            leaked[path] = found

    assert leaked == {}


def test_no_picture_says_where_or_with_what_it_was_taken(crawl: Crawl) -> None:
    told = {}
    for path, answer in crawl.pictures.items():
        with Image.open(io.BytesIO(answer.body)) as picture:
            carried = dict(picture.getexif()) | {
                name: picture.info[name]
                for name in (
                    "exif",
                    "xmp",
                    "photoshop",
                    "comment",
                    "icc_profile",
                    "XML:com.adobe.xmp",
                    "Author",
                )
                if picture.info.get(name)
            }
        if carried:
            told[path] = carried

    assert told == {}


def test_neither_the_server_nor_the_worker_has_written_down_anything_of_it(crawl: Crawl) -> None:
    written = {"server": crawl.site.log.read_bytes(), "worker": crawl.said.encode()}

    assert {(who, mark) for who, text in written.items() for mark in TOLD if mark in text.lower()} == set()


def test_the_name_of_no_file_is_in_the_database_or_on_the_disk(crawl: Crawl) -> None:
    folder = crawl.site.files.folder
    kept = [path.relative_to(folder).as_posix() for path in (folder / "media").rglob("*")]

    assert [
        path.name for path in folder.glob("site.sqlite3*") if b"anna_smith" in path.read_bytes().lower()
    ] == []
    assert [name for name in kept if re.search("anna|smith|class", name, re.IGNORECASE)] == []

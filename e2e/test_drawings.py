"""From a child's drawing to the gallery: three people bring it there, and nothing else of it gets out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, expect

from core.tests.files import SECRET, jpeg_with_everything
from e2e.client import Answer, Client
from e2e.kinds import COMPETITION, GALLERY, LANGUAGES
from e2e.site import WITH_ADMIN, Site, demo, served
from e2e.staff import EDITOR, MODERATOR, OTHER_EDITOR, SAFEGUARDING, at_work, make_ready, open_a_batch, rows

#: What teachers call their files.
NAMES = [f"anna_smith_class4b_{number}.jpg" for number in range(1, 11)]
#: By place: these two the moderator rejects, with the key of the reason, and this one the second person holds back.
REJECTED = {3: "1", 7: "2"}
HELD_BACK = 5
#: The moderator's finger slips here.
SLIP = 2

#: Milliseconds for what takes a while on a machine that has other things to do.
PATIENCE = 30_000


def title(place: int) -> str:
    return f"The way home, number {place + 1}"


@dataclass
class Journey:
    """What three people did and saw. ``sent`` are the names of the drawings in the order in which they were sent."""

    site: Site
    sent: list[str]
    shown_before: set[str]
    decided: list[str] = field(default_factory=list)
    on_sheet: set[str] = field(default_factory=set)
    own_sheet: set[str] = field(default_factory=set)

    @property
    def released(self) -> set[str]:
        return {name for place, name in enumerate(self.sent) if place not in REJECTED and place != HELD_BACK}


@pytest.fixture(scope="module")
def staffed() -> Iterator[Site]:
    """A demo of its own, for it is changed, with an admin to work in."""
    with served(demo(), settings=WITH_ADMIN) as running:
        yield running


@pytest.fixture(scope="module")
def journey(browser: Browser, staffed: Site, tmp_path_factory: pytest.TempPathFactory) -> Journey:
    with closing(Client(staffed.address)) as client:
        before = shown(client, "en")
    told = Journey(staffed, enter_ten(browser, staffed, tmp_path_factory.mktemp("class-4b")), before)
    decide_by_keyboard(browser, told)
    release_from_the_sheet(browser, told)
    return told


def enter_ten(browser: Browser, site: Site, folder: Path) -> list[str]:
    files = [folder / name for name in NAMES]
    for file in files:
        # What follows the end makes each another file.
        file.write_bytes(jpeg_with_everything() + file.name.encode())
    with at_work(browser, site, EDITOR) as editor:
        page = open_a_batch(editor)
        page.get_by_label("7 to 9").check()
        page.get_by_label("this site").check()
        page.get_by_label("For each of these drawings there is a slip").check()
        page.locator("input[type=file]").set_input_files(files)
        page.get_by_role("button", name="Send", exact=True).click()
        expect(page.locator("[data-gallery-summary]")).to_have_text(
            "All sent: 10 of 10 received, 0 not received.", timeout=PATIENCE
        )
        expect(page.locator("[data-gallery-row]")).to_have_count(10)
        make_ready(site)
        # The page looks again by itself.
        expect(page.locator("[data-gallery-row][data-state=pending]")).to_have_count(10, timeout=PATIENCE)
        newest_first = [
            str(row.get_attribute("id")).removeprefix("drawing-")
            for row in page.locator("[data-gallery-row]").all()
        ]
        sent = newest_first[::-1]
        for place, name in enumerate(sent):
            page.locator(f"[name='{name}-title']").fill(title(place))
            page.locator(f"[name='{name}-alt_text']").fill(f"A house with {place + 1} lit windows.")
        page.get_by_role("button", name="Save all on this page").click()
        expect(page.get_by_text("10 drawings are saved.")).to_be_visible()
    return sent


def decide_by_keyboard(browser: Browser, told: Journey) -> None:
    """Not one press of a mouse: only of keys, and each leads on to the next drawing."""
    with at_work(browser, told.site, MODERATOR) as moderator:
        page = moderator.open("/admin/drawings/decide/")

        def press(*keys: str) -> None:
            with page.expect_navigation():
                for key in keys:
                    page.keyboard.press(key)

        while page.locator("form#approve").count():
            action = str(page.locator("form#approve").get_attribute("action"))
            name = action.rstrip("/").rpartition("/")[2]
            place = told.sent.index(name) if name in told.sent else None
            if place is None:
                press("s")
                continue
            if place == SLIP and name not in told.decided:
                press("r", "4", "Enter")
                press("u")
            elif place in REJECTED:
                press("r", REJECTED[place], "Enter")
            else:
                press("a")
            told.decided.append(name)
        expect(page.get_by_role("heading", name="That was the last one")).to_be_visible()
        told.own_sheet = sheet(moderator.open("/admin/drawings/release/").content())


def release_from_the_sheet(browser: Browser, told: Journey) -> None:
    with at_work(browser, told.site, SAFEGUARDING) as second:
        page = second.open("/admin/drawings/release/")
        told.on_sheet = sheet(page.content())
        for one in page.locator(".drawings-sheet__one").all():
            name = str(one.locator("[name^=version-]").get_attribute("name")).removeprefix("version-")
            if name == told.sent[HELD_BACK]:
                one.get_by_label("Hold back").check()
            elif name not in told.sent:
                # What the demo has had waiting is not ours to release.
                one.get_by_label("Release").uncheck()
        page.get_by_role("button", name="Release what is ticked").click()
        expect(page.get_by_role("heading", name="7 drawings are in the gallery now.")).to_be_visible()
        expect(page.get_by_text("1 drawing was held back and waits for a decision again.")).to_be_visible()


def sheet(html: str) -> set[str]:
    return set(re.findall(r'name="version-([\w-]+)"', html))


def shown(client: Client, code: str) -> set[str]:
    """The drawings in a gallery, from its first page to its last."""
    found: set[str] = set()
    address: str | None = GALLERY.in_language(code)
    while address:
        answer = client.get(address)
        assert answer.status == 200
        found |= {str(card["id"]) for card in answer.soup.select("main article.card[id]")}
        older = answer.soup.select_one(".paging a[rel=next]")
        address = str(older["href"]) if older else None
    return found


# --- The journey --------------------------------------------------------------------------------------------------


def test_of_ten_drawings_the_seven_that_two_people_agreed_on_are_in_the_gallery(journey: Journey) -> None:
    with closing(Client(journey.site.address)) as client:
        for code in LANGUAGES:
            assert shown(client, code) == journey.shown_before | journey.released, code
        own_pages = {
            name: client.get(f"{COMPETITION.in_language('en')}{name}/").status for name in journey.sent
        }

    assert (len(set(journey.sent)), len(journey.released)) == (10, 7)
    assert own_pages == {name: 200 if name in journey.released else 404 for name in journey.sent}
    assert states(journey) == [
        "rejected" if place in REJECTED else "pending" if place == HELD_BACK else "published"
        for place in range(10)
    ]


def states(journey: Journey) -> list[str]:
    known = dict(rows(journey.site, "SELECT public_id, state FROM gallery_entry"))
    return [known[name] for name in journey.sent]


def test_whoever_decided_is_not_whoever_releases(journey: Journey) -> None:
    approved = {name for place, name in enumerate(journey.sent) if place not in REJECTED}
    twice = journey.sent[SLIP]

    assert approved <= journey.on_sheet
    assert not approved & journey.own_sheet
    assert not {journey.sent[place] for place in REJECTED} & journey.on_sheet
    # Each was shown once, in the order in which it came; but the one whose decision was undone was shown again.
    assert journey.decided == sorted([*journey.sent, twice], key=journey.sent.index)
    assert {reason for (reason,) in rows(
        journey.site,
        "SELECT d.reason FROM gallery_decision d JOIN gallery_entry e ON e.id = d.entry_id "
        "WHERE e.state = 'rejected' AND d.move = 'reject' AND e.public_id IN (?, ?)",
        *(journey.sent[place] for place in REJECTED),
    )} == {"name", "face"}  # fmt: skip


def test_a_reader_sees_each_of_the_seven_with_its_title_and_description_and_no_name(journey: Journey) -> None:
    with closing(Client(journey.site.address)) as client:
        for place, name in enumerate(journey.sent):
            if name not in journey.released:
                continue
            answer = client.get(f"{COMPETITION.in_language('ar')}{name}/")
            picture = answer.soup.select_one("main figure img")

            assert answer.soup.select_one("h1").get_text(strip=True) == title(place)
            assert picture is not None
            assert picture["alt"] == f"A house with {place + 1} lit windows."
            assert client.get(str(picture["src"])).headers["Content-Type"] == "image/jpeg"
            assert answer.headers["X-Robots-Tag"] == "noindex, noimageindex"


def test_the_name_of_no_file_is_kept_anywhere(journey: Journey) -> None:
    """Not in the database, not on the disk, not in what the server has said."""
    folder = journey.site.files.folder
    written = [journey.site.log, *folder.glob("site.sqlite3*")]
    names = [str(path.relative_to(folder)) for path in (folder / "media").rglob("*")]

    assert [path.name for path in written if b"anna_smith" in path.read_bytes().lower()] == []
    assert [name for name in names if "anna" in name.lower() or "smith" in name.lower()] == []
    assert any(title(0).encode() in path.read_bytes() for path in written)


# --- Every other address ------------------------------------------------------------------------------------------

#: Ways in which somebody may ask for a file whose name they know. Each was public somewhere in some system.
TRICKS = (
    "/media/{}", "/static/{}", "/documents/{}", "/admin/drawings/picture/{}",
    "/media//{}", "//media/{}", "/media/./{}", "/media/%2e/{}", "/media/drawings/../{}",
    "/media/drawings/%2e%2e/{}", "/media/images/%2E%2E%2F{}", "/media/drawings/..%2f{}", "/media/drawings/..%5c{}",
    "/media/drawings/%252e%252e/{}", "/media/drawings/{}", "/media/images/{}", "/media/{}%00.jpg", "/media/{}/",
    "/media/{}?download=1", "/MEDIA/{}", "/documents/1/{}", "/documents/../media/{}", "/static/../media/{}",
    "/static/%2e%2e/media/{}", "/admin/media/{}", "/{}", "/en/{}", "/en/drawings/2027/{}",
    "/en/drawings/2027/gallery/{}",
)  # fmt: skip


def test_of_all_files_only_pictures_of_pages_and_of_what_is_in_the_gallery_can_be_fetched(
    journey: Journey,
) -> None:
    folder = journey.site.files.folder / "media"
    on_disk = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    in_gallery = {
        f"drawings/{key}/{width}.{kind}"
        for key, width, kind in rows(
            journey.site,
            "SELECT e.public_key, a.width, a.format FROM gallery_entry e JOIN gallery_entryasset a "
            "ON a.entry_id = e.id WHERE e.state = 'published' AND a.kind = 'copy'",
        )
    }
    pictures = {name for (name,) in rows(journey.site, "SELECT file FROM core_siterendition")}

    with closing(Client(journey.site.address)) as client:
        answers = {name: client.get(f"/media/{name}").status for name in sorted(on_disk | in_gallery)}

    assert {name for name, status in answers.items() if status == 200} == in_gallery | pictures
    assert set(answers.values()) == {200, 404}
    # There was something to find: every original and every private copy lies in the same storage.
    kept = {key for (key,) in rows(journey.site, "SELECT key FROM gallery_entryasset")}
    assert kept <= on_disk
    assert len({key for key in in_gallery if key.split("/")[1] in public_keys(journey)}) == 7 * 6


def public_keys(journey: Journey) -> set[str]:
    known = rows(journey.site, "SELECT public_id, public_key FROM gallery_entry")
    return {key for name, key in known if name in journey.sent and key}


def test_no_private_file_can_be_fetched_by_any_address(journey: Journey) -> None:
    every = [key for (key,) in rows(journey.site, "SELECT key FROM gallery_entryasset")]
    asked = [trick.format(key) for key in every for trick in TRICKS[:4]]
    asked += [trick.format(key) for key in of_the_ten(journey) for trick in TRICKS[4:]]

    opened = {}
    with closing(Client(journey.site.address)) as client:
        for address in asked:
            answer = followed(client, address)
            if answer.status not in (302, 400, 404) or is_a_drawing(answer):
                opened[address] = answer.status

    assert opened == {}
    assert len(every) > 400


def of_the_ten(journey: Journey) -> list[str]:
    """The original and one copy of each."""
    known = rows(
        journey.site,
        "SELECT a.key, e.public_id FROM gallery_entryasset a JOIN gallery_entry e ON e.id = a.entry_id "
        "WHERE a.kind = 'original' OR (a.format = 'jpg' AND a.width = 600)",
    )
    found = [key for key, name in known if name in journey.sent]
    assert len(found) == 20
    return found


def followed(client: Client, address: str) -> Answer:
    """The answer at the end of all redirects but the one to where staff sign in."""
    answer = client.get(address)
    for _step in range(5):
        there = answer.headers.get("Location", "")
        if answer.status not in (301, 302, 307, 308) or "/login/" in there:
            break
        answer = client.get(there.removeprefix(client.address))
    return answer


def private_files(journey: Journey) -> dict[str, bytes]:
    """All originals, and every file of the ten; with their bytes."""
    folder = journey.site.files.folder / "media"
    known = rows(
        journey.site,
        "SELECT a.key, a.kind, e.public_id FROM gallery_entryasset a JOIN gallery_entry e ON e.id = a.entry_id",
    )
    return {
        key: (folder / key).read_bytes()
        for key, kind, name in known
        if kind == "original" or name in journey.sent
    }


def is_a_drawing(answer: Answer) -> bool:
    return answer.headers.get_content_maintype() in {"image", "application"} or SECRET.encode() in answer.body


def test_who_is_not_signed_in_sees_no_picture_and_no_page_of_those_who_decide(journey: Journey) -> None:
    with closing(Client(journey.site.address)) as client:
        for name in journey.sent:
            for address in (
                *(f"/admin/drawings/picture/{name}/{width}/" for width in (0, 320, 600, 1280, 99999)),
                f"/admin/drawings/drawing/{name}/",
                f"/admin/drawings/mine/{name}/take-back/",
                f"/admin/drawings/decide/{name}/",
            ):
                answer = client.get(address)
                where = answer.headers["Location"].removeprefix(journey.site.address)
                assert (answer.status, where) == (302, f"/accounts/login/?{urlencode({'next': address})}")


def test_those_who_decide_see_copies_and_nobody_ever_gets_an_original(
    browser: Browser, journey: Journey
) -> None:
    secret = private_files(journey)
    copies = {hashlib.sha256(content).hexdigest() for key, content in secret.items() if "." in key}
    originals = [key for key in secret if "." not in key]
    assert len(originals) > 10

    def pictures(who: str) -> dict[str, set[str]]:
        """For each of the ten, what this person gets by asking for it in several sizes."""
        seen: dict[str, set[str]] = {}
        with at_work(browser, journey.site, who) as person:
            for name in journey.sent:
                for width in (0, 320, 600, 1280, 99999):
                    answer = person.context.request.get(
                        journey.site.url(f"/admin/drawings/picture/{name}/{width}/")
                    )
                    told = hashlib.sha256(answer.body()).hexdigest() if answer.ok else str(answer.status)
                    seen.setdefault(name, set()).add(told)
            for key in originals[-10:]:
                for trick in TRICKS:
                    answer = person.context.request.get(
                        f"{journey.site.address}{trick.format(key)}", max_redirects=0
                    )
                    assert answer.status in (301, 302, 400, 404), trick
        return seen

    by = {who: pictures(who) for who in (MODERATOR, EDITOR, OTHER_EDITOR)}

    for name in journey.sent:
        assert len(by[MODERATOR][name]) == 2  # 320 and 600 wide
        assert by[MODERATOR][name] <= copies
        assert by[EDITOR][name] == by[MODERATOR][name]
        assert by[OTHER_EDITOR][name] == {"404"}

"""A class of a school on its whole way: entered on a phone, decided on, released, and one taken back by its family."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, expect

from e2e.accessibility import violations_within
from e2e.browsing import reading
from e2e.classes import (
    FORM,
    ON_A_PHONE,
    PATIENCE,
    PHONE,
    Line,
    Slip,
    Teacher,
    fits,
    letters_to,
    newest_to,
    photographs,
    shoot,
    take_back,
)
from e2e.client import Client
from e2e.deciding import Bench, at_the_bench, reads, release_all, seed
from e2e.kinds import COMPETITION, GALLERY, LANGUAGES
from e2e.site import WITH_ADMIN, Site, demo, served
from e2e.staff import MODERATOR, SAFEGUARDING, make_ready, rows

#: Of the fifty, by their place: what the moderator does with them. The others are approved.
MASKED, WORRYING, SEALED, ASKED, REJECTED, SLIP = 1, 2, 15, 4, 20, 5
#: Of the ten, the one whose family takes it back.
TAKEN_BACK = 6
#: Of the five in Arabic, in the same way.
COVERED_AR, WORRYING_AR, SEALED_AR, TAKEN_BACK_AR = 0, 1, 2, 3
#: What the moderator writes of the concern, and the same in Arabic.
NOTE, NOTE_AR = "A child behind a locked door.", "طفل خلف باب مغلق."
#: What is put where something was (`gallery.masks`).
COVER = (214, 210, 202)
#: Seconds in which what is taken back is gone, and what a machine with other things to do may need besides.
PROMISED, MARGIN = 1.0, 1.0


@pytest.fixture(scope="module")
def staffed() -> Iterator[Site]:
    """A demo of its own, for it is changed, with an admin to work in."""
    with served(demo(), settings=WITH_ADMIN) as running:
        yield running


def names_of(site: Site, address: str) -> list[str]:
    """The drawings of somebody's classes, by the numbers of their slips."""
    found = rows(
        site,
        "SELECT e.public_id FROM gallery_entry e JOIN gallery_slip s ON s.id = e.slip_id "
        "JOIN gallery_batch b ON b.id = e.batch_id "
        "JOIN schools_school h ON h.id = b.school_id WHERE h.name = ? ORDER BY s.number",
        address,
    )
    return [name for (name,) in found]


def states(site: Site, names: list[str]) -> dict[str, str]:
    known = dict(rows(site, "SELECT public_id, state FROM gallery_entry"))
    return {name: known[name] for name in names}


def hanging(site: Site, code: str = "en") -> set[str]:
    """The drawings in a gallery, from its first page to its last."""
    found: set[str] = set()
    with closing(Client(site.address)) as client:
        address: str | None = GALLERY.in_language(code)
        while address:
            answer = client.get(address)
            assert answer.status == 200
            found |= {str(card["id"]) for card in answer.soup.select("main article.card[id]")}
            older = answer.soup.select_one(".paging a[rel=next]")
            address = str(older["href"]) if older else None
    return found


def enter_ten(browser: Browser, site: Site, folder: Path) -> tuple[list[str], list[Slip]]:
    """A teacher on a phone, whose line breaks twice. The names of the drawings, by the numbers of their slips."""
    with reading(browser, site.address, **ON_A_PHONE) as person:
        teacher = Teacher(person, site, "anna@demo.example")
        teacher.come_in("Example School Vilnius")
        teacher.open_a_class()
        slips = teacher.print_slips(10)
        teacher.look_for_barriers()
        shoot(teacher.page, "print-en")
        assert [slip.number for slip in slips] == [str(number) for number in range(1, 11)]
        assert {(len(slip.code), len(slip.pin)) for slip in slips} == {(11, 6)}

        page = person.open(teacher.home)
        teacher.look("class-empty")
        line = Line(person, before=3, after=6)
        page.locator("[data-class-drop] input[multiple]").set_input_files(photographs(folder, 10))
        expect(page.locator("[data-class-queue] .is-again")).to_have_count(1, timeout=PATIENCE)
        person.context.set_offline(False)
        expect(page.locator("[data-class-queue] .is-received")).to_have_count(10, timeout=PATIENCE)
        assert line.cut == ["before 3", "after 6"]
        assert line.asked == 12
        line.mended()
        # Ten drawings, each exactly once: what the site has taken though nobody was told, it has not taken twice.
        expect(page.locator("[data-class-row]")).to_have_count(10)
        assert rows(
            site,
            "SELECT COUNT(*), COUNT(DISTINCT sha256) FROM gallery_entry e JOIN gallery_batch b ON b.id = e.batch_id "
            "WHERE b.public_id = ?",
            teacher.home.rstrip("/").rpartition("/")[2],
        ) == [(10, 10)]
        make_ready(site)
        # The page looks again by itself.
        expect(page.locator("[data-class-row][data-seen=draft]")).to_have_count(10, timeout=PATIENCE)
        teacher.look("class-drafts")

        # Half of it today, and half of it after a cup of tea: what is complete and what is not, the page says itself.
        teacher.describe(slips, "The way home")
        page.locator("[data-class-row] [name$='-title']").first.fill("")
        page.locator(f"{FORM} button[value=save]").tap()
        expect(page.locator("[data-class-row].is-complete")).to_have_count(9, timeout=PATIENCE)
        teacher.look("class-lacks")
        teacher.look_for_barriers()
        page.locator("[data-class-row]:not(.is-complete) [name$='-title']").fill("The way home 1")
        receipt = teacher.send()

        assert {slip.code for slip in slips if slip.code in receipt} == {slip.code for slip in slips}
        letter = newest_to(site, teacher.address, 2)
        assert {slip.code for slip in slips if slip.code in letter} == {slip.code for slip in slips}
        # A PIN is on paper alone.
        assert not [slip.pin for slip in slips if slip.pin in receipt + letter]
        assert len(letters_to(site, teacher.address)) == 2
        assert {
            name for name, (direction, whole) in teacher.seen.items() if (direction, whole) != ("ltr", True)
        } == set()

        assert teacher.barriers == []

        asked: list[str | None] = []
        page.on("request", lambda request: asked.append(request.all_headers().get("cookie")))
        for path in ("/en/", GALLERY.in_language("en"), "/en/take-back/", "/ar/"):
            person.open(path)
        assert (len(asked) > 8, set(asked)) == (True, {None})
        person.open("/en/schools/")
        assert any(asked), "behind the door it is sent"
        assert person.foreign == []
        assert [one for one in person.complaints if "/schools/classes/" not in one] == []
    return names_of(site, "Example School Vilnius"), slips


def decide_on_fifty(browser: Browser, site: Site, fifty: list[str]) -> dict[str, str]:
    """By keys alone, oldest first. The codes of the two cases."""
    codes: dict[str, str] = {}
    met: list[str] = []
    with at_the_bench(browser, site, MODERATOR) as bench:
        bench.open()
        while name := bench.before_me:
            place = fifty.index(name) if name in fifty else None
            if place is None:
                bench.press("s")
                continue
            met.append(name)
            if place == MASKED:
                bench.page.keyboard.press("m")
                shoot(bench.page, "mask")
                # Exactly over the red plate, which the button's place in the middle is.
                bench.press("a")
            elif place == WORRYING:
                shoot(bench.page, "bench")
                assert violations_within(bench.page, "[data-gallery-bench]") == []
                codes["concern"] = bench.worry(NOTE)
                shoot(bench.page, "concern-raised")
                bench.open()
            elif place == SEALED:
                codes["sealed"] = bench.seal()
                shoot(bench.page, "sealed-now")
                assert bench.page.locator("main img").count() == 0
                bench.open()
            elif place == ASKED:
                bench.press("q", "1", "Enter")
            elif place == REJECTED:
                bench.press("1", "r", "Enter")
            elif place == SLIP and met.count(name) == 1:
                bench.press("r", "2", "Enter")
                bench.undo()
                assert bench.before_me == name
            else:
                bench.press("a")
    twice = fifty[SLIP]
    assert met == sorted([*fifty, twice], key=fifty.index)
    return codes


def test_ten_drawings_of_a_class_come_into_the_gallery_and_one_goes_when_its_family_says_so(
    browser: Browser, staffed: Site, tmp_path: Path
) -> None:
    site = staffed
    before = hanging(site)
    ten, slips = enter_ten(browser, site, tmp_path)
    assert len(ten) == 10

    # A moderator decides on them and on forty more.
    fifty = sorted(
        [*ten, *seed(site, 40)],
        key=lambda name: dict(rows(site, "SELECT public_id, id FROM gallery_entry"))[name],
    )
    codes = decide_on_fifty(browser, site, fifty)
    make_ready(site)
    special = {
        fifty[WORRYING]: "safeguarding",
        fifty[SEALED]: "sealed",
        fifty[ASKED]: "changes",
        fifty[REJECTED]: "rejected",
    }
    assert states(site, fifty) == {name: special.get(name, "approved") for name in fifty}

    # Somebody else releases them, whom the first one cannot replace.
    good = {name for name in fifty if name not in special}
    with at_the_bench(browser, site, MODERATOR) as moderator:
        page = moderator.person.open("/admin/drawings/release/")
        assert not {name for name in fifty if name in page.content()}
        hidden_from_everybody(moderator.person.context.request, site, fifty)
    with at_the_bench(browser, site, SAFEGUARDING) as lead:
        lead.page.goto(site.url("/admin/drawings/release/"))
        shoot(lead.page, "sheet")
        assert release_all(lead.page, good, site) & set(fifty) == good
        the_lead_sees_the_concern_and_not_the_sealed_picture(lead.person, site, codes, fifty[SEALED], NOTE)
    assert hanging(site) == before | good
    covered_on_every_public_copy(site, fifty[MASKED])

    # Its family takes one back, while a reader has it open.
    gone, worrying = ten[TAKEN_BACK], fifty[WORRYING]
    assert {gone, worrying} <= set(ten)
    address = f"{COMPETITION.in_language('en')}{gone}/"
    with ExitStack() as stack:
        reader = stack.enter_context(reading(browser, site.address))
        family = stack.enter_context(reading(browser, site.address, viewport=PHONE))
        other = stack.enter_context(reading(browser, site.address, viewport=PHONE))
        assert reader.page.goto(site.url(address)).status == 200  # type: ignore[union-attr]
        words = take_back(family, site, slips[TAKEN_BACK], "en")
        since = time.monotonic()
        answer = reader.page.reload()
        took = time.monotonic() - since
        assert answer is not None
        assert answer.status == 410
        assert took < PROMISED + MARGIN
        shoot(family.page, "taken-back")
        # The same for one that the safeguarding lead has, so that nobody learns it from us.
        assert take_back(other, site, slips[ten.index(worrying)], "en") == words
        assert (reader.misdeeds, family.misdeeds, other.misdeeds) == ({}, {}, {})
    with closing(Client(site.address)) as client:
        assert {
            code: client.get(f"{COMPETITION.in_language(code)}{gone}/").status for code in LANGUAGES
        } == dict.fromkeys(LANGUAGES, 410)
        assert {code: hanging(site, code) for code in LANGUAGES} == dict.fromkeys(
            LANGUAGES, (before | good) - {gone}
        )
    assert states(site, [gone, worrying]) == {gone: "withdrawn", worrying: "safeguarding"}


def hidden_from_everybody(request: object, site: Site, fifty: list[str]) -> None:
    """What the lead has is in no list and on no page of who decides; a picture of it is nowhere. Another's is."""
    get = request.get  # type: ignore[attr-defined]
    for place, status in ((WORRYING, 404), (SEALED, 404), (ASKED, 200)):
        name = fifty[place]
        pages = [f"/admin/drawings/drawing/{name}/", f"/admin/drawings/picture/{name}/320/"]
        assert {page: get(site.url(page)).status for page in pages} == dict.fromkeys(pages, status)
        found = name in get(site.url(f"/admin/drawings/gallery/?state=&q={name}")).text().replace(
            f'value="{name}"', ""
        )
        assert found is (status == 200)
        with closing(Client(site.address)) as client:
            assert client.get(f"{COMPETITION.in_language('en')}{name}/").status == 404


def the_lead_sees_the_concern_and_not_the_sealed_picture(
    person: object, site: Site, codes: dict[str, str], sealed: str, note: str
) -> None:
    """``codes`` of the two cases; ``note``: what was written of the concern."""
    page = person.open("/admin/drawings/safeguarding/")  # type: ignore[attr-defined]
    shoot(page, "desk")
    assert {kind for kind, code in codes.items() if code in page.locator("main").inner_text()} == {
        "concern",
        "sealed",
    }
    page.goto(site.url(f"/admin/drawings/safeguarding/concern/{codes['concern']}/"))
    shoot(page, "concern")
    picture = page.locator("main figure img")
    assert picture.evaluate("image => image.naturalWidth") > 0
    assert note in page.locator("main").inner_text()
    page.goto(site.url(f"/admin/drawings/safeguarding/sealed/{codes['sealed']}/"))
    shoot(page, "sealed")
    assert page.locator("main img").count() == 0
    get = page.context.request.get
    assert get(site.url(f"/admin/drawings/safeguarding/concern/{codes['sealed']}/picture/320/")).status == 404
    assert get(site.url(f"/admin/drawings/picture/{sealed}/320/")).status == 404


def covered_on_every_public_copy(site: Site, name: str) -> None:
    """Pixel by pixel: nothing of what was there; on the private copies it still is, so there was something to cover."""
    with closing(Client(site.address)) as client:
        figure = client.get(f"{COMPETITION.in_language('en')}{name}/").soup.select_one("main figure")
        assert figure is not None
        found = set(re.findall(r"/media/drawings/[\w-]+/\d+\.\w+", str(figure)))
        kinds = {address.rpartition(".")[2] for address in found}
        assert {"avif", "webp", "jpg"} == kinds
        for address in sorted(found):
            shown = Image.open(io.BytesIO(client.get(address).body)).convert("RGB")
            assert how_red(shown) < 0.01, address
            middle = shown.getpixel((shown.width // 2, shown.height // 2))
            assert all(abs(got - want) < 12 for got, want in zip(middle, COVER, strict=True)), (
                address,
                middle,
            )  # type: ignore[arg-type]
    kept = rows(
        site,
        "SELECT a.key FROM gallery_entryasset a JOIN gallery_entry e ON e.id = a.entry_id "
        "WHERE e.public_id = ? AND a.kind = 'copy' AND a.format = 'jpg' LIMIT 1",
        name,
    )
    for (key,) in kept:
        assert how_red(Image.open(site.files.folder / "media" / key).convert("RGB")) > 0.01


def how_red(picture: Image.Image) -> float:
    """The share of the whole that is as red as the plate was."""
    small = picture.resize((200, 150))
    pixels = list(small.get_flattened_data())
    return sum(red > 180 and green < 90 and blue < 90 for red, green, blue in pixels) / len(pixels)


def test_the_same_way_in_arabic(browser: Browser, staffed: Site, tmp_path: Path) -> None:
    """Five drawings, every page on a phone and from the right; codes and PINs stand as they are typed."""
    site = staffed
    school = "مدرسة الأمل"
    with reading(browser, site.address, locale="ar", **ON_A_PHONE) as person:
        teacher = Teacher(person, site, "amal@demo.example", "ar")
        teacher.come_in(school)
        teacher.open_a_class()
        slips = teacher.print_slips(5)
        teacher.look("print")
        teacher.look_for_barriers()
        page = person.open(teacher.home)
        page.locator("[data-class-drop] input[multiple]").set_input_files(photographs(tmp_path, 5, first=50))
        expect(page.locator("[data-class-queue] .is-received")).to_have_count(5, timeout=PATIENCE)
        make_ready(site)
        # The page looks again by itself.
        expect(page.locator("[data-class-row][data-seen=draft]")).to_have_count(5, timeout=PATIENCE)
        teacher.look("class")
        teacher.look_for_barriers()
        teacher.describe(slips, "الطريق إلى البيت")
        teacher.send()
        for slip in slips:
            code = page.locator("main bdi", has_text=slip.code)
            assert code.evaluate("element => getComputedStyle(element).direction") == "ltr"
        assert {name for name, seen in teacher.seen.items() if seen != ("rtl", True)} == set()
        assert (person.foreign, teacher.barriers) == ([], [])
    five = names_of(site, school)
    reads(site, "ar", MODERATOR, SAFEGUARDING)
    with at_the_bench(browser, site, MODERATOR, viewport=PHONE) as bench:
        bench.open()
        assert bench.page.locator("html").get_attribute("dir") == "rtl"
        assert fits(bench.page)
        shoot(bench.page, "bench-ar")
        assert violations_within(bench.page, "[data-gallery-bench]") == []
        codes = decide_on_five(bench, five)
    good = {five[COVERED_AR], *five[TAKEN_BACK_AR:]}
    make_ready(site)
    with at_the_bench(browser, site, SAFEGUARDING, viewport=PHONE) as lead:
        page = lead.person.open("/admin/drawings/release/")
        assert fits(page)
        shoot(page, "sheet-ar")
        assert release_all(page, good, site) & set(five) == good
        the_lead_sees_the_concern_and_not_the_sealed_picture(
            lead.person, site, codes, five[SEALED_AR], NOTE_AR
        )
        assert fits(lead.page)
    assert set(five) & hanging(site, "ar") == good
    covered_on_every_public_copy(site, five[COVERED_AR])
    with reading(browser, site.address, viewport=PHONE, locale="ar") as family:
        take_back(family, site, slips[TAKEN_BACK_AR], "ar")
        shoot(family.page, "taken-back-ar")
        assert family.misdeeds == {}
    with closing(Client(site.address)) as client:
        assert client.get(f"{COMPETITION.in_language('ar')}{five[TAKEN_BACK_AR]}/").status == 410
    assert set(five) & hanging(site, "ar") == good - {five[TAKEN_BACK_AR]}


def decide_on_five(bench: Bench, five: list[str]) -> dict[str, str]:
    """By keys, on a phone and from the right. The codes of the two cases."""
    codes: dict[str, str] = {}
    while name := bench.before_me:
        place = five.index(name) if name in five else None
        if place is None:
            bench.press("s")
        elif place == WORRYING_AR:
            codes["concern"] = bench.worry(NOTE_AR)
            assert fits(bench.page)
            shoot(bench.page, "concern-raised-ar")
            bench.open()
        elif place == SEALED_AR:
            codes["sealed"] = bench.seal()
            assert fits(bench.page)
            shoot(bench.page, "sealed-now-ar")
            bench.open()
        else:
            if place == COVERED_AR:
                bench.page.keyboard.press("m")
                shoot(bench.page, "mask-ar")
            bench.press("a")
    return codes

"""Every address of the sitemap, and everything those pages lead to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup, Tag
from django.apps import apps

from core.tests.pages import page_types
from e2e.client import Answer, Client
from e2e.kinds import KINDS, LANGUAGES
from e2e.site import Site
from languages.offered import direction


@dataclass
class Crawl:
    """``pages`` by path; ``led_to`` every other address of ours that a page names, with the page that named it."""

    address: str
    pages: dict[str, Answer] = field(default_factory=dict)
    led_to: dict[str, Answer] = field(default_factory=dict)
    named_by: dict[str, str] = field(default_factory=dict)
    fragments: dict[str, set[str]] = field(default_factory=dict)
    alternates: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def everything(self) -> list[Answer]:
        return [*self.pages.values(), *self.led_to.values()]


SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
#: Attributes that name an address. Those of <link> and <a> to other hosts are only followed when pressed.
NAMES_ADDRESS = {"href", "src", "poster", "action", "srcset"}


def addresses(soup: BeautifulSoup) -> Iterator[tuple[Tag, str]]:
    for tag in soup.find_all(True):
        for name in NAMES_ADDRESS & set(tag.attrs):
            values = (
                [part.split()[0] for part in str(tag[name]).split(",")]
                if name == "srcset"
                else [str(tag[name])]
            )
            for value in values:
                yield tag, value


def path_of(url: str) -> str:
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


@pytest.fixture(scope="module")
def crawl(site: Site) -> Crawl:
    found = Crawl(site.address)
    with closing(Client(site.address)) as client:
        for entry in ElementTree.fromstring(client.get("/sitemap.xml").body).findall(f"{SITEMAP}url"):
            url = entry.findtext(f"{SITEMAP}loc", "")
            assert url.startswith(site.address + "/"), f"the sitemap names another host: {url}"
            found.pages[path_of(url)] = client.get(path_of(url))
            found.alternates[path_of(url)] = {
                link.attrib["hreflang"]: link.attrib["href"] for link in entry.findall(f"{XHTML}link")
            }
        for path, answer in found.pages.items():
            for _tag, value in addresses(answer.soup):
                url, fragment = urldefrag(urljoin(site.url(path), value))
                target = path_of(url)
                if urlsplit(url).netloc != urlsplit(site.address).netloc:
                    continue
                if fragment and not fragment.startswith("t="):
                    found.fragments.setdefault(target, set()).add(unquote(fragment))
                if target not in found.pages and target not in found.named_by:
                    found.named_by[target] = path
                    found.led_to[target] = client.get(target)
    return found


def test_every_page_type_is_among_the_kinds_that_journeys_visit() -> None:
    visited = {kind.model for kind in KINDS if kind.model}

    assert visited == {model._meta.label for model in page_types()}


def test_every_page_whose_reader_may_be_watched_is_known_to_have_the_exit() -> None:
    asked = {kind.model: kind.exits for kind in KINDS if kind.model}

    assert asked == {label: getattr(apps.get_model(label), "always_exit", False) for label in asked}


def test_the_sitemap_has_every_kind_of_page_in_every_language(crawl: Crawl) -> None:
    expected = {kind.in_language(code) for kind in KINDS if kind.model for code in LANGUAGES}

    assert sorted(expected - set(crawl.pages)) == []


def test_every_address_of_the_sitemap_answers(crawl: Crawl) -> None:
    assert {path: answer.status for path, answer in crawl.pages.items() if answer.status != 200} == {}


def test_no_link_and_no_file_on_any_page_leads_to_nothing(crawl: Crawl) -> None:
    lost = {
        f"{path} (on {crawl.named_by[path]})": a.status for path, a in crawl.led_to.items() if a.status != 200
    }

    assert lost == {}
    assert len(crawl.led_to) > 20, "a crawl that finds nothing to follow proves nothing"


def test_every_link_into_a_page_finds_its_place_there(crawl: Crawl) -> None:
    lost = []
    for path, fragments in crawl.fragments.items():
        answer = crawl.pages.get(path) or crawl.led_to[path]
        ids = {tag["id"] for tag in answer.soup.find_all(id=True)}
        lost += [f"{path}#{fragment}" for fragment in sorted(fragments - ids) if answer.is_html]

    assert lost == []


def test_nothing_but_what_a_reader_presses_leads_to_another_host(crawl: Crawl) -> None:
    foreign = [
        f"{path}: <{tag.name}> {value}"
        for path, answer in crawl.pages.items()
        for tag, value in addresses(answer.soup)
        if tag.name != "a"
        and urlsplit(value).scheme in ("http", "https")
        and not value.startswith(crawl.address + "/")
    ]

    assert foreign == []


def test_no_address_of_the_site_sets_a_cookie(crawl: Crawl) -> None:
    assert [answer.path for answer in crawl.everything if "Set-Cookie" in answer.headers] == []


def test_every_copy_of_a_page_may_be_kept_for_half_a_minute_by_anyone(crawl: Crawl) -> None:
    kept = {answer.headers.get("Cache-Control") for answer in crawl.pages.values()}

    assert kept == {"public, max-age=0, s-maxage=30"}
    assert [
        path for path, answer in crawl.pages.items() if "cookie" in answer.headers.get("Vary", "").lower()
    ] == []


def test_no_page_tells_the_next_site_where_its_reader_was(crawl: Crawl) -> None:
    assert {answer.headers.get("Referrer-Policy") for answer in crawl.everything} == {"no-referrer"}


def test_no_page_allows_anything_inline_or_from_elsewhere(crawl: Crawl) -> None:
    policies = {answer.headers.get("Content-Security-Policy", "") for answer in crawl.pages.values()}

    for policy in policies:
        directives = {
            name: set(values)
            for name, *values in (part.split() for part in policy.split(";") if part.strip())
        }
        assert directives.pop("default-src") == {"'none'"}
        assert directives.pop("base-uri") == {"'none'"}
        assert directives.pop("img-src") == {"'self'", "data:"}
        assert set.union(*directives.values()) == {"'self'"}
        assert {"script-src", "style-src", "form-action", "frame-ancestors"} <= set(directives)
    assert len(policies) == 1


def test_every_page_says_its_language_and_direction(crawl: Crawl) -> None:
    wrong = []
    for path, answer in crawl.pages.items():
        code, html = path.split("/")[1], answer.soup.html
        assert html is not None
        if (html.get("lang"), html.get("dir")) != (code, direction(code)):
            wrong.append(f"{path}: lang={html.get('lang')} dir={html.get('dir')}")
        if answer.headers.get("Content-Language") != code:
            wrong.append(f"{path}: Content-Language {answer.headers.get('Content-Language')}")

    assert wrong == []


def test_every_page_has_one_heading_of_the_first_level_and_a_title(crawl: Crawl) -> None:
    wrong = {}
    for path, answer in crawl.pages.items():
        headings = [heading.get_text(strip=True) for heading in answer.soup.find_all("h1")]
        title = answer.soup.title
        if len(headings) != 1 or not headings[0] or title is None or not title.get_text(strip=True):
            wrong[path] = headings

    assert wrong == {}


def test_no_two_pages_of_a_language_share_a_title(crawl: Crawl) -> None:
    titles: dict[str, list[str]] = {}
    for path, answer in crawl.pages.items():
        title = answer.soup.title
        assert title is not None
        titles.setdefault(f"{path.split('/')[1]}: {title.get_text(strip=True)}", []).append(path)

    assert {title: paths for title, paths in titles.items() if len(paths) > 1} == {}


def test_every_page_is_canonical_under_its_own_address(crawl: Crawl) -> None:
    wrong = {}
    for path, answer in crawl.pages.items():
        canonical = [link["href"] for link in answer.soup.find_all("link", rel="canonical")]
        if canonical != [crawl.address + path]:
            wrong[path] = canonical

    assert wrong == {}


def test_pages_name_each_other_in_every_language_and_a_default(crawl: Crawl) -> None:
    stated = {
        path: {
            str(link["hreflang"]): str(link["href"])
            for link in answer.soup.find_all("link", rel="alternate")
            if link.has_attr("hreflang")
        }
        for path, answer in crawl.pages.items()
    }
    wrong = []
    for path, alternates in stated.items():
        if set(alternates) != {*LANGUAGES, "x-default"}:
            wrong.append(f"{path}: only {sorted(alternates)}")
            continue
        if alternates != crawl.alternates[path]:
            wrong.append(f"{path}: the sitemap says otherwise")
        if alternates["x-default"] != alternates["en"]:
            wrong.append(f"{path}: x-default is {alternates['x-default']}")
        if alternates[path.split("/")[1]] != crawl.address + path:
            wrong.append(f"{path}: does not name itself")
        wrong += [
            f"{path}: {url} does not answer in kind"
            for url in alternates.values()
            if stated.get(path_of(url)) != alternates
        ]

    assert wrong == []


def test_the_front_door_leads_to_the_reader_s_language(site: Site) -> None:
    with closing(Client(site.address)) as client:
        led = {
            wish: client.get("/", Accept_Language=wish).headers.get("Location")
            for wish in ("ar-EG,ar;q=0.9", "el", "pt-BR, lt;q=0.5", "xx")
        }

    assert led == {"ar-EG,ar;q=0.9": "/ar/", "el": "/el/", "pt-BR, lt;q=0.5": "/lt/", "xx": "/en/"}

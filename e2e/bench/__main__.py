"""``python -m e2e.bench [rates] [queries] [lists] [bytes] [hostile] [lighthouse] [observatory]``: all by default."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from playwright.sync_api import Browser

from config import services
from config.progress import ROOT, VAR, StepError, say
from core.tests.files import jpeg
from e2e import site as sites
from e2e.bench import hostile, lighthouse, observatory, servers
from e2e.bench.table import Row, as_json, compared, markdown, slower
from e2e.browsing import running_browser
from e2e.kinds import CAMPAIGN, COMPETITION, COUNTRY, GALLERY, GUIDE, HELP, HOME, PAGES, SEARCH, STORY, Kind
from e2e.measure import FirstView, worst_first_view
from e2e.uploading import classes_door
from gallery.tests.hostile import pillow_images

REPORT = VAR / "bench.json"
KB = 1024

#: Least share of the bare page's rate. Help has no budget of its own; it is held to that of a guide.
RATES = {HOME: 0.3, GUIDE: 0.4, HELP: 0.4}
ROUNDS = 5
SECONDS = 2.5

COUNTED = (HOME, GUIDE, HELP, COUNTRY, STORY, CAMPAIGN, SEARCH)
MOST_QUERIES = 12

FIRST_VIEWS = {HOME: 150, GUIDE: 60, HELP: 60, COUNTRY: 60}
STATIC = {"All styles": (".css", 14), "All scripts": (".js", 8)}
#: A page of each list, and with each single filter, at two lengths.
FEW = 100
MANY = {"events": 10_000, "gallery": 100_000}
LIST_ROUNDS = 3
DRAWINGS = "/en/drawings/"
LISTS = {
    "events": {
        "/en/events/": "Events",
        "/en/events/?country=lt": "Events by country",
        "/en/events/?kind=vigil": "Events by kind",
        "/en/events/?language=lt": "Events by language",
        "/en/events/?online=1": "Events online",
    },
    "gallery": {
        f"/en/{GALLERY.path}": "Gallery",
        f"/en/{GALLERY.path}?country=lt": "Gallery by country",
        f"/en/{GALLERY.path}?band=7-9": "Gallery by age group",
        f"/en/{GALLERY.path}?country=lt&band=7-9": "Gallery by country and age group",
        f"/en/{GALLERY.path}?after={{deep}}": "Gallery, last page",
        f"/en/{COMPETITION.path}{{drawing}}/": "A drawing",
        f"/en/{COMPETITION.path}{{drawing}}/?country=lt": "A drawing among those of a country",
        f"/en/{GALLERY.path}slideshow/": "Slideshow",
        f"{DRAWINGS}gallery/": "Gallery of all",
        f"{DRAWINGS}gallery/?year={sites.NEXT_EDITION - 1}": "Gallery by year",
        f"{DRAWINGS}gallery/?award=first": "Gallery by award",
        f"{DRAWINGS}gallery/?country=lt": "Gallery of all by country",
        f"{DRAWINGS}gallery/?band=7-9": "Gallery of all by age group",
        f"/en/{COMPETITION.path}{{drawing}}/?all=1": "A drawing among all",
        "/admin/drawings/decide/": "Bench, next",
        "/admin/drawings/gallery/": "Staff list",
        "/en/schools/classes/": "School's list of classes",
        "/en/schools/classes/{class}/": "School's list of drawings",
    },
}

#: One language in each direction; the letters of the others weigh no more.
WEIGHED_IN = ("en", "ar")


# --- Requests a second --------------------------------------------------------------------------------------------


def rates(files: sites.Files) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        yield from _rates_on("SQLite", _on_sqlite(files), Path(folder), f"sqlite:///{folder}/bare.sqlite3")
    with tempfile.TemporaryDirectory() as folder:
        try:
            with _postgresql(Path(folder)) as (our_database, bare_database):
                say("Loading the demo into PostgreSQL …")
                servers.load_demo(files, our_database)
                ours = servers.ours(files, our_database)
                yield from _rates_on("PostgreSQL", ours, Path(folder), bare_database)
        except services.Missing as missing:
            say(f"Not measured on PostgreSQL: {missing}")


def _on_sqlite(files: sites.Files) -> servers.Server:
    return servers.ours(files, files.environment()["DATABASE_URL"])


def _rates_on(engine: str, ours: servers.Server, folder: Path, bare_database: str) -> Iterator[Row]:
    say(f"Making a bare site on {engine} …")
    bare = servers.bare(folder / "bare", ours, bare_database)
    pairs: dict[Kind, list[tuple[float, float]]] = {kind: [] for kind in RATES}
    with servers.running(bare) as bare_address, servers.running(ours) as address:
        # Each worker and each of its threads has its first request behind it before anything counts.
        for url in [f"{bare_address}/", *(address + kind.in_language("en") for kind in RATES)]:
            _rate(url)
        for number in range(1, ROUNDS + 1):
            say(f"Requests a second on {engine}: round {number} of {ROUNDS} …")
            for kind, rounds in pairs.items():
                against = _rate(f"{bare_address}/")
                rounds.append((_rate(address + kind.in_language("en")), against))
    for kind, limit in RATES.items():
        yield compared(f"Uncached {kind}, {engine}", pairs[kind], limit)


def _rate(url: str) -> float:
    return float(sites.run([sys.executable, "-m", "e2e.bench.load", url, str(SECONDS)], os.environ))


@contextmanager
def _postgresql(folder: Path) -> Iterator[tuple[str, str]]:
    """Addresses of two databases on a server of its own: for ours and for the bare site."""
    with services.postgresql(folder) as found:
        server = found["DATABASE_URL"].rpartition("/")[0]
        with psycopg.connect(found["DATABASE_URL"], autocommit=True) as first:
            for name in ("ours", "bare"):
                first.execute(f"CREATE DATABASE {name}".encode())
        yield f"{server}/ours", f"{server}/bare"


# --- Queries ------------------------------------------------------------------------------------------------------


def queries(files: sites.Files) -> Iterator[Row]:
    say("Counting queries …")
    paths = {kind.in_language("en"): kind for kind in COUNTED}
    printed = sites.run([sys.executable, "-m", "e2e.bench.queries", *paths], files.environment())
    for path, found in json.loads(printed.splitlines()[-1]).items():
        yield Row(f"Queries, {paths[path]}", found, "queries", MOST_QUERIES)


# --- Long lists ---------------------------------------------------------------------------------------------------


def lists(files: sites.Files) -> Iterator[Row]:
    """How much longer a page of a list takes when the list is a hundred, or a thousand, times as long."""
    for room in LISTS:
        with tempfile.TemporaryDirectory() as folder:
            sizes = {}
            for number in (FEW, MANY[room]):
                copy = sites.Files(Path(folder) / str(number))
                sites.copy_files(files, copy)
                sizes[number] = copy.environment(settings=sites.WITH_ADMIN)
            yield from _lists_on("SQLite", room, sizes)
        with tempfile.TemporaryDirectory() as folder:
            try:
                with _postgresql(Path(folder)) as databases:
                    sizes = {}
                    for number, database in zip((FEW, MANY[room]), databases, strict=True):
                        servers.load_demo(files, database)
                        sizes[number] = files.environment(settings=sites.WITH_ADMIN) | {
                            "DATABASE_URL": database
                        }
                    yield from _lists_on("PostgreSQL", room, sizes)
            except services.Missing as missing:
                say(f"Lists were not measured on PostgreSQL: {missing}")


def _lists_on(engine: str, room: str, sizes: dict[int, dict[str, str]]) -> Iterator[Row]:
    few, many = sizes
    for number, env in sizes.items():
        say(f"Making {room} of {number} rows on {engine} …")
        sites.run([sys.executable, "-m", "e2e.bench.lists", "fill", room, str(number)], env)
    rounds: list[dict[int, dict[str, float]]] = []
    for number in range(1, LIST_ROUNDS + 1):
        say(f"Long lists of {room} on {engine}: round {number} of {LIST_ROUNDS} …")
        command = [sys.executable, "-m", "e2e.bench.lists", "time", *LISTS[room]]
        rounds.append(
            {size: json.loads(sites.run(command, env).splitlines()[-1]) for size, env in sizes.items()}
        )
    for path, name in LISTS[room].items():
        yield slower(f"{name}, {many:,} rows, {engine}", [(r[many][path], r[few][path]) for r in rounds], 1.5)


# --- Bytes and movement -------------------------------------------------------------------------------------------


def weights(files: sites.Files) -> Iterator[Row]:
    for name, (ending, limit) in STATIC.items():
        # With the hash in the name: what is served. The plain name is the same file once more.
        served = [
            path for path in (files.folder / "static").rglob(f"*.*{ending}") if path.name.count(".") == 2
        ]
        total = sum(min(copy.stat().st_size for copy in path.parent.glob(f"{path.name}*")) for path in served)
        yield Row(f"{name}, compressed", total / KB, "KB", limit)
    with servers.running(_on_sqlite(files)) as address, running_browser() as browser:
        for kind, limit in FIRST_VIEWS.items():
            say(f"Weighing the first view: {kind} …")
            views = [_first_view(browser, address + kind.in_language(code)) for code in WEIGHED_IN]
            yield Row(f"First view, {kind}", max(view.total for view in views) / KB, "KB", limit)
            yield Row(f"Layout shift, {kind}", max(view.shift for view in views), "shift", 0)


def _first_view(browser: Browser, url: str) -> FirstView:
    """What moves, moves every time. A machine out of breath may draw a page whose header is still on its way, once."""
    view = worst_first_view(browser, url)
    for _ in range(2):
        if view.shift:
            view.shift = min(view.shift, worst_first_view(browser, url).shift)
    return view


# --- Hostile files ------------------------------------------------------------------------------------------------

MOST_GROWTH = 50


def hostile_files(_files: sites.Files) -> Iterator[Row]:
    """Files as attackers make them, and those with which Pillow tests itself, through the form of a teacher."""
    sets = {"files made to harm": hostile.made_here()}
    try:
        sets["of Pillow's own pictures"] = pillow_images.every()
    except pillow_images.NotHere as missing:
        say(f"Pillow's own pictures were not tried: {missing}")
    with sites.served(sites.begun(), settings=sites.WITH_ADMIN) as site:
        door = classes_door(site)
        for number in range(2):
            door.send(jpeg((500 + number, 420)), str(uuid.uuid4()))
        for name, contents in sets.items():
            say(f"Sending {len(contents)} {name} …")
            tried = hostile.try_all(site, classes_door, contents)
            answers = ", ".join(f"{status}: {count}" for status, count in sorted(tried.statuses.items()))
            say(f"    {answers}")
            yield Row(f"Server errors, {len(contents)} {name}", len(tried.server_errors), "answers", 0)
            yield Row(f"Refused without a sentence, {name}", len(tried.without_a_sentence), "answers", 0)
            yield Row(f"Growth of the web process, {name}", tried.growth, "MB", MOST_GROWTH)


# --- Lighthouse ---------------------------------------------------------------------------------------------------


def audits(files: sites.Files) -> Iterator[Row]:
    try:
        program = lighthouse.installed()
        with lighthouse.running_browser() as port, servers.running(_on_sqlite(files)) as address:
            for name, path in audited().items():
                say(f"Lighthouse: {name} …")
                yield from _audits_of(name, program, port, address + path)
    except (lighthouse.Missing, StepError) as missing:
        say(f"Lighthouse was not run: {missing}")


def _audits_of(name: str, program: Path, port: int, url: str) -> Iterator[Row]:
    _rate(url)  # no worker makes it for the first time
    try:
        scores, wanting = lighthouse.scores(program, port, url)
    except lighthouse.Failed as failed:
        say(str(failed))
        yield Row(f"Lighthouse, {name}", 0, "score", 100, "at least")
        return
    for reason in sorted(wanting):
        say(f"    {reason}")
    for category, score in scores.items():
        yield Row(f"Lighthouse {lighthouse.CATEGORIES[category]}, {name}", score, "score", 100, "at least")


def audited() -> dict[str, str]:
    """A page of each type, by name; of the help page its country view too, which looks unlike it; a mirrored one."""
    of_each_type = {kind.model: kind for kind in reversed(PAGES)}
    chosen = [kind for kind in PAGES if kind is COUNTRY or of_each_type[kind.model] is kind]
    pages = {kind.name: kind.in_language("en") for kind in chosen}
    return pages | {f"{HOME} in Arabic": HOME.in_language("ar")}


# --- Observatory --------------------------------------------------------------------------------------------------

#: Points of a hundred and more: a page that holds to all of it and is in no browser's list gets 130.
LEAST_POINTS = 125
JUDGED = {HOME.name: HOME, GUIDE.name: GUIDE}
SIGN_IN = "/accounts/login/"


def headers(files: sites.Files) -> Iterator[Row]:
    try:
        node = observatory.installed()
    except (observatory.Missing, StepError) as missing:
        say(f"The Observatory was not run: {missing}")
        return
    paths = {name: kind.in_language("en") for name, kind in JUDGED.items()} | {"sign-in page": SIGN_IN}
    server = _on_sqlite(files)
    # The sign-in page has scripts of its own, which readers' pages do not.
    server = replace(server, env=server.env | {"DJANGO_SETTINGS_MODULE": sites.WITH_ADMIN})
    with observatory.certificate() as certificate, servers.running(server, certificate) as address:
        for name, path in paths.items():
            try:
                found = observatory.judged(node, address + path, certificate)
            except observatory.Failed as failed:
                say(str(failed))
                yield Row(f"Observatory, {name}", 0, "score", LEAST_POINTS, "at least")
                continue
            say(f"Observatory, {name}: {found.score}, {found.grade}")
            for test, (outcome, points) in found.tests.items():
                say(f"    {points:+4d}  {test}: {outcome}")
            yield Row(f"Observatory, {name}", found.score, "score", LEAST_POINTS, "at least")


# --- All of it ----------------------------------------------------------------------------------------------------

Part = Callable[[sites.Files], Iterator[Row]]
PARTS: dict[str, Part] = {
    "rates": rates,
    "queries": queries,
    "lists": lists,
    "bytes": weights,
    "hostile": hostile_files,
    "lighthouse": audits,
    "observatory": headers,
}


def about() -> dict[str, object]:
    described = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True
    )
    return {
        "day": f"{datetime.now(UTC):%Y-%m-%d}",
        "commit": described.stdout.strip() or "unknown",
        "machine": {
            "cores": os.cpu_count(),
            "architecture": platform.machine(),
            "python": platform.python_version(),
            "load": round(os.getloadavg()[0], 2),
        },
    }


def main(wanted: list[str]) -> int:
    if unknown := [name for name in wanted if name not in PARTS]:
        say(f"There is no {', '.join(unknown)} to measure. There are: {', '.join(PARTS)}.")
        return 2
    began, facts = time.monotonic(), about()
    say("Building the demo site, unless it was built before …")
    with servers.our_files() as files:
        rows = []
        for name, part in PARTS.items():
            for row in part(files) if name in wanted or not wanted else ():
                # Said at once: what was measured for an hour is not lost with what breaks after it.
                ratio = "" if row.ratio is None else f", {row.ratio:.2f} of the baseline"
                say(f"{row.what}: {row.value:.2f} {row.unit}{ratio}")
                rows.append(row)
    facts["seconds"] = round(time.monotonic() - began)
    say(
        f"\n{markdown(rows)}\n\n{facts['day']}, {facts['commit']}, {os.cpu_count()} cores, {facts['seconds']} s"
    )
    REPORT.write_text(as_json(rows, facts))
    say(f"Written to {REPORT.relative_to(ROOT)}")
    missed = [row.what for row in rows if not row.within]
    if missed:
        say(f"Not within their budget: {', '.join(missed)}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

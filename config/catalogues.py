"""The interface catalogues in ``locale/``: collect their strings, compile them, and prove them whole.

Compiling and proving need Python alone; collecting needs GNU gettext (xgettext, msgmerge). The compiled files are not
kept in the repository.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib

from config.progress import ROOT, say
from config.settings.languages import LANGUAGE_CODE, LANGUAGES

LOCALE = ROOT / "locale"
TRANSLATED = [code for code, _name in LANGUAGES if code != LANGUAGE_CODE]
#: Texts that may read the same in both languages, each with its reason.
SAME_AS_SOURCE = LOCALE / "same-as-source.txt"
#: Folders whose strings no reader or editor of a site meets.
UNSEEN = [".venv*", "var", "docs", "deploy", "e2e", "*/tests", "conftest.py"]

PLACEHOLDER = re.compile(r"%%|%\(\w+\)[#0+ -]*\d*(?:\.\d+)?[a-z]|%[a-z]|\{\w*\}")
TAG = re.compile(r"</?([a-z][a-z0-9]*)")
Key = tuple[str | None, str, str]


def compile_all(locale: Path = LOCALE) -> int:
    """Compile the catalogues that changed since; returns how many."""
    compiled = 0
    for source in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        # Renamed into place: a reader, or a kill, never meets half a catalogue.
        unfinished = target.with_suffix(f".{os.getpid()}.tmp")
        polib.pofile(str(source)).save_as_mofile(str(unfinished))
        unfinished.replace(target)
        compiled += 1
    return compiled


def extract(languages: list[str], cwd: Path = ROOT, *, keep_template: bool = False) -> None:
    """Run Django's makemessages over the project's templates and Python."""
    command = [sys.executable, "-m", "django", "makemessages", "--no-location", "--no-obsolete", "--no-wrap"]
    command += [option for code in languages for option in ("--locale", code)]
    command += [option for folder in UNSEEN for option in ("--ignore", folder)]
    command += ["--keep-pot"] if keep_template else []
    env = {**os.environ, "PYTHONPATH": str(cwd)}
    env.pop("DJANGO_SETTINGS_MODULE", None)  # then it looks at ./locale and at nothing else
    subprocess.run(command, cwd=cwd, env=env, check=True, stdout=subprocess.DEVNULL)


def fresh_keys() -> set[Key]:
    """Every string that the code and the templates ask for now, read from a copy so that nothing is changed."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        shutil.copytree(ROOT, copy, ignore=_only_sources)
        (copy / "locale").mkdir()
        extract([TRANSLATED[0]], copy, keep_template=True)
        return {_key(entry) for entry in polib.pofile(str(copy / "locale" / "django.pot"))}


def _only_sources(folder: str, names: list[str]) -> set[str]:
    top = Path(folder) == ROOT
    unseen = {"locale", "var", "docs", "deploy", "e2e", "static"} if top else {"tests", "__pycache__"}
    kept = {name for name in names if name not in unseen and not name.startswith(".")}
    return {
        name
        for name in names
        if name not in kept
        or not ((Path(folder) / name).is_dir() or name.endswith((".py", ".html", ".txt", ".xml", ".css")))
    }


def _key(entry: polib.POEntry) -> Key:
    return (entry.msgctxt or None, entry.msgid, entry.msgid_plural or "")


@dataclass(frozen=True)
class Allowed:
    """One line of ``same-as-source.txt``: ``fr es | why | text``, with ``*`` for every language."""

    languages: frozenset[str]
    reason: str
    text: str
    line: int


def read_allowed(path: Path = SAME_AS_SOURCE) -> list[Allowed]:
    allowed = []
    for number, line in enumerate(path.read_text().splitlines() if path.exists() else [], 1):
        if line.strip() and not line.startswith("#"):
            parts = [part.strip() for part in line.split("|", 2)]
            if len(parts) != 3 or not all(parts):
                raise SystemExit(
                    f"{path.name}:{number}: expected “languages | reason | text”, found “{line}”"
                )
            codes = TRANSLATED if parts[0] == "*" else parts[0].replace(",", " ").split()
            allowed.append(Allowed(frozenset(codes), parts[1], parts[2].replace("\\n", "\n"), number))
    return allowed


def check(fresh: set[Key] | None, locale: Path = LOCALE) -> list[str]:
    """What is wrong, a line each. ``fresh`` is what the code asks for now, or None where that cannot be known."""
    allowed = read_allowed(locale / SAME_AS_SOURCE.name)
    used: set[tuple[str, str]] = set()
    wrong = []
    for code in TRANSLATED:
        path = locale / code / "LC_MESSAGES" / "django.po"
        if not path.exists():
            wrong.append(f"{code}: there is no {path.relative_to(locale.parent)}; make messages makes it")
            continue
        catalogue = polib.pofile(str(path))
        plurals = re.search(r"nplurals=(\d+)", catalogue.metadata.get("Plural-Forms", ""))
        same = {entry.text for entry in allowed if code in entry.languages}
        for entry in catalogue:
            if not entry.obsolete:
                where = f"{code}: line {entry.linenum}: “{_short(entry.msgid)}”"
                wrong += [
                    f"{where} {fault}" for fault in _faults(entry, int(plurals[1]) if plurals else 0, same)
                ]
                if _sources(entry) & set(_targets(entry)):
                    used.add((code, entry.msgid))
        if fresh is not None:
            known = {_key(entry) for entry in catalogue if not entry.obsolete}
            wrong += [f"{code}: “{_short(key[1])}” is missing" for key in sorted(fresh - known, key=str)]
            wrong += [
                f"{code}: “{_short(key[1])}” is no longer used" for key in sorted(known - fresh, key=str)
            ]
    for entry in allowed:
        unused = sorted(code for code in entry.languages if (code, entry.text) not in used)
        # A line for every language need not be true of every one; a line for named ones must be.
        if unused and (len(unused) == len(TRANSLATED) or entry.languages != frozenset(TRANSLATED)):
            wrong.append(
                f"{SAME_AS_SOURCE.name}:{entry.line}: “{_short(entry.text)}” is not the same in {', '.join(unused)}"
            )
    return wrong


def _sources(entry: polib.POEntry) -> set[str]:
    return {entry.msgid, entry.msgid_plural} - {"", None}


def _targets(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def _faults(entry: polib.POEntry, plurals: int, same: set[str]) -> Iterator[str]:
    targets = _targets(entry)
    if not all(target.strip() for target in targets):
        yield "is not translated"
        return
    if entry.fuzzy:
        yield "is fuzzy"
    if entry.msgid_plural and len(targets) != plurals:
        yield f"has {len(targets)} plural forms; the language has {plurals}"
    words = re.sub(r"[\W\d_]", "", TAG.sub("", PLACEHOLDER.sub("", entry.msgid)))
    if words and _sources(entry) & set(targets) and entry.msgid not in same:
        yield f"is the same as its source, without a reason in {SAME_AS_SOURCE.name}"
    for target in targets:
        yield from _mismatches(entry, target)


def _mismatches(entry: polib.POEntry, target: str) -> Iterator[str]:
    """What a translation must carry over unchanged: placeholders, tags, and whether a line break starts or ends it."""
    source = entry.msgid_plural or entry.msgid
    expected, found = (Counter(PLACEHOLDER.findall(text)) for text in (source, target))
    # One of several plural forms may say "one day" without the figure; it may never ask for something unknown.
    if set(found) - set(expected) or (not entry.msgid_plural and set(expected) - set(found)):
        yield f"needs the placeholders {_list(expected)} and has {_list(found)}"
    if entry.msgid_plural and not any(
        set(expected) == set(PLACEHOLDER.findall(form)) for form in _targets(entry)
    ):
        yield f"has no plural form with all of {_list(expected)}"
    if Counter(TAG.findall(source)) != Counter(TAG.findall(target)):
        yield f"needs the tags {_list(Counter(TAG.findall(source)))} and has {_list(Counter(TAG.findall(target)))}"
    if (source[:1] == "\n", source[-1:] == "\n") != (target[:1] == "\n", target[-1:] == "\n"):
        yield "does not begin or end with a line break as its source does"


def _list(found: Counter[str]) -> str:
    return ", ".join(sorted(found.elements())) or "none"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:57]}…"


def main(arguments: list[str]) -> int:
    match arguments:
        case ["compile"]:
            if compiled := compile_all():
                say(f"Compiled {compiled} catalogues.")
        case ["extract"]:
            if not _has_gettext():
                say(
                    "make messages needs GNU gettext (xgettext, msgmerge). On Debian and Ubuntu: "
                    "apt-get install gettext"
                )
                return 1
            extract(TRANSLATED)
            say(f"Collected into locale/ for {', '.join(TRANSLATED)}. Now translate what is empty or fuzzy.")
        case ["check"]:
            fresh = fresh_keys() if _has_gettext() else None
            if fresh is None:
                say(
                    "!! xgettext was not found: NOT checked whether the catalogues hold every string of the code."
                )
            wrong = check(fresh)
            for line in wrong:
                say(line)
            return bool(wrong)
        case _:
            say("usage: python -m config.catalogues compile | extract | check")
            return 2
    return 0


def _has_gettext() -> bool:
    return all(shutil.which(tool) for tool in ("xgettext", "msgmerge"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

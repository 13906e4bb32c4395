"""Which browser the journeys run in, and what is tried before giving up."""

from __future__ import annotations

from pathlib import Path

import pytest

from config import browser


@pytest.fixture
def bare_machine(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Nothing installed, nothing installs; the list is what was tried."""
    tried: list[list[str]] = []
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(browser, "on_path", list)
    monkeypatch.setattr(browser, "playwrights", list)
    monkeypatch.setattr(browser, "attempt", lambda command, _env: tried.append(command))
    monkeypatch.setattr(browser.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(browser.os, "geteuid", lambda: 1000)
    return tried


def _program(folder: Path, name: str, exit_code: int) -> str:
    path = folder / name
    path.write_text(f"#!/bin/sh\nexit {exit_code}\n")
    path.chmod(0o755)
    return str(path)


def test_the_browser_that_is_named_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    named, found = _program(tmp_path, "named", 0), _program(tmp_path, "found", 0)
    monkeypatch.setenv("CHROMIUM", named)
    monkeypatch.setattr(browser, "on_path", lambda: [found])

    assert browser.main() == 0
    assert capsys.readouterr().out == f"{named}\n"


@pytest.mark.usefixtures("bare_machine")
def test_a_browser_that_does_not_start_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stub, real = _program(tmp_path, "stub", 1), _program(tmp_path, "real", 0)
    monkeypatch.setattr(browser, "on_path", lambda: [stub, str(tmp_path / "gone")])
    monkeypatch.setattr(browser, "playwrights", lambda: [real])

    assert browser.main() == 0
    assert capsys.readouterr().out == f"{real}\n"


def test_without_rights_only_playwrights_is_tried_and_the_end_says_how(
    bare_machine: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert browser.main() == 1

    printed = capsys.readouterr()
    assert printed.out == ""
    assert "apt-get install chromium" in printed.err
    assert [command[1:] for command in bare_machine] == [["-m", "playwright", "install", "chromium"]]


def test_the_administrator_gets_the_distributions_package(
    bare_machine: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browser.os, "geteuid", lambda: 0)

    browser.main()

    assert [command[:2] for command in bare_machine[:2]] == [["apt-get", "update"], ["apt-get", "install"]]
    # The one that draws no windows; where a distribution has none, the usual one.
    assert [command[-2:] for command in bare_machine[1:3]] == [
        ["chromium-headless-shell", "fonts-noto-core"],
        ["chromium", "fonts-noto-core"],
    ]

"""The tools behind the commands: what each of them refuses, and that it says so."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from config import install, progress, soak, templates
from config.progress import ROOT

# --- Finding a Python ---------------------------------------------------------------------------------------


def _fake_python(folder: Path, name: str, version: str, *, new_enough: bool, complete: bool) -> None:
    """Answers the three questions the script asks of a candidate."""
    script = folder / name
    script.write_text(
        f"""#!/bin/sh
case "$2" in
    *print*) echo {version} ;;
    *ensurepip*) exit {0 if complete else 1} ;;
    *) exit {0 if new_enough else 1} ;;
esac
"""
    )
    script.chmod(script.stat().st_mode | stat.S_IXUSR)


def _find_python(folder: Path) -> subprocess.CompletedProcess[str]:
    env = {"PATH": str(folder)}
    return subprocess.run(
        ["/bin/sh", str(ROOT / "config" / "find-python.sh")], env=env, capture_output=True, text=True
    )


def test_the_newest_python_that_can_make_an_environment_is_taken(tmp_path: Path) -> None:
    _fake_python(tmp_path, "python3.13", "3.13", new_enough=True, complete=False)
    _fake_python(tmp_path, "python3.12", "3.12", new_enough=True, complete=True)
    _fake_python(tmp_path, "python3", "3.9", new_enough=False, complete=True)

    assert _find_python(tmp_path).stdout == f"{tmp_path}/python3.12\n"


def test_a_python_that_is_too_old_is_named(tmp_path: Path) -> None:
    _fake_python(tmp_path, "python3", "3.9", new_enough=False, complete=True)

    found = _find_python(tmp_path)

    assert (found.returncode, found.stdout) == (1, "")
    assert "needs Python 3.11 or newer. python3 is 3.9." in found.stderr


def test_a_missing_venv_module_names_debians_package(tmp_path: Path) -> None:
    _fake_python(tmp_path, "python3", "3.11", new_enough=True, complete=False)

    found = _find_python(tmp_path)

    assert (found.returncode, found.stdout) == (1, "")
    assert "apt-get install python3.11-venv" in found.stderr


def test_no_python_at_all_is_a_sentence_too(tmp_path: Path) -> None:
    found = _find_python(tmp_path)

    assert (found.returncode, found.stdout) == (1, "")
    assert "no Python was found" in found.stderr


# --- Installing ---------------------------------------------------------------------------------------------
# --- Installing ---------------------------------------------------------------------------------------------


@pytest.fixture
def requirements(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A requirements file, an environment that works, and a pip that does nothing."""
    monkeypatch.setattr(install, "VAR", tmp_path / "var")
    file = tmp_path / "requirements.txt"
    file.write_text("one==1\n")
    binary = tmp_path / "venv" / "bin"
    binary.mkdir(parents=True)
    (binary / "python").symlink_to(sys.executable)
    return file


def _ran(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    steps: list[str] = []

    def record(command: list[str], doing: str, **_options: object) -> None:
        steps.append(doing)

    monkeypatch.setattr(install, "run_watched", record)
    return steps


def test_an_installed_file_is_not_installed_again_until_it_changes(
    requirements: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = _ran(monkeypatch)
    venv = requirements.parent / "venv"

    install.install(venv, requirements, hashes=True)
    install.install(venv, requirements, hashes=True)
    assert steps == ["installing"]

    requirements.write_text("one==2\n")
    install.install(venv, requirements, hashes=True)
    assert steps == ["installing", "installing"]


def test_an_installation_that_was_killed_starts_from_a_new_environment(
    requirements: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    venv = requirements.parent / "venv"

    def killed(*_arguments: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(install, "run_watched", killed)
    with pytest.raises(KeyboardInterrupt):
        install.install(venv, requirements, hashes=True)
    steps = _ran(monkeypatch)
    install.install(venv, requirements, hashes=True)

    assert steps == ["making venv", "installing"]


def test_pip_is_told_to_check_hashes() -> None:
    assert "--require-hashes" in install._pip(Path("python"), Path("requirements.txt"), hashes=True)


# --- Watching a command -------------------------------------------------------------------------------------


def test_a_silent_command_is_reported_on(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "QUIET_SECONDS", 0.2)

    progress.run_watched([sys.executable, "-c", "import time; time.sleep(1.5)"], "sleeping")

    assert "… sleeping (" in capsys.readouterr().out


def test_a_failed_command_shows_what_it_last_said() -> None:
    command = [sys.executable, "-c", "print('the reason'); raise SystemExit(1)"]

    with pytest.raises(progress.StepError, match="the reason"):
        progress.run_watched(command, "failing", status=lambda _line: None)


def test_a_lock_ends_with_its_holder_however_it_ends(tmp_path: Path) -> None:
    holding = (
        "import sys, time; from pathlib import Path; from config.progress import only_one\n"
        "with only_one(Path(sys.argv[1]), 'x'):\n    print('held', flush=True)\n    time.sleep(600)"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", holding, str(tmp_path / "lock")], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    holder.kill()
    holder.communicate()
    started = time.monotonic()

    with progress.only_one(tmp_path / "lock", "nobody"):
        assert time.monotonic() - started < 1


# --- Templates ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{% if page %}", "Unclosed tag"),
        ("{% load nothing_of_the_kind %}", "not a registered tag library"),
        ("{% extends 'nothing/here.html' %}", "there is no template “nothing/here.html”"),
        (
            "{% if page %}{% include 'nothing/here.html' %}{% endif %}",
            "there is no template “nothing/here.html”",
        ),
    ],
)
def test_a_template_that_does_not_hold_is_found(tmp_path: Path, text: str, fault: str) -> None:
    (tmp_path / "wrong.html").write_text(text)
    (tmp_path / "right.html").write_text("{% if page %}{{ page.title }}{% endif %}")

    (found,) = templates.faults([tmp_path])

    assert found.startswith(f"{tmp_path}/wrong.html: ")
    assert fault in found


def test_a_widget_may_include_those_that_only_the_renderer_of_forms_knows(tmp_path: Path) -> None:
    (tmp_path / "widgets").mkdir()
    known, unknown = "django/forms/widgets/date.html", "django/forms/widgets/nothing.html"
    (tmp_path / "widgets" / "a.html").write_text(f"{{% include '{known}' %}}")
    (tmp_path / "widgets" / "b.html").write_text(f"{{% include '{unknown}' %}}")
    (tmp_path / "page.html").write_text(f"{{% include '{known}' %}}")

    assert [fault.removeprefix(f"{tmp_path}/") for fault in templates.faults([tmp_path])] == [
        f"page.html: there is no template “{known}”",
        f"widgets/b.html: there is no template “{unknown}”",
    ]


# --- The Makefile -------------------------------------------------------------------------------------------


def test_make_alone_lists_every_command_with_what_it_does() -> None:
    env = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    listed = subprocess.run(["make"], cwd=ROOT, env=env, capture_output=True, text=True, check=True).stdout

    commands = {line.split()[0] for line in listed.splitlines()}
    named = {
        line.split()[1]
        for line in (ROOT / "Makefile").read_text().splitlines()
        if line.startswith(".PHONY: ")
    }
    assert commands == {name for name in named if not name.startswith(".")}
    assert {"run", "test", "check", "soak", "bench", "shots", "dev", "test-services", "test-next"} <= commands


# --- The soak's page ----------------------------------------------------------------------------------------------

PRINTED = """
e2e/test_kills.py::test_one PASSED
==================================== PASSES ====================================
___________________________________ test_one ___________________________________
----------------------------- Captured stdout call -----------------------------
300 drawings; killed: {'web': 69}
=========================== slowest durations ===================================
61.20s call     e2e/test_kills.py::test_one
0.10s setup    e2e/test_kills.py::test_one
================= 1 passed, 3 deselected in 61.90s (0:01:01) ===================
"""


def test_a_soak_writes_how_each_part_ended_where_and_what_it_counted() -> None:
    part = soak.section("e2e/test_kills.py", PRINTED, 63.4, "2027-05-25", "abc1234")

    assert part.splitlines()[2].startswith("1 passed, 3 deselected in 63 s, 2027-05-25, commit abc1234, ")
    assert part.splitlines()[4:] == [
        "- It said: 300 drawings; killed: {'web': 69}",
        "- test_one: 61.20 s",
    ]


def test_a_part_of_a_soak_that_broke_off_does_not_look_as_if_it_had_passed() -> None:
    assert "\nbroken off in 5 s, " in soak.section("a.py", "Killed", 5, "2027-05-25", "abc1234")


def test_a_soak_of_one_part_leaves_the_others_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = tmp_path / "soak.md"
    monkeypatch.setattr(soak, "ROOT", tmp_path)
    monkeypatch.setattr(soak, "REPORT", report)
    monkeypatch.setattr(soak, "_commit", lambda: "abc1234")
    ends = iter(["=== 1 passed in 1.0s ===", "=== 2 passed in 1.0s ===", "=== 1 failed in 1.0s ==="])
    codes = iter([0, 0, 1])
    monkeypatch.setattr(
        soak, "_pytest", lambda *options: subprocess.CompletedProcess(options, next(codes), next(ends))
    )

    assert [soak.run("b.py"), soak.run("a.py"), soak.run("b.py")] == [0, 0, 1]

    found = soak.known_sections(report.read_text())
    assert {name: part.splitlines()[2].partition(" in ")[0] for name, part in found.items()} == {
        "a.py": "2 passed",
        "b.py": "1 failed",
    }
    assert report.read_text().startswith("# The last soak\n")

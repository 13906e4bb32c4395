"""The admin's parts start by notes instead of inline scripts, and somebody looks when what was replaced has changed."""

from __future__ import annotations

import hashlib
import inspect
import json
import re
from pathlib import Path
from typing import Any

import pytest
import wagtail
import wagtail_localize
from bs4 import BeautifulSoup, Tag
from django.contrib.auth import get_user_model
from django.template.loader import render_to_string
from django.test import Client
from wagtail.admin.widgets import (
    AdminDateInput,
    AdminDateTimeInput,
    AdminPageChooser,
    AdminTimeInput,
    BaseChooser,
)
from wagtail.admin.widgets.workflows import AdminTaskChooser

from core.admin_policy.choosers import note, render

WAGTAIL = Path(wagtail.__file__).parent / "admin/templates/wagtailadmin"
LOCALIZE = Path(wagtail_localize.__file__).parent / "templates/wagtail_localize/admin"

#: What ours stand in for, as it was when they were written: Wagtail 7.4.4, wagtail-localize 1.14.5.
REPLACED = {
    WAGTAIL / "widgets/date_input.html": "2557f7a4fd543d7c",
    WAGTAIL / "widgets/time_input.html": "536917c544a13563",
    WAGTAIL / "widgets/datetime_input.html": "479d8ddeaa73d2fd",
    WAGTAIL / "panels/inline_panel.html": "195bb0b199edb062",
    WAGTAIL / "panels/multiple_chooser_panel.html": "673bc9b26ca95c03",
    LOCALIZE / "edit_translation.html": "52b849c00b09876c",
    LOCALIZE / "submit_translation.html": "f11cd525d207f37c",
    LOCALIZE / "update_translations.html": "793d659d6195ce34",
    LOCALIZE / "edit_translatable_alias.html": "b9cfd17470d0e1c1",
}
REPLACED_RENDER = "2a4b447237357cfc"


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


def test_somebody_looks_again_when_a_template_that_was_replaced_has_changed() -> None:
    """Compare it with ours of the same name in core/templates, take over what is new, and write its digest here."""
    assert {path: digest(path.read_bytes()) for path in REPLACED} == REPLACED


def test_somebody_looks_again_when_the_method_that_was_replaced_has_changed() -> None:
    """Ours is core/admin_policy/choosers.py."""
    module = Path(inspect.getsourcefile(BaseChooser) or "").read_text(encoding="utf-8")
    method = module[
        module.index("    def render(self") : module.index("    @property\n    def base_js_init_options")
    ]

    assert BaseChooser.render is render
    assert digest(method.encode()) == REPLACED_RENDER


def read(html: str) -> tuple[str, str, Any]:
    """The one note in it, as core/static/core/admin/start.js reads it."""
    (found,) = BeautifulSoup(html, "html.parser").select("core-start")
    assert isinstance(found, Tag)
    options = json.loads(json.loads(f'"{found["data-options"]}"'))
    return str(found["data-name"]), str(found["data-for"]), options


@pytest.mark.parametrize(
    ("widget", "name"),
    [
        (AdminDateInput(), "initDateChooser"),
        (AdminTimeInput(), "initTimeChooser"),
        (AdminDateTimeInput(), "initDateTimeChooser"),
    ],
)
def test_a_picker_leaves_a_note_with_its_format(widget: Any, name: str) -> None:
    html = widget.render("held_on", None, {"id": "id_held_on"})

    assert "<script" not in html
    assert read(html) == (name, "id_held_on", widget.get_config())


def test_a_chooser_leaves_a_note_with_what_it_may_choose(db: None) -> None:
    page = AdminPageChooser().render("page", None, {"id": "id_page"})
    task = AdminTaskChooser().render("task", None, {"id": "id_task"})

    assert "<script" not in page + task
    name, id_, options = read(page)
    assert (name, id_) == ("PageChooser", "id_page")
    assert options == AdminPageChooser().base_js_init_options
    assert read(task) == ("createTaskChooser", "id_task", {})


def test_a_note_holds_any_text_and_is_no_way_out_of_its_markup() -> None:
    words = {"title": """ "'</core-start><script>alert(1)</script>\\u0022\n&quot; """}

    html = note(f"new Chooser({json.dumps('id_<b>')}, {json.dumps(words)});")

    assert "<script" not in html
    assert read(html) == ("Chooser", "id_<b>", words)


def test_a_row_that_is_added_gets_its_number_everywhere() -> None:
    """As Wagtail's InlinePanel replaces it: each `__prefix__` once, up to the next quotation mark."""
    options = json.dumps({"a": "id_x-__prefix__-y", "b": "x-__prefix__-z"})
    html = render_to_string(
        "core/admin/start.html", {"name": "InlinePanel", "id": "i-__prefix__", "options": options}
    )

    numbered = re.sub(r"""__prefix__(.*?('|"|\\u0022))""", r"7\1", html)

    assert read(numbered) == ("InlinePanel", "i-7", {"a": "id_x-7-y", "b": "x-7-z"})


def test_a_chooser_that_starts_in_another_way_is_not_passed_over() -> None:
    with pytest.raises(ValueError, match="another way"):
        note("window.start(chooser);")


def policy(client: Client, path: str) -> dict[str, str]:
    header = client.get(path).headers["Content-Security-Policy"]
    return dict(part.strip().partition(" ")[::2] for part in header.split(";"))


def test_the_admin_has_a_policy_of_its_own_and_signing_in_has_the_readers(
    client: Client, home_page: Any
) -> None:
    client.force_login(get_user_model().objects.create_superuser(email="lead@example.org", password="x"))
    admin, public = policy(client, "/admin/account/"), policy(client, "/en/")

    assert public["style-src"] == "'self'"
    assert policy(Client(), "/accounts/login/") == public
    assert admin["script-src"] == "'self'"
    assert "unsafe" not in " ".join([*admin.values(), *public.values()])
    assert {name for name in admin if admin[name] != public.get(name)} == {
        "style-src", "img-src", "frame-src", "worker-src", "object-src",
    }  # fmt: skip

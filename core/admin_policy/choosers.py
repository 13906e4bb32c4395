"""Choosers start without an inline script.

Replaces one method of Wagtail 7.4, `wagtail.admin.widgets.BaseChooser.render`: it writes `<script>new PageChooser(…);`
behind every chooser of a page, picture, document, snippet or task, and its subclasses offer no other way in.
Delete this module, and its line in core/apps.py, when Wagtail starts choosers without one (wagtail/wagtail#12940).
"""

from __future__ import annotations

import json
import re
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from wagtail.admin.widgets import BaseChooser

#: What `render_js_init` writes, there and in all its subclasses: one call with nothing but JSON in it.
CALL = re.compile(r"(?:new )?(?P<name>\w+)\((?P<arguments>.*)\);?", re.DOTALL)


def replace_render() -> None:
    BaseChooser.render = render


def render(widget: BaseChooser, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
    try:
        id_ = attrs["id"]
    except (KeyError, TypeError) as error:
        raise TypeError("BaseChooser cannot be rendered without an 'id' attribute") from error
    value_data = widget.get_value_data(value)
    html = widget.render_html(name, value_data, attrs)
    return mark_safe(html + note(widget.render_js_init(id_, name, value_data)))


def note(script: str) -> str:
    """What start.js reads, from a script that is one call: ``new Chooser("id", {…});``."""
    call = CALL.fullmatch(script.strip())
    if call is None:
        raise ValueError(f"A chooser starts in another way than was known: {script}")
    id_, *options = json.loads(f"[{call['arguments']}]")
    context = {"name": call["name"], "id": id_, "options": json.dumps(options[0] if options else {})}
    return render_to_string("core/admin/start.html", context)

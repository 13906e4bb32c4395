"""Proves that every template of ours parses, and that what it includes or extends by name exists and parses too."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from config.progress import ROOT, say

if TYPE_CHECKING:
    from django.template.base import Template


def faults(folders: list[Path]) -> Iterator[str]:
    """What is wrong in the templates below these folders, a line each."""
    from django.template import Engine, TemplateDoesNotExist, TemplateSyntaxError  # noqa: PLC0415 -- after setup()

    engine = Engine.get_default()
    for path in sorted(path for folder in folders for path in folder.rglob("*") if path.is_file()):
        try:
            template = engine.from_string(path.read_text(encoding="utf-8"))
        except (TemplateSyntaxError, TemplateDoesNotExist) as error:
            yield f"{_shown(path)}: {error}"
            continue
        for name in _named(template):
            try:
                _find(name, path)
            except TemplateDoesNotExist:
                yield f"{_shown(path)}: there is no template “{name}”"
            except TemplateSyntaxError as error:
                yield f"{_shown(path)}: “{name}” does not parse: {error}"


def _find(name: str, user: Path) -> None:
    """A field's widget is drawn by the renderer of forms, which knows Django's own widgets besides."""
    from django.forms.renderers import get_default_renderer  # noqa: PLC0415 -- after setup()
    from django.template import Engine  # noqa: PLC0415 -- as above

    if "widgets" in user.parts:
        get_default_renderer().get_template(name)
    else:
        Engine.get_default().get_template(name)


def _named(template: Template) -> Iterator[str]:
    """Names given as plain text in ``include`` and ``extends``: Django looks for those only when the page is shown."""
    from django.template.loader_tags import ExtendsNode, IncludeNode  # noqa: PLC0415 -- after setup()

    kinds: Any = (ExtendsNode, IncludeNode)
    node: Any
    for node in template.nodelist.get_nodes_by_type(kinds):
        name = getattr(node.parent_name if isinstance(node, ExtendsNode) else node.template, "var", None)
        if isinstance(name, str) and not name.startswith("./"):
            yield name


def _shown(path: Path) -> str:
    return str(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path)


def main() -> int:
    import django  # noqa: PLC0415 -- a tool, not part of the site

    django.setup()
    wrong = list(
        faults([ROOT / "templates", *ROOT.glob("[a-z]*/templates"), *ROOT.glob("[a-z]*/[a-z]*/templates")])
    )
    for line in wrong:
        say(line)
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())

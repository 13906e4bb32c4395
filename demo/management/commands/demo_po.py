from __future__ import annotations

from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand
from wagtail_localize.models import TranslationSource

from demo.loader import FOOTER_KEY, Loader, po_file, stable_path, written_pages
from home.models import Footer
from languages import po


class Command(BaseCommand):
    help = "Write the demo's PO files anew from its pages as they were written, keeping what is translated already."

    def handle(self, *args: Any, **options: Any) -> None:
        loader = Loader(self.stdout.write, translated=False)
        loader.load_pages()
        english = settings.LANGUAGE_CODE
        originals: list[tuple[str, str, Any]] = [
            (english, FOOTER_KEY, Footer.objects.get(locale__language_code=english))
        ]
        originals += [
            (
                written.language,
                stable_path(written.path, loader.on),
                loader.there(written.path, written.language).specific,
            )
            for written in written_pages(loader.on)
        ]
        for language, name, original in originals:
            source, _made = TranslationSource.update_or_create_from_instance(original)
            for code, _language in settings.LANGUAGES:
                if code != language:
                    self._write(code, name, po.template(source))

    def _write(self, code: str, name: str, template: polib.POFile) -> None:
        file = po_file(code, name)
        file.parent.mkdir(parents=True, exist_ok=True)
        known = {}
        if file.exists():
            known = {entry.msgid: entry.msgstr for entry in polib.pofile(str(file))}
        for entry in template:
            entry.msgstr = known.get(entry.msgid, "")
        template.metadata["Language"] = code
        template.save(str(file))

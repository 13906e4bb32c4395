"""Letters to somebody or about them: in the outbox, and as files where a machine sends none."""

from __future__ import annotations

from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

from django.conf import settings
from django.db.models import Q

from audit import outbox
from audit.addresses import fingerprints
from audit.models import Letter
from audit.sealed import Unreadable

from .registry import Reached
from .traces import Traces


def _letters(traces: Traces) -> list[int]:
    about = Q(pk__in=[])
    for label, keys in traces.rows.items():
        about |= Q(about_type=label, about_id__in=sorted(keys))
    # A letter names a page by its own kind.
    about |= Q(about_type__endswith="page", about_id__in=traces.of("wagtailcore.page"))
    found = set(
        Letter.objects.filter(about | Q(to_fingerprint__in=_marks(traces))).values_list("pk", flat=True)
    )
    for letter in Letter.objects.exclude(pk__in=found).exclude(to_sealed=""):
        try:
            to, context = outbox.contents(letter)
        except Unreadable:
            continue
        if traces.are_named_in([to, context]):
            found.add(letter.pk)
    return sorted(found)


def _marks(traces: Traces) -> list[str]:
    return fingerprints(traces.contact) if traces.contact else []


def find_letters(traces: Traces) -> int:
    return len(_letters(traces))


def erase_letters(traces: Traces) -> Reached:
    """One that is just being sent goes too: the worker finds that somebody was quicker. What says that nothing may be
    written to an address stays: it is a fingerprint, and without it somebody might be written to again."""
    found = _letters(traces)
    Letter.objects.filter(pk__in=found).delete()
    return Reached(len(found))


# --- Files --------------------------------------------------------------------------------------------------------


def _files(traces: Traces) -> list[Path]:
    folder = Path(getattr(settings, "EMAIL_FILE_PATH", None) or "")
    if not folder.name or not folder.is_dir():
        return []
    return [file for file in sorted(folder.glob("*.eml")) if traces.are_named_in(_as_read(file))]


def _as_read(file: Path) -> str:
    """Headers and texts, decoded: a name may be written in base64."""
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        return ""
    message = BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(content)
    parts = [str(value) for value in message.values()]
    parts += [str(part.get_content()) for part in message.walk() if part.get_content_maintype() == "text"]
    return "\n".join(parts)


def find_files(traces: Traces) -> int:
    return len(_files(traces))


def erase_files(traces: Traces) -> Reached:
    found = _files(traces)
    for file in found:
        file.unlink(missing_ok=True)
    return Reached(len(found))

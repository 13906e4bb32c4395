"""Stories that may not be shown, for the tests of what keeps them from being shown."""

from __future__ import annotations

from typing import Any

from accounts.models import User
from consent.models import Subject
from core.tests.sessions import signed_in
from stories.models import StoryPage

NO_CONSENT = "No consent to show this story on this site is in force, so it cannot be published."
MARKER = "Thirty-three hours in Vilnius"


def draft(index: Any, subject: Subject | None, **fields: Any) -> StoryPage:
    page = StoryPage(
        **{"title": MARKER, "slug": "untold", "content_note": "A note", "live": False, "subject": subject}
        | fields
    )
    index.add_child(instance=page)
    page.save_revision()
    return page


def at_the_desk() -> Any:
    """A browser of somebody whom no right is missing, so that it is the consent that is."""
    user = User.objects.create_superuser(email="all@example.org", password="x")
    return signed_in(user)


def form_of(browser: Any, address: str, **changes: Any) -> dict[str, Any]:
    """What the page editor sends, as it would, with ``changes``."""
    form = browser.get(address).context["form"]
    sent = {name: value for name, value in form.initial.items() if value not in (None, "", [])}
    sent.pop("body", None)
    for name in ("body", "comments-TOTAL", "comments-INITIAL"):
        sent |= {f"{name}-count": "0"} if name == "body" else {f"{name}_FORMS": "0"}
    return sent | changes


def told_on(response: Any) -> str:
    """The words on the page to which somebody is led."""
    return str(response.content.decode().replace("&#x27;", "'").replace("&quot;", '"'))

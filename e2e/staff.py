"""The people behind the site, each in a browser of their own, and the worker that makes drawings ready."""

from __future__ import annotations

import re
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page

from demo.loader import PASSWORD
from e2e.browsing import Reader, reading
from e2e.site import WITH_ADMIN, Site, run

COORDINATOR = "coordinator@demo.example"
EDITOR = "editor.lt@demo.example"
OTHER_EDITOR = "editor.gr@demo.example"
MODERATOR = "moderator@demo.example"
SAFEGUARDING = "safeguarding@demo.example"


@contextmanager
def at_work(browser: Browser, site: Site, email: str) -> Iterator[Reader]:
    """Somebody who has just signed in. The admin may set cookies; it may not ask a foreign host either."""
    with reading(browser, site.address) as person:
        sign_in(person, site, email)
        yield person
        assert person.foreign == []
        assert person.complaints == []


def sign_in(person: Reader, site: Site, email: str) -> None:
    page = person.open("/admin/login/")
    fill_in(page, email)
    page.wait_for_url(site.url("/admin/"))


def fill_in(page: Page, email: str, password: str = PASSWORD) -> None:
    """The page to sign in on. A demo asks for no second factor."""
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def give_passkeys(person: Reader) -> CDPSession:
    """From now on this browser has a device in it that keeps passkeys and says yes to everything."""
    tools = person.context.new_cdp_session(person.page)
    tools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return tools


def app_code(secret: str, step: int = 0) -> str:
    """What an app on a phone shows now, or ``step`` half minutes later. A code is taken once."""
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step))


def open_a_batch(person: Reader) -> Page:
    """For the competition that is open, and for the one partner that this person edits for."""
    page = person.open("/admin/drawings/enter/")
    page.get_by_label("Country").select_option(label="Lithuania")
    page.get_by_label("Language of titles and descriptions").select_option(label="English")
    page.get_by_role("button", name="Go on to sending").click()
    page.wait_for_url(re.compile(r"/admin/drawings/enter/\d+/$"))
    return page


def make_ready(site: Site) -> str:
    """Run the worker until nothing waits for it; all that it says."""
    worker = ["db_worker", "--backend", "worker", "--queue-name", "*", "--batch", "--no-startup-delay"]
    return manage(site, *worker)


def manage(site: Site, *arguments: str) -> str:
    """A command of the site's own, beside its server; all that it says."""
    environment = site.files.environment(site.address, settings=WITH_ADMIN)
    return run([sys.executable, "manage.py", *arguments], environment)


def rows(site: Site, query: str, *values: object) -> list[tuple[Any, ...]]:
    """Read past the site: what it keeps, not what it tells."""
    with closing(sqlite3.connect(f"file:{site.files.database}?mode=ro", uri=True)) as database:
        return database.execute(query, values).fetchall()

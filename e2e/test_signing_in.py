"""Signing in with a second factor: an app, a recovery code, a passkey; in a browser, under the strict policy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from e2e.browsing import Reader, reading
from e2e.site import Site, demo, served
from e2e.staff import app_code, fill_in, give_passkeys, manage

STRICT = "e2e.settings_strict"
PASSWORD = "seven blue petals in may"
#: What the app on the phone knows of everybody here.
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
MAKE = f"""
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from accounts.models import User
from django.contrib.auth.models import Permission
for name in ("app", "codes", "passkey", "nothing"):
    user = User.objects.create_user(f"{{name}}@example.org", "{PASSWORD}", first_name=name)
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    if name != "nothing":
        TOTP.activate(user, "{SECRET}")
        codes = RecoveryCodes.activate(user).get_unused_codes()
        if name == "codes":
            print("CODE", codes[0])
"""


@dataclass
class Staffed:
    """``address``: passkeys belong to a host with a name, so by its name is how this one is opened."""

    site: Site
    address: str
    recovery_code: str


@pytest.fixture(scope="module")
def staffed() -> Iterator[Staffed]:
    with served(demo(), settings=STRICT) as site:
        said = manage(site, "shell", "-c", MAKE)
        code = said.split("CODE ")[1].split()[0]
        yield Staffed(site, site.address.replace("127.0.0.1", "localhost"), code)


@pytest.fixture
def person(browser: Browser, staffed: Staffed) -> Iterator[Reader]:
    with reading(browser, staffed.address) as somebody:
        yield somebody
        assert somebody.foreign == []
        assert somebody.complaints == []


def give(page: Page, code: str) -> None:
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_an_app_opens_the_page_one_wanted(person: Reader, staffed: Staffed) -> None:
    page = person.open("/admin/?from=mail")
    fill_in(page, "app@example.org", PASSWORD)
    expect(page.get_by_role("heading", name="Your second factor")).to_be_visible()
    give(page, app_code(SECRET))
    page.wait_for_url(f"{staffed.address}/admin/?from=mail")


def test_without_a_factor_no_way_in_opens_a_page_behind_the_site(person: Reader) -> None:
    for door in ("/admin/login/", "/_util/login/", "/accounts/login/"):
        page = person.open(door)
        if page.get_by_label("Password").count():
            fill_in(page, "nothing@example.org", PASSWORD)
        for inside in ("/admin/", "/admin/pages/", "/admin/users/"):
            assert person.page.request.get(f"{person.address}{inside}", max_redirects=0).status == 403
        expect(
            person.open("/admin/").get_by_role("heading", name="A second factor is missing")
        ).to_be_visible()
        person.complaints.clear()  # the browser notes the 403
    assert page.locator("a[href*='2fa/totp'], a[href*='webauthn/add']").count() == 0


def test_a_recovery_code_works_once(browser: Browser, staffed: Staffed) -> None:
    for stays_out in (False, True):
        with reading(browser, staffed.address) as somebody:
            page = somebody.open("/accounts/login/")
            fill_in(page, "codes@example.org", PASSWORD)
            give(page, staffed.recovery_code)
            if stays_out:
                expect(page.get_by_text("This code is not right, or was used before.")).to_be_visible()
            else:
                page.wait_for_url(f"{staffed.address}/admin/")


def test_a_passkey_is_added_and_then_opens_the_door_alone(person: Reader, staffed: Staffed) -> None:
    give_passkeys(person)
    page = person.open("/accounts/login/?next=/accounts/2fa/")
    fill_in(page, "passkey@example.org", PASSWORD)
    give(page, app_code(SECRET))
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("What do you call it?").fill("My laptop")
    page.get_by_role("button", name="Add it").click()
    page.wait_for_url(f"{staffed.address}/accounts/2fa/")
    expect(page.get_by_text("My laptop")).to_be_visible()

    page.get_by_role("link", name="Sign out").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("You are signed out.")).to_be_visible()
    person.open("/admin/?from=mail")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(f"{staffed.address}/admin/?from=mail")
    # The device itself may now be removed as one of two, and the app after it not.
    person.open("/accounts/2fa/totp/deactivate/")
    page.get_by_role("button", name="Remove it").click()
    page.wait_for_url(f"{staffed.address}/accounts/2fa/")
    expect(page.get_by_text("You have one second factor.")).to_be_visible()
    assert page.get_by_role("link", name="Remove").count() == 0


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_fits_a_narrow_screen_and_works_without_scripts(
    browser: Browser, staffed: Staffed, language: str
) -> None:
    size = {"width": 320, "height": 640}
    with reading(
        browser, staffed.address, viewport=size, java_script_enabled=False, locale=language
    ) as somebody:
        page = somebody.open("/accounts/login/")
        assert page.locator("html").get_attribute("lang") == language
        expect(page.locator("form[data-passkey]")).to_be_hidden()
        box = page.locator("main form").first.bounding_box()
        assert box is not None
        assert (box["x"] >= 0, box["x"] + box["width"] <= 320) == (True, True)
        page.locator("[name=login]").fill("nothing@example.org")
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("main form button").first.click()
        assert "/accounts/login/" not in page.url

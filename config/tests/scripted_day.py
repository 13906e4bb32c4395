"""A day of everybody who comes here: what each does, and the signs that only they know."""

from __future__ import annotations

import email
import email.policy
import re
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from accounts.models import User
from audit import outbox
from audit.models import Letter
from audit.sealed import unseal
from consent.models import Subject
from core import clock
from gallery.models import Batch, Entry
from gallery.tests.factories import CompetitionFactory, PartnerFactory, drawn

SIGNS = {
    "address": "203.0.113.77",
    "network": "203.0.113.",
    "behind": "198.51.100.23",
    "browser": "Planted-Browser/7.25",
    "password": "Zaunkoenig-spielt-Geige-25",
    "mistyped": "Zaunkoenig-spielt-Geige-52",
    "email": "planted.keeper@example.org",
    "stranger": "planted.stranger@example.org",
    "person": "Vandersloot",
    "newcomer": "planted.newcomer@example.org",
    "first name": "Marguerite-Planted",
    "last name": "Achterbergh",
    "new password": "Rohrdommel-ruft-im-Schilf-25",
    "newer password": "Rohrdommel-schweigt-heute-52",
    "child": "Wilhelmina",
    "file name": "emma-planted-class-three",
    "survivor": "Quicksilver",
    "holder": "Holder-of-Slips-Planted",
    "searched": "Persimmon",
}


class Visitor(Client):
    """A browser that sends all that browsers and proxies send, and whose forms are checked as real ones are."""

    def __init__(self) -> None:
        super().__init__(
            enforce_csrf_checks=True,
            raise_request_exception=False,
            REMOTE_ADDR=SIGNS["address"],
            HTTP_X_FORWARDED_FOR=SIGNS["behind"],
            HTTP_X_REAL_IP=SIGNS["behind"],
            HTTP_FORWARDED=f"for={SIGNS['behind']}",
            HTTP_USER_AGENT=SIGNS["browser"],
        )

    def send(self, address: str, data: dict[str, Any] | None = None, **more: Any) -> Any:
        """A form, with the token that the page before it gave."""
        return self.post(address, data or {}, HTTP_X_CSRFTOKEN=self.token(), **more)

    def token(self) -> str:
        return self._cookie("csrftoken")

    def session_key(self) -> str:
        return self._cookie("sessionid")

    def device(self) -> str:
        return self._cookie("device")

    def _cookie(self, ending: str) -> str:
        return next((morsel.value for name, morsel in self.cookies.items() if name.endswith(ending)), "")


@dataclass
class Opens:
    """What opened a door that day, by what it is: known to those who were there, and to be found nowhere."""

    signs: dict[str, str] = field(default_factory=dict)

    def add(self, what: str, secret: str) -> str:
        assert len(secret) > 5, f"no {what} to look for"
        self.signs[what] = secret
        return secret


# --- Those who read, and those who sign in ------------------------------------------------------------------------


def a_reader_looks_around() -> None:
    reader = Visitor()
    assert reader.get("/en/").status_code == 200
    reader.get("/en/search/", {"q": f"{SIGNS['searched']} {SIGNS['stranger']}"})
    assert reader.get(f"/en/{SIGNS['searched']}/{SIGNS['stranger']}/").status_code == 404
    assert reader.get("/en/", HTTP_HOST=f"{SIGNS['searched']}.example").status_code == 400
    assert reader.get("/admin/", follow=True).status_code == 200


def somebody_works_here(opens: Opens) -> User:
    """With an app on the phone; the operator's own way in, so that one person can do all that is done here."""
    user = User.objects.create_superuser(SIGNS["email"], SIGNS["password"], last_name=SIGNS["person"])
    TOTP.activate(user, opens.add("app key", generate_totp_secret()))
    codes = RecoveryCodes.activate(user)
    opens.add("recovery code", codes.get_unused_codes()[0])
    opens.add("recovery seed", decrypt(codes.instance.data["seed"]))
    return user


def somebody_signs_in(person: Visitor, opens: Opens) -> None:
    login = reverse("account_login")
    person.get(login)
    without_token = person.post(login, {"login": SIGNS["email"], "password": SIGNS["password"]})
    assert without_token.status_code == 403
    person.send(login, {"login": SIGNS["email"], "password": SIGNS["mistyped"]})
    person.send(login, {"login": SIGNS["stranger"], "password": SIGNS["mistyped"]})
    # Typed one field too early.
    person.send(login, {"login": SIGNS["password"], "password": ""})
    person.send(login, {"login": SIGNS["email"], "password": SIGNS["password"]})
    factor = reverse("mfa_authenticate")
    assert person.get("/admin/").status_code == 302, "a password is half a way"
    person.send(factor, {"code": opens.signs["recovery code"] + "x"})
    person.send(factor, {"code": code_of(opens.signs["app key"])})
    assert person.get("/admin/").status_code == 200
    opens.add("session", person.session_key())
    opens.add("form", person.token())
    opens.add("device", person.device())


def code_of(key: str) -> str:
    """What the app shows now."""
    return format_hotp_value(hotp_value(key, int(time.time()) // 30))


# --- Somebody new -------------------------------------------------------------------------------------------------


def somebody_is_invited(coordinator: Visitor, opens: Opens) -> None:
    told = {
        "address": SIGNS["newcomer"],
        "first_name": SIGNS["first name"],
        "last_name": SIGNS["last name"],
        "language": "en",
        "holdings": ["juror"],
        "seen": "",
    }
    invite = reverse("people:invite")
    assert coordinator.send(invite, {**told, "holdings": ["no-such-role"]}).status_code == 422
    assert coordinator.send(invite, told).status_code == 302
    assert coordinator.send(invite, told).status_code == 422, "here already"
    opens.add("invitation link", token_waiting("invitation"))


LINK = re.compile(r"/accounts/(?:invitation|password/reset)/([^/\s]+)/")


def token_waiting(letter: str) -> str:
    """From the letter that waits, which only this site can unseal."""
    _to, context = outbox.contents(Letter.objects.filter(letter=letter).latest("pk"))
    return str(LINK.findall(context["link"])[0])


def token_mailed() -> str:
    """From the newest letter that went out."""
    newest = max(Path(settings.EMAIL_FILE_PATH).glob("*.eml"))
    letter = email.message_from_bytes(newest.read_bytes(), policy=email.policy.default)
    body = letter.get_body(("plain",))
    assert body is not None
    return str(LINK.findall(body.get_content())[0])


def an_invitation_is_followed(newcomer: Visitor, token: str) -> None:
    """Up to a password; by a scanner of mail first, which uses nothing up."""
    link = f"/accounts/invitation/{token}/"
    assert Visitor().get(link).status_code == 200
    assert newcomer.get(link).status_code == 200
    assert newcomer.send(link).status_code == 302
    assert newcomer.get("/accounts/invitation/next/", follow=True).status_code == 200
    told = {
        "first_name": SIGNS["first name"],
        "last_name": SIGNS["last name"],
        "password": SIGNS["new password"],
        "again": SIGNS["mistyped"],
        "language": "en",
        "time_zone": "Europe/Vilnius",
    }
    about_you = reverse("invitation_about_you")
    assert newcomer.send(about_you, told).status_code == 422
    assert newcomer.send(about_you, {**told, "again": SIGNS["new password"]}).status_code == 302
    assert Visitor().get(link).status_code == 410


def an_app_is_scanned(newcomer: Visitor, opens: Opens, what: str) -> None:
    """The key is on the page now, and nowhere else may it lie open."""
    page = newcomer.get(reverse("mfa_activate_totp")).content.decode()
    key = opens.add(what, unseal(newcomer.session["mfa.totp.secret"]))
    assert f"<code>{key[:4]}</code>" in page


def an_app_is_set_up(newcomer: Visitor, opens: Opens, what: str) -> None:
    activate = reverse("mfa_activate_totp")
    assert newcomer.send(activate, {"code": "000000"}).status_code == 422
    assert newcomer.send(activate, {"code": code_of(opens.signs[what])}).status_code == 302
    shown = newcomer.get(reverse("mfa_view_recovery_codes")).content.decode()
    codes = Authenticator.objects.get(user__email=SIGNS["newcomer"], type="recovery_codes").wrap()
    opens.add(f"recovery code with the {what}", codes.get_unused_codes()[0])
    opens.add(f"recovery seed with the {what}", decrypt(codes.instance.data["seed"]))
    assert opens.signs[f"recovery code with the {what}"] in shown
    assert newcomer.get(reverse("mfa_download_recovery_codes")).status_code == 200
    newcomer.get("/accounts/invitation/next/")
    assert newcomer.get("/admin/").status_code == 200


def a_password_is_forgotten(opens: Opens) -> None:
    person = Visitor()
    reset = reverse("account_reset_password")
    person.get(reset)
    person.send(reset, {"email": SIGNS["stranger"]})
    person.send(reset, {"email": SIGNS["newcomer"]})
    the_worker_works()
    opens.add("reset link", token_mailed().partition("-")[2])


def a_new_password_is_set(opens: Opens) -> None:
    person = Visitor()
    number = User.objects.get(email=SIGNS["newcomer"]).pk
    address = f"/accounts/password/reset/{number}-{opens.signs['reset link']}/"
    assert person.get(address, follow=True).status_code == 200
    choose = reverse("account_reset_password_choose")
    both = {"password1": SIGNS["newer password"], "password2": SIGNS["mistyped"]}
    assert person.send(choose, both).status_code == 422
    both["password2"] = SIGNS["newer password"]
    assert person.send(choose, both).status_code == 302
    assert person.get(address).status_code == 410


def somebody_comes_in_with_a_recovery_code(opens: Opens) -> Visitor:
    person, login = Visitor(), reverse("account_login")
    person.get(login)
    person.send(login, {"login": SIGNS["newcomer"], "password": SIGNS["newer password"]})
    code = opens.signs["recovery code with the newcomer's app key"]
    assert person.send(reverse("mfa_authenticate"), {"code": code}).status_code == 302
    assert person.get("/admin/").status_code == 200
    again = Visitor()
    again.get(login)
    again.send(login, {"login": SIGNS["newcomer"], "password": SIGNS["newer password"]})
    assert again.send(reverse("mfa_authenticate"), {"code": code}).status_code == 422
    return person


def a_coordinator_looks_after_people(coordinator: Visitor, opens: Opens) -> None:
    """Searches, reads log and outbox, takes the log out, and helps who lost their phone."""
    newcomer = User.objects.get(email=SIGNS["newcomer"])
    searched = coordinator.send(reverse("people:index"), {"q": SIGNS["last name"]})
    assert SIGNS["newcomer"] in searched.content.decode()
    assert coordinator.get(reverse("people:person", args=[newcomer.pk])).status_code == 200
    log = coordinator.get(reverse("audit_staff:log"))
    assert "accepted an invitation" in log.content.decode()
    assert SIGNS["newcomer"] not in coordinator.get(reverse("audit_staff:export")).getvalue().decode()
    assert coordinator.get(reverse("audit_staff:outbox")).status_code == 200
    for letter in Letter.objects.all():
        assert coordinator.get(reverse("audit_staff:letter", args=[letter.pk])).status_code == 200
    assert coordinator.send(reverse("people:reset_factors", args=[newcomer.pk])).status_code == 302
    opens.add("factor link", token_waiting("factor_reset"))


def a_lost_factor_is_replaced(opens: Opens) -> Visitor:
    """Up to the new app."""
    person, link = Visitor(), f"/accounts/invitation/{opens.signs['factor link']}/"
    assert person.get(link).status_code == 200
    assert person.send(link, {"password": SIGNS["mistyped"]}).status_code == 422
    assert person.send(link, {"password": SIGNS["newer password"]}).status_code == 302
    return person


def somebody_leaves(coordinator: Visitor) -> None:
    newcomer = User.objects.get(email=SIGNS["newcomer"])
    assert coordinator.send(reverse("people:deactivate", args=[newcomer.pk])).status_code == 302


# --- Those who work with what children and survivors entrusted -----------------------------------------------------


def a_keeper_writes_down_a_consent(keeper: Visitor) -> None:
    label, language = SIGNS["survivor"], {"language": "en"}
    keeper.send(reverse("consent_staff:add"), {"label": label, **language})
    subject = Subject.objects.get(label=label)
    keeper.send(reverse("consent_staff:edit", args=[subject.pk]), {"label": f"{label} 2", **language})
    day = clock.today()
    given = {
        "capacity": "holder",
        "identification": "pseudonym",
        "age_band": "unknown",
        "holder": SIGNS["holder"],
        "given_on": day.isoformat(),
        "expires_on": day.replace(year=day.year + 1, day=1).isoformat(),
        "scopes": ["site"],
    }
    record = reverse("consent_staff:record", args=[subject.pk])
    assert keeper.send(record, {**given, "expires_on": "2000-01-01"}).status_code == 422
    assert keeper.send(record, given).status_code == 302
    assert label in keeper.send(reverse("consent_staff:index"), {"q": label}).content.decode()
    for page in ("subject", "edit", "record", "withdraw", "link"):
        address = reverse(f"consent_staff:{page}", args=[subject.pk])
        assert label in keeper.get(address).content.decode()
    pressed = {"do": "pause", "party": "staff"}
    assert keeper.send(reverse("consent_staff:subject", args=[subject.pk]), pressed).status_code == 302


def an_editor_enters_a_drawing(editor: Visitor) -> Entry:
    batch = a_batch_of(editor)
    sent = {
        "band": "7-9",
        "scopes": ["site"],
        "attested": "on",
        "key": str(uuid.uuid4()),
        "file": SimpleUploadedFile(f"{SIGNS['file name']}.jpg", drawn(7), "image/jpeg"),
    }
    broken = SimpleUploadedFile(f"{SIGNS['file name']}.gif", b"GIF89a" + b"0" * 50, "image/gif")
    address = reverse("gallery_staff:batch", args=[batch.pk])
    editor.send(address, {**sent, "key": str(uuid.uuid4()), "file": broken})
    editor.send(address, sent)
    entry = batch.entries.get()
    said = {
        "title": "The way home",
        "alt_text": "A house.",
        "first_name": SIGNS["child"],
        "band": "7-9",
        "country": "lt",
        "language": "en",
        "version": entry.version,
    }
    fields = {f"{entry.public_id}-{name}": value for name, value in said.items()}
    facts = reverse("gallery_staff:facts", args=[batch.pk])
    editor.send(
        facts,
        {name: f"{value} 2" if name.endswith("first_name") else value for name, value in fields.items()},
    )
    editor.send(facts, fields)
    entry.refresh_from_db()
    assert entry.first_name == SIGNS["child"]
    editor.get(reverse("gallery_staff:mine"), {"q": SIGNS["child"]})
    return entry


def a_batch_of(editor: Visitor) -> Batch:
    from facts.models import Country

    competition, partner = CompetitionFactory.create(), PartnerFactory.create()
    Country.objects.get_or_create(code="lt")
    chosen = {"competition": competition.pk, "partner": partner.pk, "country": "lt", "language": "en"}
    assert editor.send(reverse("gallery_staff:enter"), chosen).status_code == 302
    return Batch.objects.get()


# --- When things break --------------------------------------------------------------------------------------------

#: What is made to fail, each while something is in its hands that nobody else may see.
BREAKS = (
    "gallery.domain.correct",
    "allauth.account.views.LoginView.form_valid",
    "accounts.signin.domain.owner_of_link",
    "accounts.people.invitation.find",
    "accounts.signin.codes.take",
)


def things_break(editor: Visitor, entry: Entry, opens: Opens, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a name in a form, a password in a form, a code in a form, and where the address itself opens a door."""
    words = f"Key (first_name)=({SIGNS['child']}) {SIGNS['password']} {' '.join(opens.signs.values())}"

    def fail(*args: Any, **kwargs: Any) -> Any:
        raise RuntimeError(words)

    with monkeypatch.context() as broken:
        for name in BREAKS:
            broken.setattr(name, fail)
        fields = {
            "first_name": SIGNS["child"] + "x",
            "title": "A",
            "band": "7-9",
            "country": "lt",
            "language": "en",
        }
        fields = {f"{entry.public_id}-{name}": value for name, value in fields.items()}
        fields[f"{entry.public_id}-version"] = entry.version
        facts = reverse("gallery_staff:facts", args=[entry.batch_id])
        assert editor.send(f"{facts}?q={SIGNS['searched']}", fields).status_code == 500
        newcomer = Visitor()
        newcomer.get(reverse("account_login"))
        signing_in = {"login": SIGNS["email"], "password": SIGNS["password"]}
        assert newcomer.send(reverse("account_login"), signing_in).status_code == 500
        reset = f"/accounts/password/reset/1-{opens.signs['reset link']}/"
        invitation = f"/accounts/invitation/{opens.signs['invitation link']}/"
        assert newcomer.get(reset).status_code == newcomer.get(invitation).status_code == 500
        code = {"code": opens.signs["recovery code"]}
        assert editor.send(reverse("mfa_reauthenticate"), code).status_code == 500


# --- The machine --------------------------------------------------------------------------------------------------


def the_machine_works() -> None:
    assert DBTaskResult.objects.ready().exists()
    the_worker_works()
    call_command("tick")


def the_worker_works() -> None:
    """Drawings are made ready here, and letters go out."""
    worker = Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="worker",
        startup_delay=False,
        max_tasks=None,
        worker_id="sweep",
        excluded_queue_names=[],
    )
    worker.run()

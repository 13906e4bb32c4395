"""MDN's HTTP Observatory, from npm, kept in ``var/observatory``: what a stranger finds in the site's headers.

It asks for TLS, so the demo site is served over TLS for it, with a certificate made for this one run that it is told
to believe. Nothing leaves this machine.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from config.progress import VAR, run_watched

VERSION = "1.4.8"
FOLDER = VAR / "observatory"
PACKAGE = FOLDER / "node_modules" / "@mdn" / "mdn-http-observatory"
LONGEST = 60
HOST = "localhost"

#: Its command line takes a host alone; the function behind it also takes a port and a path with it.
SCAN = """\
import { scan } from "@mdn/mdn-http-observatory/src/scanner/index.js";
console.log(JSON.stringify(await scan(process.argv[1])));
"""


class Missing(Exception):
    """The Observatory cannot run here, and the text says why."""


class Failed(Exception):
    """It ran, and judged nothing."""


@dataclass(frozen=True)
class Certificate:
    """Files in PEM: what everybody may know, and what the server alone knows."""

    public: Path
    private: Path


@dataclass(frozen=True)
class Judgement:
    score: int
    grade: str
    #: Of each test, by name: its outcome, and the points it gave or cost.
    tests: dict[str, tuple[str, int]]


def installed() -> str:
    """The node that runs it; the package is fetched by npm when it is not there yet. Raises ``Missing``."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        raise Missing("The Observatory needs Node 20 or newer with npm (Debian: apt-get install npm).")
    told = PACKAGE / "package.json"
    if not told.exists() or json.loads(told.read_text())["version"] != VERSION:
        FOLDER.mkdir(parents=True, exist_ok=True)
        # Without its scripts: one of them fetches the browsers' list of hosts that are known to need TLS.
        command = [npm, "install", "--prefix", str(FOLDER), "--no-audit", "--no-fund", "--ignore-scripts"]
        run_watched([*command, f"@mdn/mdn-http-observatory@{VERSION}"], "fetching the Observatory")
    # Empty, as this machine is not on it.
    (PACKAGE / "conf" / "hsts-preload.json").write_text("{}")
    return node


@contextmanager
def certificate() -> Iterator[Certificate]:
    """For this machine, for an hour; gone afterwards."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    with tempfile.TemporaryDirectory() as folder:
        files = Certificate(Path(folder) / "certificate.pem", Path(folder) / "key.pem")
        files.public.write_bytes(made.public_bytes(serialization.Encoding.PEM))
        files.private.touch(mode=0o600)
        files.private.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        yield files


def judged(node: str, url: str, believed: Certificate) -> Judgement:
    """What it says of one page, ``https://localhost:…/…``."""
    done = subprocess.run(
        [node, "--input-type=module", "--eval", SCAN, url.removeprefix("https://")],
        cwd=FOLDER,
        env=os.environ | {"NODE_EXTRA_CA_CERTS": str(believed.public)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=LONGEST,
    )
    if done.returncode:
        raise Failed(f"The Observatory did not judge {url}: {done.stderr.strip()[-1000:]}")
    found: dict[str, Any] = json.loads(done.stdout)
    tests = {name: (test["result"], test["scoreModifier"]) for name, test in found["tests"].items()}
    return Judgement(found["scan"]["score"], found["scan"]["grade"], tests)

"""Starts the engines a large site runs on, as far as none is named, and runs a command on them: `make test-services`.

PostgreSQL, Redis (or Valkey) and an S3 server (moto's) run from a temporary folder on ports of their own and end with
the command. What DATABASE_URL, CACHE_URL or AWS_S3_ENDPOINT_URL name already is used as it is.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from config.progress import end_with_parent, say

BUCKET = "forget-me-not-tests"


class Missing(Exception):
    """An engine is neither named nor installed."""


@contextmanager
def running(command: list[str], port: int, user: str | None = None) -> Iterator[None]:
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            user=user,
            preexec_fn=end_with_parent,  # noqa: PLW1509 -- no thread runs yet
        )
        try:
            for _attempt in range(300):
                with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                    break
                if process.poll() is not None:
                    log.seek(0)
                    raise Missing(
                        f"{command[0]} did not start:\n{log.read().decode(errors='replace')[-2000:]}"
                    )
                time.sleep(0.1)
            yield
        finally:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def postgresql(folder: Path) -> Iterator[dict[str, str]]:
    programs = [Path(found).parent for found in [shutil.which("initdb")] if found]
    programs += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    folders = [each for each in programs if (each / "initdb").exists() and (each / "postgres").exists()]
    if not folders:
        raise Missing(
            "PostgreSQL is not installed (Debian: apt-get install postgresql), and DATABASE_URL names none."
        )
    # PostgreSQL refuses to run as root.
    user = _somebody() if os.geteuid() == 0 else None
    data = folder / "postgresql"
    data.mkdir()
    if user:
        folder.chmod(0o755)
        shutil.chown(data, user)
    subprocess.run(
        [folders[0] / "initdb", "-D", data, "-U", "site", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"],
        check=True,
        user=user,
        cwd=data,
        stdout=subprocess.DEVNULL,
    )
    port = free_port()
    # It all vanishes afterwards, so nothing need reach the disk.
    options = ["-p", str(port), "-k", str(data), "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"]
    with running([str(folders[0] / "postgres"), "-D", str(data), *options], port, user):
        yield {"DATABASE_URL": f"postgres://site@127.0.0.1:{port}/postgres"}


def _somebody() -> str:
    with suppress(KeyError):
        return pwd.getpwnam("postgres").pw_name
    return "nobody"


@contextmanager
def redis(folder: Path) -> Iterator[dict[str, str]]:
    program = shutil.which("redis-server") or shutil.which("valkey-server")
    if not program:
        raise Missing(
            "Redis is not installed (Debian: apt-get install redis-server), and CACHE_URL names none."
        )
    port = free_port()
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    with running(command, port):
        yield {"CACHE_URL": f"redis://127.0.0.1:{port}/0"}


@contextmanager
def s3(_folder: Path) -> Iterator[dict[str, str]]:
    port = free_port()
    endpoint = f"http://127.0.0.1:{port}"
    keys = {"AWS_ACCESS_KEY_ID": "tests", "AWS_SECRET_ACCESS_KEY": "tests", "AWS_DEFAULT_REGION": "eu-west-1"}
    with running(
        [str(Path(sys.executable).parent / "moto_server"), "-H", "127.0.0.1", "-p", str(port)], port
    ):
        import boto3  # noqa: PLC0415 -- slow import

        client = boto3.client(
            "s3",
            endpoint_url=endpoint,
            region_name=keys["AWS_DEFAULT_REGION"],
            aws_access_key_id=keys["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=keys["AWS_SECRET_ACCESS_KEY"],
        )
        client.create_bucket(
            Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": keys["AWS_DEFAULT_REGION"]}
        )
        yield {"AWS_S3_ENDPOINT_URL": endpoint, "AWS_STORAGE_BUCKET_NAME": BUCKET, **keys}


SERVICES = {"DATABASE_URL": postgresql, "CACHE_URL": redis, "AWS_S3_ENDPOINT_URL": s3}


def main(command: list[str]) -> int:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
        env = dict(os.environ)
        for variable, service in SERVICES.items():
            if env.get(variable):
                say(f"{variable} is given: used as it is.")
                continue
            try:
                found = stack.enter_context(service(folder))
            except Missing as error:
                say(str(error))
                return 1
            say(f"{variable}={found[variable]}")
            env |= found
        return subprocess.run(command, env=env).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

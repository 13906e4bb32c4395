"""The same on the engines a large site runs on: `make test-services`."""

from __future__ import annotations

import os
import secrets
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from shutil import copy2, which

import boto3
import pytest
from django.db import connection

from config.tests.committing import a_database
from core.tests.folders import environment, manage, only_archive, step, told
from core.tests.test_backup import NOT_THE_SAME, SITE, manifest_of, same

pytestmark = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="runs where a PostgreSQL is: make test-services"
)
#: What a bucket is reached with.
KEPT = {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_DEFAULT_REGION", "AWS_S3_ENDPOINT_URL"}


@contextmanager
def a_bucket() -> Iterator[dict[str, str]]:
    """Where the environment names an S3 server: a bucket of one's own. Else files lie on the disk."""
    if not os.environ.get("AWS_S3_ENDPOINT_URL"):
        yield {}
        return
    env = {name: os.environ[name] for name in KEPT}
    name = f"backup-test-{secrets.token_hex(6)}"
    client = boto3.client("s3", endpoint_url=env["AWS_S3_ENDPOINT_URL"])
    client.create_bucket(
        Bucket=name, CreateBucketConfiguration={"LocationConstraint": env["AWS_DEFAULT_REGION"]}
    )
    yield env | {"AWS_STORAGE_BUCKET_NAME": name}


@pytest.mark.skipif(not which("pg_dump"), reason="PostgreSQL's client programs are not installed")
def test_a_site_on_postgresql_comes_back(tmp_path: Path, prepared_rows: Path, db: None) -> None:
    import psycopg

    with ExitStack() as stack:
        source, target = (stack.enter_context(a_database()) for _each in range(2))
        here = environment(tmp_path / "here", DATABASE_URL=source, **stack.enter_context(a_bucket()))
        subprocess.run(["pg_restore", f"--dbname={source}", prepared_rows], check=True)
        step(here, SITE, "fill")
        manage(here, "backup")
        before = told(here, SITE, "answers")
        archive = only_archive(tmp_path / "here")
        manifest = manifest_of(archive)
        assert manifest["engine"] == "postgresql"
        assert manifest["missing"] == []

        new = tmp_path / "new"
        there = environment(new, DATABASE_URL=target, **stack.enter_context(a_bucket()))
        arrived = str(copy2(archive, new))
        copy2(archive.parent / "erasures.jsonl", new)

        with psycopg.connect(target.replace("postgres://", "postgresql://")):
            assert "Stop the web server" in manage(there, "restore", arrived, fails=True)
        assert not (new / "backups" / "restoring").exists()
        step(there, SITE, "restore_and_die", arrived, fails=True)
        assert (new / "backups" / "restoring").exists()
        manage(there, "restore", arrived)
        after = told(there, SITE, "answers")

        assert [name for name in same(before, after) if name not in NOT_THE_SAME] == []
        assert after["/en/"][0] == after["/readyz"][0] == 200
        assert after["table django_session"] == []
        assert "--replace" in manage(there, "restore", arrived, fails=True)
        with psycopg.connect(target.replace("postgres://", "postgresql://"), autocommit=True) as session:
            session.execute("CREATE TABLE of_a_later_version (x int)")
            session.execute("UPDATE wagtailcore_page SET title = 'wrecked'")
        manage(there, "restore", "--replace", arrived)
        assert [name for name in same(before, told(there, SITE, "answers")) if name not in NOT_THE_SAME] == []

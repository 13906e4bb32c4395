"""Pictures that were sent and never described do not lie about for ever."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from pytest_django import Settings
from wagtail.models import UploadedFile

from core.ticks import throw_away_uploads_broken_off

pytestmark = pytest.mark.django_db


def sent(name: str, hours_ago: int) -> Path:
    upload = UploadedFile.objects.create(file=ContentFile(b"a face", name))
    path = Path(upload.file.path)
    then = time.time() - hours_ago * 3600
    os.utime(path, (then, then))
    return path


def test_what_nobody_described_within_a_day_is_thrown_away_with_its_file(
    settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    old, new = sent("old.jpg", hours_ago=25), sent("new.jpg", hours_ago=23)
    sent("lost.jpg", hours_ago=1).unlink()

    throw_away_uploads_broken_off()

    assert [Path(upload.file.path) for upload in UploadedFile.objects.all()] == [new]
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == [new]
    assert not old.exists()

from __future__ import annotations

import pytest

from .stored import forget_files


@pytest.fixture(autouse=True)
def _no_file_of_another_test() -> None:
    """The storage outlives a test's transaction."""
    forget_files()

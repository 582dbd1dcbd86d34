"""A register made once and copied for every test that breaks it."""

import shutil
from pathlib import Path

import pytest

from organizer.base.register import Register
from tests.base.broken import add_tags


@pytest.fixture(scope="session")
def whole_register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed register of 3,000 tags; not to be changed."""
    path = tmp_path_factory.mktemp("whole") / "r.db"
    with Register.create(path) as register:
        add_tags(register, [f"标签{n:05}" for n in range(3_000)])
    return path


@pytest.fixture
def breakable(whole_register: Path, tmp_path: Path) -> Path:
    """A copy of it that may be broken."""
    copy = tmp_path / "r.db"
    shutil.copyfile(whole_register, copy)
    return copy

"""A folder with an empty register for every test of the command line."""

from pathlib import Path

import pytest

from organizer.base.register import Register
from tests.cli.shell import Shell


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    """A folder with an empty register."""
    with Register.create(tmp_path / "名册.db"):
        pass
    return Shell(tmp_path, capsys)

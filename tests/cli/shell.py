"""Commands run in a folder with a register, as a user or a program runs them."""

import json
from pathlib import Path
from typing import Any

import pytest

from organizer.cli.main import main


class Shell:
    """Runs commands in a folder with a register."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.register = folder / "名册.db"
        self._capture = capture

    def run(self, *arguments: str, code: int = 0) -> tuple[str, str]:
        """Run a command on the register; stdout and stderr."""
        found = main([*arguments, "-r", str(self.register)])
        out, err = self._capture.readouterr()
        assert found == code, (out, err)
        return out, err

    def json(self, *arguments: str, code: int = 0) -> dict[str, Any]:
        """The one object a command prints."""
        answer: dict[str, Any] = json.loads(self.run(*arguments, "--json", code=code)[0])
        return answer

    def write(self, name: str, text: str, encoding: str = "utf-8") -> str:
        """A list in the folder."""
        path = self.folder / name
        path.write_text(text, encoding=encoding)
        return str(path)

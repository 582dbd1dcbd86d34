"""Pages need Qt's fonts, so every test here has the application."""

import pytest
from PySide6.QtWidgets import QApplication

from tests.full_disk import full, place  # noqa: F401 - fixtures


@pytest.fixture(autouse=True)
def _application(qapp: QApplication) -> None:
    """Pages are set with Qt's fonts."""

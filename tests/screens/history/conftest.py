"""The history page over the made-up register."""

from collections.abc import Callable
from typing import cast

import pytest

from organizer.screens.history.page import HistoryPage
from tests.screens.conftest import MakePage


@pytest.fixture
def page(make_page: MakePage, settle: Callable[[], None]) -> HistoryPage:
    """The page, read."""
    made = cast("HistoryPage", make_page("history"))
    settle()
    return made

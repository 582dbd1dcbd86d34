"""A page that was out of sight while the language changed says everything in the new one."""

from collections.abc import Callable

import pytest

from organizer.base.words import set_language
from organizer.widgets.desk import Desk
from organizer.widgets.list_page import ListPage
from tests.screens.conftest import MakePage


@pytest.mark.parametrize("shown", [True, False], ids=["in sight", "out of sight"])
def test_the_record_shown_is_described_in_the_new_language(
    make_page: MakePage, desk: Desk, settle: Callable[[], None], shown: bool
) -> None:
    page = make_page("groups")
    assert isinstance(page, ListPage)
    settle()
    assert "人" in page.pane.subtitle.text()
    if not shown:
        page.hide()
    set_language("en")
    desk.language_changed.emit()
    page.show()
    settle()
    assert "people" in page.pane.subtitle.text()
    assert "人" not in page.pane.subtitle.text()

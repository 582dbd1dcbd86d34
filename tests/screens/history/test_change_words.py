"""What the history calls the ways out of a list."""

import pytest

from organizer.base.words import _
from organizer.domain.overview.store_history import Changed
from organizer.screens.history.change_words import ChangeWords


@pytest.mark.parametrize(
    ("what", "called"),
    [("picture", "Picture"), ("text", "Text"), ("print", "Print"), ("csv", "CSV")],
)
def test_an_export_is_called_by_words(what: str, called: str) -> None:
    said = ChangeWords(Changed((), 1, {"x": {"what": what}}), masked=True)
    title = said.row_title("export_log", "x")
    assert title == _("Exported as {format}").format(format=_(called))
    assert what not in title

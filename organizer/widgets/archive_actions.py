"""Putting records of a list away and bringing them back: the two verbs, and the filter for them."""

from collections.abc import Callable, Sequence
from typing import Any

from organizer.base.words import N_
from organizer.widgets.desk import Desk
from organizer.widgets.filter_kinds import FilterKind, FilterType
from organizer.widgets.list_page import ARCHIVED, ListAction

Act = Callable[..., Any]


def archive_actions(
    desk: Desk, archive: Act, restore: Act, is_archived: Callable[[Any], bool]
) -> tuple[ListAction, ListAction]:
    """The verbs of a `ListPage`; `archive` and `restore` are actions that take ids."""

    def does(action: Act) -> Callable[[Sequence[str]], None]:
        def run(ids: Sequence[str]) -> None:
            desk.start(desk.do(action, list(ids)))

        return run

    return (
        ListAction(N_("Archive"), "archive", does(archive), lambda one: not is_archived(one)),
        ListAction(N_("Bring back"), "archive-restore", does(restore), is_archived),
    )


def archived_filter() -> FilterKind:
    """The filter that shows what was put away instead of what is in use."""
    return FilterKind("archived", ARCHIVED, FilterType.YES_NO, negative=N_("In use"))

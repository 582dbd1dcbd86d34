"""The owner's own fields of members, and the tags."""

from organizer.base.words import N_
from organizer.widgets.desk import Command, Desk, Page
from organizer.widgets.room import Room


def _page(desk: Desk) -> Page:
    from organizer.screens.fields.page import FieldsPage

    return FieldsPage(desk)


ROOM = Room(
    "fields",
    N_("Own fields and tags"),
    "tags",
    make_page=_page,
    position=None,
    commands=(
        Command(
            "fields.open",
            N_("Own fields and tags"),
            "tags",
            "",
            lambda desk: desk.open_page("fields"),
            keywords=(N_("columns of one's own"),),
        ),
    ),
    help_page="members",
)
"""Not in the sidebar: reached from the members page and by its name."""

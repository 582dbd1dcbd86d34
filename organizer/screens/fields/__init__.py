"""The owner's own fields of members, and the tags."""

from organizer.base.words import N_
from organizer.widgets.later import opens, within
from organizer.widgets.room import Command, Room

here = within(__name__)
ROOM = Room(
    "fields",
    N_("Own fields and tags"),
    "tags",
    make_page=here("page:FieldsPage"),
    position=None,
    commands=(
        Command(
            "fields.open",
            N_("Own fields and tags"),
            "tags",
            "",
            opens("fields"),
            keywords=(N_("columns of one's own"),),
        ),
    ),
    help_page="members",
)
"""Not in the sidebar: reached from the members page and by its name."""

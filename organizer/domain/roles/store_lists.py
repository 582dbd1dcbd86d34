"""People who hold nothing, shaped like positions so that one list can show both."""

import datetime as dt
import json
from collections.abc import Sequence

from organizer.base.database import Database
from organizer.domain.roles import store
from organizer.domain.roles.records import Appointment


def people_without(db: Database, group_ids: Sequence[str]) -> list[Appointment]:
    """People in groups who hold nothing there, as positions without a title.

    The id is the group and the person, so that somebody in two groups is listed in both.
    """
    names = dict(
        db.bulk(
            "SELECT id, name FROM chat_group WHERE id IN (SELECT value FROM json_each(:ids))",
            {"ids": json.dumps(list(group_ids))},
        )
    )
    return [
        Appointment(
            id=f"{group_id}/{member_id}",
            member_id=member_id,
            member_name=name,
            group_id=group_id,
            branch_id=None,
            place_name=names.get(group_id, ""),
            title="",
            starts_on=dt.date.min,
            term_ends_on=None,
            ended_on=None,
            duty="",
            returns="",
        )
        for group_id in group_ids
        for member_id, name in store.people_without_role(db, group_id)
    ]

"""Lists in, from the file to the checked rows: what the command line and the window both do."""

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from organizer.base.database import Database
from organizer.base.errors import UserError
from organizer.base.table_files.headers import header_key
from organizer.base.table_files.reading import read_table
from organizer.base.table_files.table import Table
from organizer.base.text import one_line
from organizer.base.words import N_
from organizer.domain.fields import store as fields
from organizer.domain.groups import store as groups
from organizer.domain.groups.rules import check_fields
from organizer.domain.rosters import store
from organizer.domain.rosters.importing import HEADERS
from organizer.domain.rosters.mapping import (
    ColumnMapping,
    counts_rows,
    known_names,
    propose,
    signature,
)
from organizer.domain.rosters.plan import GroupTarget
from organizer.domain.rosters.records import OwnField


def read_list(
    path: Path,
    own_fields: Sequence[OwnField] = (),
    *,
    sheet: str | None = None,
    encoding: str | None = None,
    header_line: int | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Table:
    """Read a file whose header names columns of members.

    Raises UserError when it can't be read as a whole.
    """
    known = known_names(own_fields)
    return read_table(
        path,
        known=known.__contains__,
        sheet=sheet,
        encoding=encoding,
        header_line=header_line,
        progress=progress,
        cancelled=cancelled,
    )


def counting_columns(table: Table) -> tuple[int, ...]:
    """The columns of a table whose cells count its rows: 1, 2, 3 and so on."""
    return tuple(place for place, cells in enumerate(table.columns) if counts_rows(cells))


def proposed_mapping(
    db: Database,
    header: Sequence[str],
    own_fields: Sequence[OwnField],
    counting: Collection[int] = (),
) -> ColumnMapping:
    """The mapping of a header: as the owner once corrected it, else by the names.

    `counting` are the columns that may only number the rows, from `counting_columns`.
    """
    preset = fields.preset(db, HEADERS, signature(header))
    remembered: dict[str, str] | None = None
    if preset is not None and isinstance(keys := preset.content.get("keys"), dict):
        remembered = {str(name): str(key) for name, key in keys.items()}
        if any(header_key(name) not in remembered for name in header if name):
            remembered = None
    return propose(header, own_fields, remembered, counting)


def group_target(db: Database, name: str) -> GroupTarget:
    """The group of a name, to be made when there is none.

    Raises UserError for a name no group can have, and for that of an archived group.
    """
    name = one_line(name)
    found = groups.named(db, name)
    if found is not None:
        return GroupTarget(found.id, found.name, found.platform)
    check_fields({"name": name})
    if store.is_archived_group(db, name):
        raise UserError(
            "import.group_archived",
            N_("The group “{name}” is archived. Bring it back first, or choose another name."),
            name=name,
        )
    return GroupTarget(None, name)

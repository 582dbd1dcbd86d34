"""Rows that were not imported, saved as a list to be corrected and imported again."""

from pathlib import Path
from typing import TYPE_CHECKING

from organizer.base.table_files.writing import write_csv
from organizer.base.words import _
from organizer.domain.rosters import reasons
from organizer.screens.rosters import draft as work
from organizer.widgets.tasks import beside

if TYPE_CHECKING:
    from organizer.screens.rosters.draft import Draft
    from organizer.widgets.desk import Desk


async def save_left_out(desk: "Desk", draft: "Draft") -> Path | None:
    """Ask where, and write the rows left out with line and reason before their cells."""
    stem = Path(draft.source.path).stem or _("Pasted cells")
    proposed = Path(f"{stem} {_('left out')}.csv")
    path = await desk.messages.choose_save_file(
        _("Save the rows left out"), ((_("CSV for Excel"), "*.csv"),), proposed
    )
    if path is None or draft.look is None:
        return None
    rows = await work.unimported(draft)
    header = [_("Line"), _("Reason"), *draft.look.header]
    cells = [[str(line), reasons.words(code), *written] for line, code, written in rows]
    await beside(lambda: write_csv(path, header, cells))
    desk.messages.say(
        _("{count} rows saved in “{file}”.").format(count=len(rows), file=path.name),
        _("Open folder"),
        lambda: open_folder(path),
    )
    return path


def open_folder(path: Path) -> None:
    """Show the folder of a file in the system's own file manager."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))

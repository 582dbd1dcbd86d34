"""What taking a step back would leave alone, shown before anything is done."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QListWidget, QWidget

from organizer.base.words import N_, _, ngettext
from organizer.widgets.colours import Tone
from organizer.widgets.dialogs import Sheet
from organizer.widgets.labels import PlainLabel
from organizer.widgets.theme import Kind

if TYPE_CHECKING:
    from organizer.base.undo import UndoPlan

LISTED = 200
REASONS = {
    "changed": N_("changed since"),
    "referred": N_("in use since"),
    "belongs": N_("belongs to one that stays"),
    "missing": N_("belongs to something that is gone"),
}


class UndoSheet(Sheet):
    """Lists the rows that stay, with the reason; accepted means: undo the rest."""

    def __init__(
        self, parent: QWidget | None, plan: "UndoPlan", titles: Sequence[tuple[str, str]]
    ) -> None:
        super().__init__(parent, _("Undo what is untouched?"), remember_as="undo", width=560)
        left = len(plan.conflicts)
        rest = max(0, plan.row_count - left)
        sentence = ngettext(
            "{count} entry was changed or used since. It stays as it is:",
            "{count} entries were changed or used since. They stay as they are:",
            left,
        ).format(count=left)
        self.content.addWidget(PlainLabel(sentence, self, wrap=True))
        self.list = QListWidget(self)
        self.list.setAccessibleName(sentence)
        for title, reason in titles:
            self.list.addItem(f"{title} — {_(REASONS.get(reason, reason))}")
        if left > len(titles):
            self.list.addItem(_("… and {count} more").format(count=left - len(titles)))
        self.content.addWidget(self.list, 1)
        if rest:
            self.content.addWidget(
                PlainLabel(
                    ngettext(
                        "{count} other entry will be as before.",
                        "{count} other entries will be as before.",
                        rest,
                    ).format(count=rest),
                    self,
                    tone=Tone.MUTED,
                    wrap=True,
                )
            )
        self.add_cancel()
        self.rest = self.add_button(_("Undo the rest"), Kind.PRIMARY)
        self.rest.setEnabled(bool(rest))
        self.rest.clicked.connect(self.accept)

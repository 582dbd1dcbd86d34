"""What taking a step back would leave alone, shown before anything is done."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QListWidget, QWidget

from organizer.base.formats import format_number
from organizer.base.words import N_, _, ngettext
from organizer.widgets.colours import Tone
from organizer.widgets.dialogs import Sheet
from organizer.widgets.labels import PlainLabel
from organizer.widgets.theme import Kind

if TYPE_CHECKING:
    from organizer.base.undo import UndoPlan
    from organizer.domain.overview.store_kept import Kept

LISTED = 200
REASONS = {
    "changed": N_("changed since"),
    "referred": N_("in use since"),
    "belongs": N_("belongs to one that stays"),
    "missing": N_("belongs to something that is gone"),
}


class UndoSheet(Sheet):
    """Says who goes and lists who stays, with the reason; accepted means: undo the rest."""

    def __init__(
        self,
        parent: QWidget | None,
        plan: "UndoPlan",
        kept: "Kept",
        others: Sequence[tuple[str, str]],
    ) -> None:
        """Show a plan: `kept` in people, `others` as (title, reason)."""
        super().__init__(parent, _("Undo what is untouched?"), remember_as="undo", width=560)
        rest = max(0, plan.row_count - len(plan.conflicts))
        if kept.leaving:
            leaving = ngettext(
                "{count} person is taken out again.",
                "{count} people are taken out again.",
                kept.leaving,
            ).format(count=format_number(kept.leaving))
            self.content.addWidget(PlainLabel(leaving, self, wrap=True))
        sentence = _staying(kept, len(plan.conflicts))
        self.content.addWidget(PlainLabel(sentence, self, wrap=True))
        self.list = QListWidget(self)
        self.list.setAccessibleName(sentence)
        for title, reason in (*kept.people, *others)[:LISTED]:
            words = REASONS.get(reason, "")
            self.list.addItem(f"{title} — {_(words)}" if words else title)
        left = len(kept.people) + len(kept.others) - self.list.count()
        if left > 0:
            self.list.addItem(_("… and {count} more").format(count=format_number(left)))
        self.content.addWidget(self.list, 1)
        if rest and not kept.leaving:
            self.content.addWidget(
                PlainLabel(_as_before(kept, rest), self, tone=Tone.MUTED, wrap=True)
            )
        self.add_cancel()
        self.rest = self.add_button(_("Undo the rest"), Kind.PRIMARY)
        self.rest.setEnabled(bool(rest))
        self.rest.clicked.connect(self.accept)


def _staying(kept: "Kept", rows: int) -> str:
    if kept.people:
        return ngettext(
            "{count} person was changed since and stays whole:",
            "{count} people were changed since and stay whole:",
            len(kept.people),
        ).format(count=format_number(len(kept.people)))
    return ngettext(
        "{count} entry was changed or used since. It stays as it is:",
        "{count} entries were changed or used since. They stay as they are:",
        rows,
    ).format(count=format_number(rows))


def _as_before(kept: "Kept", rows: int) -> str:
    if kept.restored:
        return ngettext(
            "{count} other person will be as before.",
            "{count} other people will be as before.",
            kept.restored,
        ).format(count=format_number(kept.restored))
    return ngettext(
        "{count} other entry will be as before.",
        "{count} other entries will be as before.",
        rows,
    ).format(count=format_number(rows))

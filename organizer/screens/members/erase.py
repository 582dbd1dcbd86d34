"""Erasing a person on request: what goes is said, who is meant elsewhere is ticked, then named."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QFrame, QScrollArea, QVBoxLayout, QWidget

from organizer.base.errors import UserError
from organizer.base.words import N_, _, ngettext
from organizer.domain.joining import erasing
from organizer.domain.joining import store as joining
from organizer.domain.joining.records import Mention
from organizer.domain.members import store as members
from organizer.domain.overview.labels import column_words, table_words
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk
from organizer.widgets.dialogs import Sheet
from organizer.widgets.fields import TextField
from organizer.widgets.form import Form
from organizer.widgets.labels import PlainLabel
from organizer.widgets.theme import Kind, Space

if TYPE_CHECKING:
    from organizer.base.database import Database

AROUND = 16
"""Characters of a text shown before and behind a name in it."""
UNSCROLLED = 6
"""Mentions that stand in the sheet as they are; more are scrolled."""
Found = tuple[str, list[tuple[Mention, str]]]


class EraseSheet(Sheet):
    """Says what goes and what stays; nothing is done before the name is typed."""

    def __init__(
        self, desk: Desk, parent: QWidget | None, name: str, found: Sequence[tuple[Mention, str]]
    ) -> None:
        super().__init__(parent, _("Erase “{name}” for good").format(name=name), width=500)
        self.desk, self.name = desk, name
        self.ticks: list[tuple[QCheckBox, Mention]] = []
        for text, tone in (
            (
                _(
                    "Everything about this person goes: name, phones, accounts, times in groups,"
                    " positions, photo, and what the history knows of them. Head counts stay."
                ),
                Tone.PLAIN,
            ),
            (_("This can't be undone."), Tone.DANGER),
            (
                _(
                    "Older backups still hold this person until newer ones take their place;"
                    " so do files exported before."
                ),
                Tone.PLAIN,
            ),
        ):
            self.content.addWidget(PlainLabel(text, self, tone=tone, wrap=True))
        self._add_mentions(found)
        self.typed = TextField()
        self.form = Form(self)
        self.form.add(N_("Type the name"), self.typed)
        self.content.addWidget(self.form)
        self.add_cancel()
        self.go = self.add_button(_("Erase for good"), Kind.DANGER)
        self.go.setEnabled(False)
        self.go.clicked.connect(self.accept)
        self.typed.edited.connect(self._compare)
        self.typed.setFocus()

    def _add_mentions(self, found: Sequence[tuple[Mention, str]]) -> None:
        if not found:
            return
        words = ngettext(
            "The name stands in {count} text of others. Tick where this person is meant:",
            "The name stands in {count} texts of others. Tick where this person is meant:",
            len(found),
        ).format(count=len(found))
        self.content.addWidget(PlainLabel(words, self, wrap=True))
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        for mention, text in found:
            place = f"{table_words(mention.table)} · {column_words(mention.column)}"
            tick = QCheckBox(f"{place}: {text}".replace("&", "&&"), inside)
            column.addWidget(tick)
            self.ticks.append((tick, mention))
        if len(found) <= UNSCROLLED:
            self.content.addWidget(inside)
            return
        area = QScrollArea(self)  # a tick that gets the keyboard is scrolled to
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inside)
        area.setMinimumHeight(UNSCROLLED * (self.ticks[0][0].sizeHint().height() + Space.S))
        self.content.addWidget(area, 1)

    def meant(self) -> list[Mention]:
        """Where this person is meant."""
        return [mention for tick, mention in self.ticks if tick.isChecked()]

    def _compare(self) -> None:
        self.go.setEnabled(self.typed.line.text().strip() == self.name)


async def erase(desk: Desk, parent: QWidget | None, member_id: str) -> None:
    """Ask, and erase a person from the register, its history and its photos."""
    from organizer.base.register_thread import awaited

    name, found = await desk.read(_facts, member_id)
    sheet = EraseSheet(desk, parent, name, found)
    if not await desk.messages.open(sheet):
        return
    meant = sheet.meant()
    try:
        await awaited(
            desk.opened().with_register(
                lambda register: erasing.erase_member(register, member_id, meant)
            )
        )
    except UserError as refusal:
        desk.messages.refuse(refusal)
        return
    desk.messages.say(_("This person is no longer in the register."))


def _facts(db: "Database", member_id: str) -> Found:
    """The name, and where it stands in texts of others."""
    name = members.name_of(db, member_id)
    return name, [
        (mention, excerpt(joining.text_of(db, mention), name))
        for mention in erasing.mentions(db, member_id)
    ]


def excerpt(text: str, name: str) -> str:
    """One line of a text around a name."""
    flat = " ".join(text.split())
    at = max(0, flat.find(name))
    first, last = max(0, at - AROUND), at + len(name) + AROUND
    return ("…" if first else "") + flat[first:last] + ("…" if last < len(flat) else "")

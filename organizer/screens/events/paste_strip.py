"""What can be decided about one row of a planned sign-up: who it is, or that it is left out."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from organizer.base.words import _
from organizer.domain.members import store_offers
from organizer.screens.events.paste_rows import PlanRow, candidate_text, how_of, note_of, who_of
from organizer.widgets.action_row import ActionRow
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import PlainLabel
from organizer.widgets.picker import Choice, PickerField
from organizer.widgets.theme import Kind, Space, make_card, set_kind


async def find_people(desk: Desk, words: str) -> list[Choice]:
    """People whom the words find, the likeliest first."""
    found = await desk.read(store_offers.offered, words)
    return [Choice(one.id, one.name, one.detail) for one in found]


_OFFERED = 2
"""How many of those who may be meant have a button; all are found in the search."""


class DecisionStrip(QFrame):
    """The entry as it was written; below it who may be meant, and a search in the register."""

    is_member = Signal(object)
    """The owner chose somebody of the register; carries the Choice."""
    is_name = Signal()
    is_new = Signal()
    left_out = Signal()
    taken_in = Signal()
    """Signed up after all, or staying on the list."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        make_card(self)
        self._desk = desk
        self._row: PlanRow | None = None
        self.entry = PlainLabel("", self, elide=True)
        self.told = PlainLabel("", self, tone=Tone.MUTED, elide=True)
        self.person = PickerField(desk.tasks, self._find, save=self._chosen)
        self.person.set_label(_("In the register"))
        self.row = ActionRow(self, Space.S)
        self.candidates = [
            self._button("user-check", "", lambda _on=False, at=at: self._take_candidate(at))
            for at in range(_OFFERED)
        ]
        self.name_button = self._button("user", _("Name only"), self.is_name.emit)
        self.new_button = self._button("user-plus", _("New member"), self.is_new.emit)
        self.out_button = self._button("x", _("Leave out"), self.left_out.emit)
        self.in_button = self._button("check", _("Sign up after all"), self.taken_in.emit)
        self.stay_button = self._button("check", _("Stays on the list"), self.taken_in.emit)
        words, choices = QHBoxLayout(), QHBoxLayout()
        words.addWidget(self.entry, 2)
        words.addWidget(self.told, 3)
        choices.addWidget(self.row, 3)
        choices.addWidget(self.person, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        column.setSpacing(Space.XS)
        for line in (words, choices):
            line.setSpacing(Space.M)
            column.addLayout(line)
        self.show_row(None)

    def _button(self, icon: str, text: str, press: object) -> QPushButton:
        button = QPushButton(text, self)
        set_icon(button, icon)
        set_kind(button, Kind.SECONDARY)
        button.setAutoDefault(False)
        button.clicked.connect(press)
        self.row.add(button)
        return button

    def show_row(self, row: PlanRow | None) -> None:
        """Show what can be decided about a row; nothing for none."""
        self._row = row
        line = row.line if row is not None else None
        state = line.state if line is not None else ""
        if line is not None:
            text = _("Line {line}: {text}").format(line=line.item.line, text=line.item.text)
        elif row is not None and row.gone is not None:
            text = row.gone.signed_line or row.gone.name
        else:
            text = row.unread.text if row is not None and row.unread is not None else ""
        self.entry.setText(text)
        self.told.setText("" if row is None else " · ".join(filter(None, _told(row))))
        self.person.setEnabled(line is not None)
        member = line is not None and line.member_id is not None and row is not None
        self.person.set_value(
            Choice(str(line.member_id), who_of(row).partition(" · ")[0])  # type: ignore[union-attr,arg-type]
            if member
            else None
        )
        found = line.candidates[:_OFFERED] if line is not None and state == "undecided" else ()
        for at, button in enumerate(self.candidates):
            self.row.offer(button, at < len(found))
            button.setText(candidate_text(found[at]).replace("&", "&&") if at < len(found) else "")
        for button in (self.name_button, self.new_button):
            self.row.offer(button, line is not None and state not in ("not_coming", "kept_off"))
        self.row.offer(self.out_button, line is not None and state != "left_out")
        self.row.offer(self.in_button, state in ("not_coming", "kept_off", "left_out"))
        gone = row is not None and row.gone is not None and not row.stays
        self.row.offer(self.stay_button, gone)

    def _take_candidate(self, at: int) -> None:
        line = self._row.line if self._row is not None else None
        if line is not None and at < len(line.candidates):
            one = line.candidates[at]
            self.is_member.emit(Choice(one.member_id, one.name, one.institution))

    async def _find(self, words: str) -> Sequence[Choice]:
        line = self._row.line if self._row is not None else None
        if not words and line is not None and line.candidates:
            return [
                Choice(one.member_id, one.name, candidate_text(one).partition(" · ")[2])
                for one in line.candidates
            ]
        return await find_people(self._desk, words)

    async def _chosen(self, choice: Choice | None) -> None:
        if choice is not None:
            self.is_member.emit(choice)
        else:
            self.is_name.emit()


def _told(row: PlanRow) -> tuple[str, ...]:
    if row.waits_for_a_word:
        return (_("Choose who it is, or add the name."), who_of(row), how_of(row), note_of(row))
    return (who_of(row), how_of(row), note_of(row))

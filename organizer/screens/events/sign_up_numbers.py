"""The numbers of a sign-up beside one another, each with what it counts below it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from organizer.base.formats import format_number
from organizer.base.money import fen_text
from organizer.base.words import _
from organizer.screens.events.sign_up_rows import SignUpList
from organizer.widgets.colours import Tone
from organizer.widgets.labels import PlainLabel
from organizer.widgets.layouts import FlowLayout
from organizer.widgets.theme import Space, TextRole, set_tone


class _Number(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.value = PlainLabel("", self, role=TextRole.TITLE)
        self.caption = PlainLabel("", self, role=TextRole.CAPTION, tone=Tone.MUTED)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, Space.M, 0)
        column.setSpacing(0)
        column.addWidget(self.value)
        column.addWidget(self.caption)

    def show_number(self, value: str, caption: str, tone: Tone) -> None:
        self.value.setText(value)
        set_tone(self.value, tone)
        self.caption.setText(caption)
        self.setAccessibleName(f"{caption} {value}")
        self.setVisible(bool(value))


class SignUpNumbers(QWidget):
    """Invited, signed up, seats, free ones, waiting; collected, to give back and spent."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        row = FlowLayout(self, Space.S)
        self.numbers = [_Number(self) for _number in range(8)]
        for number in self.numbers:
            row.addWidget(number)

    def show_list(self, found: SignUpList | None) -> None:
        """Show the numbers of a list; what is nothing to count is left out."""
        facts = _facts(found) if found is not None else []
        for at, number in enumerate(self.numbers):
            number.show_number(*(facts[at] if at < len(facts) else ("", "", Tone.PLAIN)))

    def told(self) -> dict[str, str]:
        """What is shown, by caption."""
        return {one.caption.text(): one.value.text() for one in self.numbers if one.value.text()}


def _facts(found: SignUpList) -> list[tuple[str, str, Tone]]:
    counts, capacity, free = found.counts, found.event.capacity, found.free_seats
    seats = format_number(counts.seats)
    facts = [
        (format_number(counts.invited), _("invited"), Tone.PLAIN),
        (format_number(counts.signed_up), _("signed up"), Tone.PLAIN),
        (seats if capacity is None else f"{seats} / {capacity}", _("seats"), Tone.PLAIN),
    ]
    if free is not None:
        facts.append(
            (format_number(free), _("seats free"), Tone.PLAIN)
            if free >= 0
            else (format_number(-free), _("seats too many"), Tone.DANGER)
        )
    if counts.waiting:
        facts.append((format_number(counts.waiting), _("waiting"), Tone.WARNING))
    if found.due_fen or found.collected_fen:
        collected = f"{fen_text(found.collected_fen)} / {fen_text(found.due_fen)}"
        facts.append((collected, _("collected"), Tone.PLAIN))
    if found.to_give_back_fen:
        amount = fen_text(found.to_give_back_fen)
        facts.append((amount, _("to give back"), Tone.WARNING))
    if found.spent_fen:
        tone = Tone.DANGER if found.spent_fen > found.collected_fen else Tone.PLAIN
        facts.append((fen_text(found.spent_fen), _("spent"), tone))
    return facts

"""One line of quick entry: who it is, and what will be done."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from organizer.base.words import _
from organizer.domain.groups.entry import PlannedPerson
from organizer.domain.groups.join_lines import MYSELF
from organizer.domain.groups.records import way_in_words
from organizer.domain.groups.store_matching import Candidate
from organizer.widgets.colours import Tone
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import Chip, PlainLabel
from organizer.widgets.theme import Space, TextRole, make_card

_NEW = "new"


class EntryLine(QFrame):
    """A name, a chip that says what it is, and — where several may be meant — a choice."""

    decided = Signal(int, object)
    """The owner said who this line is: a member's id, or None for somebody new."""
    left_out = Signal(int)
    """The owner left this line out."""

    corrected = Signal(int, str, str, str)
    """The name, institution and position of somebody new, as they stand while they are typed."""
    settled = Signal(int)
    """The typing in a line has ended: somebody of that name may be known."""

    def __init__(self, place: int, parent: QWidget) -> None:
        super().__init__(parent)
        make_card(self)
        self._place = place
        self.name = PlainLabel("", self, role=TextRole.STRONG, elide=True)
        self.detail = PlainLabel("", self, role=TextRole.CAPTION, tone=Tone.MUTED, elide=True)
        self.fields = {key: QLineEdit(self) for key in ("name", "institution", "position")}
        for field in self.fields.values():
            field.setMaxLength(100)
            field.textEdited.connect(self._correct)
            field.editingFinished.connect(self._settle)
        self._typed = False
        self.chip = Chip("", Tone.PLAIN, self)
        self.choice = QComboBox(self)
        self.choice.activated.connect(self._choose)
        self.closer = QToolButton(self)
        set_icon(self.closer, "x")
        self.closer.clicked.connect(lambda: self.left_out.emit(self._place))
        words = QVBoxLayout()
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        typed = QHBoxLayout()
        typed.setSpacing(Space.XS)
        for field in self.fields.values():
            typed.addWidget(field, 1)
        words.addWidget(self.name)
        words.addLayout(typed)
        words.addWidget(self.detail)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.M, Space.XS, Space.S, Space.XS)
        row.setSpacing(Space.S)
        row.addLayout(words, 1)
        row.addWidget(self.choice)
        row.addWidget(self.chip)
        row.addWidget(self.closer)

    def show_person(self, person: PlannedPerson, everybody: Sequence[PlannedPerson]) -> None:
        """Show what would be done with this line."""
        line = person.line
        self.name.setText(line.name or line.shown)
        self.detail.setText(_detail(person, everybody))
        self.detail.setVisible(bool(self.detail.text()))
        text, tone = _state(person)
        self.chip.setText(text)
        self.chip.set_tone(tone)
        self._offer(person)
        new = person.state == "new"
        self.name.setVisible(not new)
        for (key, field), title in zip(
            self.fields.items(), (_("Name"), _("Institution"), _("Job")), strict=True
        ):
            field.setVisible(new)
            field.setPlaceholderText(title)
            field.setAccessibleName(title)
            if field.text() != (value := getattr(line, key)):
                field.setText(value)
        self.closer.setEnabled(person.state not in ("left_out", "repeated"))
        self.closer.setToolTip(_("Leave this line out"))
        self.closer.setAccessibleName(_("Leave out {name}").format(name=self.name.text()))
        self.setAccessibleName(f"{self.name.text()}, {text}")

    def _correct(self) -> None:
        self._typed = True
        name, institution, position = (" ".join(f.text().split()) for f in self.fields.values())
        if name:
            self.corrected.emit(self._place, name, institution, position)

    def _settle(self) -> None:
        if self._typed:
            self._typed = False
            self.settled.emit(self._place)

    def _offer(self, person: PlannedPerson) -> None:
        """Offer those who may be meant, and somebody new."""
        ask = person.state == "undecided" or (person.by_hand and bool(person.candidates))
        self.choice.setVisible(ask)
        self.chip.setVisible(not ask or person.state != "undecided")
        if not ask:
            return
        self.choice.clear()
        self.choice.setPlaceholderText(_("Who is it?"))
        for one in person.candidates:
            self.choice.addItem(_candidate_text(one), one.member_id)
        self.choice.addItem(_("Somebody new"), _NEW)
        wanted = _NEW if person.state == "new" else person.member_id
        undecided = person.state == "undecided"
        self.choice.setCurrentIndex(-1 if undecided else self.choice.findData(wanted))
        self.choice.setAccessibleName(_("Who is {name}?").format(name=self.name.text()))

    def _choose(self, at: int) -> None:
        found = self.choice.itemData(at)
        self.decided.emit(self._place, None if found == _NEW else found)


def _candidate_text(one: Candidate) -> str:
    facts = [one.institution_short or one.institution, one.position]
    if one.present:
        facts.append(_("in the group"))
    if one.archived:
        facts.append(_("archived"))
    detail = " · ".join(filter(None, facts))
    return f"{one.name}（{detail}）" if detail else one.name


def _state(person: PlannedPerson) -> tuple[str, Tone]:
    match person.state:
        case "new":
            return _("New"), Tone.GOOD
        case "known":
            return _("Known, will join"), Tone.ACCENT
        case "present":
            return _("In the group already"), Tone.PLAIN
        case "repeated":
            return _("Twice in the text"), Tone.PLAIN
        case "left_out":
            return _("Left out"), Tone.PLAIN
        case _:
            return _("Who is it?"), Tone.WARNING


def _detail(person: PlannedPerson, everybody: Sequence[PlannedPerson]) -> str:
    line = person.line
    new = person.state == "new"  # then they stand in fields of their own
    facts = [line.phone] if new else [line.institution, line.position, line.phone]
    chosen = next((one for one in person.candidates if one.member_id == person.member_id), None)
    if chosen is not None and person.state in ("known", "present"):
        facts = [_candidate_text(chosen)]
    if line.invited_by:
        name = _("you") if line.invited_by == MYSELF else line.invited_by
        unknown = person.inviter_unknown
        text = _("invited by {name} (not in the register)") if unknown else _("invited by {name}")
        if person.inviter_line is not None:
            text = _("invited by {name}")
            name = everybody[person.inviter_line].line.name
        facts.append(text.format(name=name))
    elif line.how:
        facts.append(way_in_words(line.how))
    return " · ".join(filter(None, facts))

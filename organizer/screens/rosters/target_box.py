"""How people are recognised, and which group they are put into."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QLineEdit, QVBoxLayout, QWidget

from organizer.base.words import _
from organizer.domain.rosters.columns import BY_KEY, BY_NAME, MATCH_KEYS, key_title
from organizer.domain.rosters.plan import GroupTarget
from organizer.widgets.colours import Tone
from organizer.widgets.date_field import DateField
from organizer.widgets.labels import PlainLabel
from organizer.widgets.theme import Space, TextRole, make_card

if TYPE_CHECKING:
    from organizer.domain.rosters.mapping import ColumnMapping
    from organizer.widgets.desk import Desk

NONE, NEW = "", "new"


class TargetBox(QFrame):
    """The two questions beside the columns."""

    changed = Signal()

    def __init__(self, desk: "Desk", parent: QWidget) -> None:
        super().__init__(parent)
        make_card(self)
        self._groups: list[tuple[str, str]] = []
        self._called = ""
        self.match_title = PlainLabel("", self, role=TextRole.TITLE)
        self.match_hint = PlainLabel("", self, tone=Tone.MUTED, wrap=True)
        self.boxes = {key: QCheckBox(self) for key in (*MATCH_KEYS, BY_NAME)}
        self.group_title = PlainLabel("", self, role=TextRole.TITLE)
        self.group = QComboBox(self)
        self.group.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.name = QLineEdit(self)
        self.name.setMaxLength(100)
        self.joined_label = PlainLabel("", self)
        self.joined = DateField(desk.clock.today)
        self.hint = PlainLabel("", self, tone=Tone.MUTED, wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        column.setSpacing(Space.S)
        column.addWidget(self.match_title)
        column.addWidget(self.match_hint)
        for box in self.boxes.values():
            column.addWidget(box)
            box.toggled.connect(self.changed)
        column.addSpacing(Space.M)
        column.addWidget(self.group_title)
        column.addWidget(self.group)
        column.addWidget(self.name)
        column.addWidget(self.joined_label)
        column.addWidget(self.joined)
        column.addWidget(self.hint)
        column.addStretch(1)
        self.group.currentIndexChanged.connect(self._group_chosen)
        self.group.activated.connect(self._ask_name)
        self.name.textChanged.connect(self.changed)
        self._of_group: list[str] = []
        self._has_joined = False
        self.retranslate()

    # --- what is shown --------------------------------------------------------------------------

    def set_groups(self, groups: Sequence[tuple[str, str]]) -> None:
        """Offer these groups (id, name); the chosen one stays."""
        self._groups = list(groups)
        chosen = self.group.currentData()
        with QSignalBlocker(self.group):
            self.group.clear()
            self.group.addItem(_("No group"), NONE)
            for group_id, name in self._groups:
                self.group.addItem(name, group_id)
            self.group.addItem(_("A new group…"), NEW)
            self.group.setCurrentIndex(max(0, self.group.findData(chosen)))
        self._group_chosen()

    def choose_group(self, group_id: str) -> None:
        """Choose a group by its id, '' for none."""
        self.group.setCurrentIndex(max(0, self.group.findData(group_id)))

    def propose_name(self, name: str) -> None:
        """Propose this name for a new group; one that was typed stays."""
        if self.name.text() == self._called:
            self.name.clear()
        self._called = name

    def _ask_name(self) -> None:
        if self.group.currentData() == NEW:
            self.name.setFocus()
            self.name.selectAll()

    def show_mapping(
        self, mapping: "ColumnMapping", keys: Sequence[str], offered: Sequence[str]
    ) -> None:
        """Offer the keys the list has; tick `keys` of them."""
        for key, box in self.boxes.items():
            with QSignalBlocker(box):
                box.setVisible(key in offered)
                box.setChecked(key in keys and key in offered)
        self._of_group = [column for column in ("alias", "joined", "left") if mapping.has(column)]
        self._has_joined = mapping.has("joined")
        self._group_chosen()

    def _group_chosen(self) -> None:
        wanted = self.group.currentData() or NONE
        self.name.setVisible(wanted == NEW)
        if wanted == NEW and not self.name.text() and self._called:
            with QSignalBlocker(self.name):
                self.name.setText(self._called)
        asks = wanted != NONE and not self._has_joined
        self.joined_label.setVisible(asks)
        self.joined.setVisible(asks)
        names = _(", ").join(BY_KEY[key].title() for key in self._of_group)
        tell = wanted == NONE and bool(self._of_group)
        self.hint.setVisible(tell)
        self.hint.setText(
            _("{columns} belong to a group: choose one, or they are left out.").format(
                columns=names
            )
            if tell
            else ""
        )
        self.changed.emit()

    # --- what was chosen ------------------------------------------------------------------------

    def keys(self) -> tuple[str, ...]:
        """The keys ticked, the surest first."""
        return tuple(
            key for key, box in self.boxes.items() if box.isChecked() and not box.isHidden()
        )

    def target(self) -> GroupTarget | None:
        """The group chosen. Raises UserError for a day that can't be read."""
        wanted = self.group.currentData() or NONE
        if wanted == NONE:
            return None
        joined = "" if self._has_joined else self.joined.value
        if wanted == NEW:
            name = " ".join(self.name.text().split())
            return GroupTarget(None, name, joined_on=joined) if name else None
        return GroupTarget(str(wanted), self.group.currentText(), joined_on=joined)

    def lacks_name(self) -> bool:
        """Whether a new group is wanted that has no name yet."""
        return self.group.currentData() == NEW and not self.name.text().strip()

    def retranslate(self) -> None:
        """Set every text again."""
        self.match_title.setText(_("Recognise people by"))
        self.match_hint.setText(
            _("People already in the register are updated, never entered twice.")
        )
        for key, box in self.boxes.items():
            box.setText(key_title(key))
        self.boxes[BY_NAME].setToolTip(_("For rows in which everything else ticked is empty"))
        self.group_title.setText(_("Put them into"))
        self.group.setAccessibleName(_("Put them into"))
        self.name.setPlaceholderText(_("Name of the new group"))
        self.name.setAccessibleName(_("Name of the new group"))
        self.joined_label.setText(_("Joined on (empty: today)"))
        self.joined.setAccessibleName(_("Joined on"))
        self.set_groups(self._groups)

"""What a comparison found, in four lists with ticks; what is not certain waits for a choice."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from organizer.base.formats import format_date
from organizer.base.words import N_, _
from organizer.domain.groups.comparison import Comparison, ListedFinding
from organizer.domain.groups.records import Membership
from organizer.domain.roles.records import title_words

_TITLES = {
    "joined": N_("Joined ({count})"),
    "left": N_("Left ({count})"),
    "alias_changed": N_("Changed their alias ({count})"),
    "unsure": N_("Not certain ({count})"),
}
_EMPTY = {
    "joined": N_("Nobody new in the list"),
    "left": N_("Nobody is missing from the list"),
    "alias_changed": N_("No alias changed"),
    "unsure": N_("Everybody was matched"),
}
_WAITS, _NEW = "", "new"
_KEY = Qt.ItemDataRole.UserRole


class Findings(QTreeWidget):
    """Everything that would be done; what is unticked stays as it is.

    A heading's tick is that of all its lines. Who is missing from a list that looks partial is not
    ticked.
    """

    changed = Signal()
    """A tick or a choice changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._comparison: Comparison | None = None
        self._choices: dict[int, QComboBox] = {}
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(True)
        self.setUniformRowHeights(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAccessibleName(_("What the list says"))
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.setMinimumHeight(130)
        self.itemChanged.connect(self._ticked)

    # --- showing ----------------------------------------------------------------------------------

    def show_comparison(
        self, comparison: Comparison | None, titles: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        """Show what a comparison found, and the positions held, by member id; None: nothing."""
        self._comparison = comparison
        self._choices.clear()
        with QSignalBlocker(self):
            self.clear()
            if comparison is not None:
                self._fill(comparison, titles or {})

    def _fill(self, comparison: Comparison, titles: Mapping[str, Sequence[str]]) -> None:
        self._add_listed("joined", comparison)
        self._add(
            "left",
            [
                (one.id, one.member_name, _membership_text(one, titles.get(one.member_id, ())))
                for one in comparison.left
            ],
            ticked=not comparison.looks_partial,
        )
        self._add_listed("alias_changed", comparison)
        self._add_unsure(comparison)

    def _add_listed(self, finding: str, comparison: Comparison) -> None:
        self._add(
            finding,
            [
                (place, *_listed_texts(one))
                for place, one in enumerate(comparison.listed)
                if one.finding == finding
            ],
        )

    def _section(self, finding: str, count: int) -> QTreeWidgetItem:
        text = _(_TITLES[finding]).format(count=count) if count else _(_EMPTY[finding])
        section = QTreeWidgetItem(self, [text])
        section.setFirstColumnSpanned(True)
        section.setFlags(Qt.ItemFlag.ItemIsEnabled)
        section.setExpanded(bool(count))
        font = section.font(0)
        font.setBold(bool(count))
        section.setFont(0, font)
        section.setData(0, _KEY, finding)
        return section

    def _add(
        self, finding: str, rows: Iterable[tuple[object, str, str]], *, ticked: bool = True
    ) -> None:
        known = list(rows)
        section = self._section(finding, len(known))
        state = Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        if known:
            section.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
            section.setCheckState(0, state)
        for key, name, detail in known:
            item = QTreeWidgetItem(section, [name, detail])
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsSelectable
                | Qt.ItemFlag.ItemIsUserCheckable
            )
            item.setCheckState(0, state)
            item.setData(0, _KEY, key)

    def _add_unsure(self, comparison: Comparison) -> None:
        places = [place for place, one in enumerate(comparison.listed) if one.finding == "unsure"]
        section = self._section("unsure", len(places))
        for place in places:
            one = comparison.listed[place]
            item = QTreeWidgetItem(section, [one.row.shown])
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            choice = QComboBox(self)
            choice.setAccessibleName(_("Who is {name}?").format(name=one.row.shown))
            choice.addItem(_("Leave as it is"), _WAITS)
            for known in one.memberships:
                choice.addItem(f"{known.member_name}（{_membership_text(known)}）", f"s{known.id}")
            for candidate in one.candidates:
                detail = candidate.institution_short or candidate.institution
                text = f"{candidate.name}（{detail}）" if detail else candidate.name
                choice.addItem(_("{name} joined").format(name=text), f"m{candidate.member_id}")
            choice.addItem(_("Somebody new joined"), _NEW)
            choice.currentIndexChanged.connect(lambda _at: self.changed.emit())
            self.setItemWidget(item, 1, choice)
            self._choices[place] = choice

    # --- what was decided -----------------------------------------------------------------------

    def _ticked(self, item: QTreeWidgetItem, _column: int) -> None:
        """Bring a heading and its lines together again, and say so once."""
        section = item.parent()
        with QSignalBlocker(self):
            if section is None:
                for line in _lines_of(item):
                    line.setCheckState(0, item.checkState(0))
            else:
                states = {line.checkState(0) for line in _lines_of(section)}
                some = Qt.CheckState.PartiallyChecked
                section.setCheckState(0, states.pop() if len(states) == 1 else some)
        self.changed.emit()

    def tick_all(self, finding: str, *, on: bool) -> None:
        """Tick or untick a heading, and all below it."""
        for item in self._sections(finding):
            item.setCheckState(0, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def choice_of(self, place: int) -> QComboBox:
        """The choice of a line that is not certain."""
        return self._choices[place]

    def tick(self, finding: str, name: str, *, on: bool) -> None:
        """Tick or untick the line of this name in a list."""
        for item in self._items(finding):
            if item.text(0) == name:
                item.setCheckState(0, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def _items(self, finding: str) -> list[QTreeWidgetItem]:
        return [line for section in self._sections(finding) for line in _lines_of(section)]

    def _sections(self, finding: str) -> list[QTreeWidgetItem]:
        sections = (self.topLevelItem(at) for at in range(self.topLevelItemCount()))
        return [one for one in sections if one is not None and one.data(0, _KEY) == finding]

    def chosen(self) -> Comparison | None:
        """The comparison as far as it is ticked and decided."""
        comparison = self._comparison
        if comparison is None:
            return None
        for place, choice in self._choices.items():
            decided = str(choice.currentData() or "")
            if decided == _NEW:
                comparison = comparison.is_member(place, None)
            elif decided.startswith("s"):
                comparison = comparison.is_membership(place, decided[1:])
            elif decided.startswith("m"):
                comparison = comparison.is_member(place, decided[1:])
        for finding in ("joined", "alias_changed"):
            for item in self._items(finding):
                if item.checkState(0) != Qt.CheckState.Checked:
                    comparison = comparison.without(item.data(0, _KEY))
        for item in self._items("left"):
            if item.checkState(0) != Qt.CheckState.Checked:
                comparison = comparison.stays(item.data(0, _KEY))
        return comparison


def _lines_of(section: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    lines = (section.child(place) for place in range(section.childCount()))
    return [line for line in lines if line is not None]


def _membership_text(one: Membership, titles: Sequence[str] = ()) -> str:
    facts = [*map(title_words, titles), one.alias, one.institution_name]
    if one.joined_on is not None:
        facts.append(_("since {date}").format(date=format_date(one.joined_on)))
    return " · ".join(filter(None, facts))


def _listed_texts(one: ListedFinding) -> tuple[str, str]:
    if one.membership is not None:
        before = one.membership.alias or "—"
        return one.membership.member_name, f"{before} → {one.new_alias or '—'}"
    if one.member_id is None:
        return one.row.shown, _("new in the register")
    named = [known for known in one.candidates if known.member_id == one.member_id]
    if named:
        detail = named[0].institution_short or named[0].institution
        who = f"{named[0].name}（{detail}）" if detail else named[0].name
        return one.row.shown, _("known: {name}").format(name=who)
    return one.row.shown, _("known by the account")

"""What a comparison found, in four lists with ticks; what is not certain waits for a choice."""

from collections.abc import Iterable

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
    "unsure": N_("Everybody was recognised"),
}
_WAITS, _NEW = "", "new"
_KEY = Qt.ItemDataRole.UserRole


class Findings(QTreeWidget):
    """Everything that would be done; what is unticked stays as it is."""

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
        self.setMinimumHeight(220)
        self.itemChanged.connect(lambda _item, _column: self.changed.emit())

    # --- showing ----------------------------------------------------------------------------------

    def show_comparison(self, comparison: Comparison | None) -> None:
        """Show what a comparison found; None shows nothing."""
        self._comparison = comparison
        self._choices.clear()
        with QSignalBlocker(self):
            self.clear()
            if comparison is not None:
                self._fill(comparison)

    def _fill(self, comparison: Comparison) -> None:
        self._add_listed("joined", comparison)
        self._add(
            "left",
            [(one.id, one.member_name, _membership_text(one)) for one in comparison.left],
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

    def _add(self, finding: str, rows: Iterable[tuple[object, str, str]]) -> None:
        known = list(rows)
        section = self._section(finding, len(known))
        for key, name, detail in known:
            item = QTreeWidgetItem(section, [name, detail])
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsSelectable
                | Qt.ItemFlag.ItemIsUserCheckable
            )
            item.setCheckState(0, Qt.CheckState.Checked)
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

    def choice_of(self, place: int) -> QComboBox:
        """The choice of a line that is not certain."""
        return self._choices[place]

    def tick(self, finding: str, name: str, *, on: bool) -> None:
        """Tick or untick the line of this name in a list."""
        for item in self._items(finding):
            if item.text(0) == name:
                item.setCheckState(0, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def _items(self, finding: str) -> list[QTreeWidgetItem]:
        found: list[QTreeWidgetItem] = []
        for at in range(self.topLevelItemCount()):
            section = self.topLevelItem(at)
            if section is not None and section.data(0, _KEY) == finding:
                children = (section.child(place) for place in range(section.childCount()))
                found += [child for child in children if child is not None]
        return found

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


def _membership_text(one: Membership) -> str:
    facts = [one.alias, one.institution_name]
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

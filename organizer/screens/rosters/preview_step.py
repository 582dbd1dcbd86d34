"""The third step: every row of the list with what becomes of it, and the button that does it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from organizer.base.words import _, ngettext
from organizer.domain.rosters import reasons
from organizer.domain.rosters.plan import Decision
from organizer.screens.rosters.decision_box import Candidate, DecisionBox
from organizer.screens.rosters.empty_box import EmptyBox
from organizer.screens.rosters.plan_rows import CHANGED, COLUMNS, KINDS, PlanSource, masked_number
from organizer.widgets.banner import Banner
from organizer.widgets.colours import Tone
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import PlainLabel
from organizer.widgets.layouts import FlowLayout
from organizer.widgets.record_table import RecordTable
from organizer.widgets.theme import Kind, Space, set_kind

if TYPE_CHECKING:
    from organizer.screens.rosters.draft import Draft


class PreviewStep(QWidget):
    """Chips with numbers, the rows, decisions, and “Import N people”."""

    back_wanted = Signal()
    import_wanted = Signal()
    save_wanted = Signal()
    """Save the rows that are not imported as a file."""
    decided = Signal(list, object)
    """Rows and the Decision for them."""
    candidates_wanted = Signal(int)
    """A row is looked at whose candidates should be read."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._draft: Draft | None = None
        self.kind = ""
        self.source = PlanSource()
        self.table = RecordTable(COLUMNS, self.source, self)
        self.banner = Banner(self)
        self.summary = PlainLabel("", self, tone=Tone.MUTED, wrap=True)
        self.empty = EmptyBox(self)
        self.chips: dict[str, QPushButton] = {}
        self.decision = DecisionBox(self)
        self.whole = PlainLabel("", self, wrap=True)
        self.whole.hide()
        self.back = QPushButton(self)
        self.back.clicked.connect(self.back_wanted)
        self.save = QPushButton(self)
        set_icon(self.save, "download")
        self.save.clicked.connect(self.save_wanted)
        self.go = QPushButton(self)
        set_kind(self.go, Kind.PRIMARY)
        set_icon(self.go, "check")
        self.go.clicked.connect(self.import_wanted)
        self.table.selection_changed.connect(self._selected)
        self.decision.decided.connect(self._decide)
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        chips = QWidget(self)
        flow = FlowLayout(chips, Space.S)
        group = QButtonGroup(self)
        group.setExclusive(True)
        for key in ("", *(kind for kind, _words, _tone in KINDS)):
            chip = QPushButton(chips)
            chip.setCheckable(True)
            chip.clicked.connect(lambda _checked=False, key=key: self.show_kind(key))
            group.addButton(chip)
            flow.addWidget(chip)
            self.chips[key] = chip
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        foot.addWidget(self.back)
        foot.addWidget(self.save)
        foot.addStretch(1)
        foot.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(self.banner)
        column.addWidget(chips)
        column.addWidget(self.summary)
        column.addWidget(self.empty)
        column.addWidget(self.table, 1)
        column.addWidget(self.whole)
        column.addWidget(self.decision)
        column.addLayout(foot)

    # --- showing --------------------------------------------------------------------------------

    def show_draft(self, draft: "Draft", kind: str | None = None) -> None:
        """Show a plan; first of all what has to be decided, else what `kind` says."""
        self._draft = draft
        self.source.show_plan(draft.plan, draft.rows, draft.fields)
        self.decision.hide()
        self.whole.hide()
        if kind is None:
            self.empty.last = None
        self._tell()
        wanted = kind if kind is not None else ("conflict" if draft.rows.get("conflict") else "")
        self.show_kind(wanted if wanted and draft.rows.get(wanted) else "")

    def forget(self) -> None:
        """Show nothing any more."""
        self._draft = None
        self.source.show_plan(None, {}, ())
        self.table.ask({})

    def count(self, kind: str) -> int:
        """How many rows there are of a kind, '' for all."""
        return len(self.source.rows_of(kind))

    def writes(self) -> int:
        """How many people the import would add or change."""
        return self.count("new") + self.count(CHANGED)

    def first(self) -> QWidget:
        """What goes on from here: the tick just set, the rows to decide on, or the import."""
        if self.empty.last is not None:
            return self.empty.last
        return self.table if self.count("conflict") else self.go

    def show_kind(self, kind: str) -> None:
        """List the rows of one kind, '' for all."""
        self.kind = kind
        self.chips[kind].setChecked(True)
        self.table.ask({"kind": kind})

    def _tell(self) -> None:
        draft = self._draft
        plan = draft.plan if draft is not None else None
        for key, chip in self.chips.items():
            words = _("All") if not key else _(next(w for k, w, _t in KINDS if k == key))
            chip.setText(f"{words}  {self.count(key)}")
            chip.setVisible(not key or self.count(key) > 0)
        left = self.count("conflict") + self.count("refused")
        self.save.setVisible(left > 0)
        self.save.setText(
            ngettext("Save the row left out…", "Save the {count} rows left out…", left).format(
                count=left
            )
        )
        writes = self.writes()
        self.go.setEnabled(writes > 0)
        self.go.setText(
            ngettext("Import {count} person", "Import {count} people", writes).format(count=writes)
            if writes
            else _("Nothing to import")
        )
        if plan is None:
            return
        self.empty.show_plan(plan, self.source.title)
        parts = []
        if plan.group is not None:
            parts.append(_("into “{group}”").format(group=plan.group.name))
        if plan.new_institutions:
            count = len(plan.new_institutions)
            parts.append(
                ngettext("{count} new institution", "{count} new institutions", count).format(
                    count=count
                )
            )
        if left_out := plan.checked.left_out_columns():
            names = _(", ").join(left_out)
            parts.append(_("Columns left out: {names}").format(names=names))
        if masked := len(plan.masked_rows()):
            parts.append(
                _("{count} with a masked number, which is not entered").format(count=masked)
            )
        if odd := len(plan.odd_phone_rows()):
            parts.append(
                _("{count} with a phone of the wrong length, kept as typed").format(count=odd)
            )
        if emptied := len(plan.emptied_rows()):
            parts.append(_("{count} with a cell left empty").format(count=emptied))
        if plan.not_linked:
            names = _(", ").join(plan.not_linked[:12])
            parts.append(
                _("Recommended by people the register does not know: {names}").format(names=names)
            )
        self.summary.setText("  ·  ".join(parts))
        self.summary.setVisible(bool(parts))

    # --- deciding -------------------------------------------------------------------------------

    def waiting(self) -> list[int]:
        """The selected rows that wait for a decision."""
        plan = self.source.plan
        if plan is None:
            return []
        conflicts = set(self.source.rows_of("conflict"))
        return [int(row_id) for row_id in self.table.selected_ids() if row_id in conflicts]

    def _selected(self) -> None:
        self._tell_whole()
        rows = self.waiting()
        if len(rows) == 1:
            self.candidates_wanted.emit(rows[0])
        elif rows:
            self.decision.ask_many(len(rows))
        else:
            self.decision.hide()

    def _tell_whole(self) -> None:
        """Say in full what the table may have to cut, of the one row selected."""
        plan, selected = self.source.plan, self.table.selected_ids()
        waits = bool(self.waiting())  # the questions say why
        row = self.source.row(plan, int(selected[0])) if plan and len(selected) == 1 else None
        says = row.says if row is not None and not waits else ""
        self.whole.setVisible(bool(says))
        self.whole.setText(
            _("Line {line}: {reason}").format(line=row.line, reason=says) if row and says else ""
        )

    def ask_about(self, row: int, candidates: list[Candidate]) -> None:
        """Ask about a row that is still the one selected."""
        plan = self.source.plan
        if plan is None or self.waiting() != [row]:
            return
        shown = self.source.row(plan, row)
        says = "  ·  ".join(filter(None, (masked_number(shown.phone), shown.institution)))
        reason = _("Line {line}: {reason}").format(
            line=shown.line, reason=reasons.words(plan.problems[row].code)
        )
        self.decision.ask_one(shown.name, says, reason, candidates)

    def _decide(self, decision: Decision) -> None:
        rows = self.waiting()
        if rows:
            self.decided.emit(rows, decision)

    def retranslate(self) -> None:
        """Set every text again."""
        self.back.setText(_("Back to the columns"))
        self.banner.retranslate()
        self._tell()
        if self._draft is not None:
            self.show_kind(self.kind)

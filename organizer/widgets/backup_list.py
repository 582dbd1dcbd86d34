"""The backups of a register as a list: when, why, how much; each can be restored."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from organizer.base.clock import register_zone
from organizer.base.formats import format_moment, format_size
from organizer.base.words import _
from organizer.widgets.colours import Tone
from organizer.widgets.labels import HairLine, PlainLabel
from organizer.widgets.theme import Kind, Space, TextRole, set_kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from organizer.base.generations import Generation

SHOWN = 60
"""Rows; older generations are a few a year and found in the folder."""


class BackupList(QScrollArea):
    """One row per backup, the newest first."""

    wanted = Signal(object)
    """The Generation that should be restored."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.buttons: list[QPushButton] = []

    def show_backups(
        self, backups: "Sequence[Generation]", contents: "Mapping[Path, str] | None" = None
    ) -> None:
        """Show these in the language spoken now; call it again when that changes.

        `contents` says by path what those hold of which that is known (translated).
        """
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, Space.S, 0)
        column.setSpacing(0)
        self.buttons = []
        if not backups:
            column.addWidget(PlainLabel(_("There is no backup yet."), inside, tone=Tone.MUTED))
        for one in backups[:SHOWN]:
            if self.buttons:
                column.addWidget(HairLine())
            column.addWidget(self._row(one, (contents or {}).get(one.path, "")))
        column.addStretch(1)
        self.setWidget(inside)
        inside.setAutoFillBackground(False)  # which giving it to the area switched on
        self.viewport().setAutoFillBackground(False)

    def _row(self, one: "Generation", holds: str) -> QWidget:
        row = QWidget()
        moment = format_moment(one.made_at, register_zone())
        words = (one.reason_words(), holds, format_size(one.size_bytes))
        facts = " · ".join(filter(None, words))
        button = QPushButton(_("Restore…"), row)
        set_kind(button, Kind.QUIET)
        button.setAccessibleName(_("Restore the backup of {moment}").format(moment=moment))
        button.clicked.connect(lambda: self.wanted.emit(one))
        self.buttons.append(button)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(PlainLabel(moment, row))
        texts.addWidget(PlainLabel(facts, row, role=TextRole.CAPTION, tone=Tone.MUTED, elide=True))
        line = QHBoxLayout(row)
        line.setContentsMargins(0, Space.S, 0, Space.S)
        line.addLayout(texts, 1)
        line.addWidget(button)
        return row

"""The calm window after a mistake of ours: what happened, and the details to pass on.

Details hold types of exceptions and places in the code only: messages and variables carry names
and phone numbers.
"""

import platform
import sys
from pathlib import PurePath
from types import FrameType, TracebackType

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget

from organizer.base.words import _
from organizer.widgets.colours import Tone
from organizer.widgets.dialogs import Sheet
from organizer.widgets.labels import PlainLabel
from organizer.widgets.theme import Kind

DEEPEST = 60
"""Frames shown of one exception; endless recursion has a thousand."""


def details_of(error: BaseException, version: str = "") -> str:
    """The types of an exception and its causes with the places they went through, oldest first."""
    lines = [
        f"organizer {version}".strip(),
        f"Python {platform.python_version()}, Qt {qVersion()}, {sys.platform}",
    ]
    chain: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in chain:
        chain.append(current)
        current = current.__cause__ or (
            None if current.__suppress_context__ else current.__context__
        )
    for one in reversed(chain):
        lines.append("")
        lines.extend(_places(one.__traceback__))
        lines.append(f"{type(one).__module__}.{type(one).__qualname__}")
        if isinstance(one, BaseExceptionGroup):
            lines.extend(f"  {type(inner).__qualname__}" for inner in one.exceptions)
    return "\n".join(lines)


def _places(trace: TracebackType | None) -> list[str]:
    places: list[str] = []
    while trace is not None:
        places.append(_place(trace.tb_frame, trace.tb_lineno))
        trace = trace.tb_next
    if len(places) > DEEPEST:
        half = DEEPEST // 2
        places[half:-half] = [f"  … {len(places) - DEEPEST} …"]
    return places


def _place(frame: FrameType, line: int) -> str:
    """A place without the folders above the package: they may hold the user's name."""
    module = frame.f_globals.get("__name__") or PurePath(frame.f_code.co_filename).stem
    return f"  {module}:{line} {frame.f_code.co_name}"


class CrashWindow(Sheet):
    """Says that something went wrong and shows the full text before it can be copied."""

    def __init__(
        self, error: BaseException, version: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, _("Something went wrong"), remember_as="crash", width=600)
        self.details = details_of(error, version)
        self.content.addWidget(
            PlainLabel(
                _(
                    "The program made a mistake and has stopped what it was doing. Everything"
                    " saved before is safe. You can go on working."
                ),
                self,
                wrap=True,
            )
        )
        self.content.addWidget(
            PlainLabel(
                _(
                    "If you pass this on, these lines are all that is copied: places in the"
                    " program, no names, numbers or texts of yours."
                ),
                self,
                tone=Tone.MUTED,
                wrap=True,
            )
        )
        self.view = QPlainTextEdit(self.details, self)
        self.view.setReadOnly(True)
        self.view.setTabChangesFocus(True)
        self.view.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.view.setMinimumHeight(180)
        self.view.setAccessibleName(_("Details"))
        self.content.addWidget(self.view, 1)
        self.copier: QPushButton = self.add_button(_("Copy details"))
        self.copier.clicked.connect(self._copy)
        self.closer: QPushButton = self.add_button(_("Go on working"), Kind.PRIMARY)
        self.closer.clicked.connect(self.accept)
        self.closer.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details)
        self.copier.setText(_("Copied"))

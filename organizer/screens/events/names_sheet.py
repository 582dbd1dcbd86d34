"""A list of people somebody has to be asked about, with the text to ask them: copied at once."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from organizer.base.errors import UserError
from organizer.base.words import _
from organizer.widgets.answers import Answers
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk
from organizer.widgets.dialogs import Sheet
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import PlainLabel
from organizer.widgets.record_columns import Column, Request
from organizer.widgets.record_copy import clip
from organizer.widgets.row_sources import PagedList
from organizer.widgets.tab_table import TabTable
from organizer.widgets.text_preview import TextPreview
from organizer.widgets.theme import Kind, Space, theme

if TYPE_CHECKING:
    from organizer.base.database import Database
    from organizer.base.register_thread import Ticket

T = TypeVar("T")


class NamesSheet(Sheet, Generic[T]):
    """People, and below them a text to all who are not selected away: to one it is another text.

    A subclass gives `text_for`. With rows selected the text is for these alone.
    """

    def __init__(
        self,
        desk: Desk,
        title: str,
        remember_as: str,
        columns: Sequence[Column],
        people: Sequence[T],
        key: Callable[[T], str],
    ) -> None:
        super().__init__(desk.messages.window, title, remember_as, 640)
        self.desk = desk
        self._people = {key(one): one for one in people}
        self._answers = Answers(self)
        self._asker = object()
        self.told = PlainLabel("", self, tone=Tone.MUTED, wrap=True)
        source = PagedList[T](desk, self._find, self._rows, key)
        self.table = TabTable(columns, source, self, least=200)
        self.table.selection_changed.connect(self.write)
        self.preview = TextPreview(self)
        self.preview.view.setMinimumHeight(6 * theme.line_height())
        self.problem = PlainLabel("", self, tone=Tone.DANGER, wrap=True)
        self.problem.hide()
        self.content.setSpacing(Space.S)
        for widget in (self.told, self.table, self.problem, self.preview):
            self.content.addWidget(widget, 1 if widget in (self.table, self.preview) else 0)
        self.list_button = QPushButton(_("Copy the list"), self)
        set_icon(self.list_button, "copy")
        self.list_button.setAutoDefault(False)
        self.list_button.clicked.connect(self.copy_list)
        self.add_footer_widget(self.list_button)
        self.closer = self.add_button(_("Close"), Kind.SECONDARY)
        self.closer.clicked.connect(self.accept)
        self.table.ask({})
        self.write()
        self.preview.copier.setFocus()

    def text_for(self, db: "Database", people: Sequence[T]) -> str:
        """The text to these people. Raises UserError when it can't be filled in."""
        raise NotImplementedError

    def chosen(self) -> list[T]:
        """The people the text is for: those selected, else all."""
        ids = self.table.selected_ids() or list(self._people)
        return [self._people[one] for one in ids if one in self._people]

    def write(self) -> None:
        """Write the text anew."""
        people = self.chosen()
        ticket = self.desk.opened().ask(
            lambda db: self.text_for(db, people) if people else "", asker=self._asker
        )
        ticket.wait(0.02)
        self._answers.when(ticket, self._written)

    def _written(self, ticket: "Ticket[str]") -> None:
        if ticket.cancelled:
            return
        try:
            self.preview.show_text(ticket.result())
            self._refuse("")
        except UserError as refusal:
            self._refuse(refusal.message())

    def _refuse(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def copy_list(self) -> None:
        """Put everybody (or those selected) on the clipboard as a table."""
        columns = self.table.visible_columns()
        cells = ([column.show(one) for column in columns] for one in self.chosen())
        QGuiApplication.clipboard().setMimeData(clip([_(one.title) for one in columns], cells))
        self.desk.messages.say(_("The list is on the clipboard"))

    # --- the list ---------------------------------------------------------------------------------

    def _find(self, _db: "Database", request: Request) -> tuple[list[str], int]:
        ids = list(self._people)
        column = next((one for one in self.table.model.columns if one.key == request.sort), None)
        if column is not None:
            ids.sort(key=lambda one: column.show(self._people[one]), reverse=request.descending)
        return ids, len(ids)

    def _rows(self, _db: "Database", ids: Sequence[str]) -> list[T]:
        return [self._people[one] for one in ids if one in self._people]

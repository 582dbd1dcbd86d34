"""Sheets with a form: one button does one thing with what is typed, or says why it can't."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QPushButton, QWidget

from organizer.base.errors import UserError
from organizer.base.overriding import override
from organizer.base.words import _
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk, Done, Page
from organizer.widgets.dialogs import Sheet
from organizer.widgets.fields import TextField
from organizer.widgets.form import Form
from organizer.widgets.labels import PlainLabel
from organizer.widgets.theme import Kind


class FormSheet(Sheet):
    """A form and a primary button; Enter presses it.

    A subclass adds fields to `form` and gives `carry_out`. What is refused is said below the form,
    which keeps everything typed. What has begun comes to its end: a second Enter does nothing, and
    Esc does not close the sheet before it is known whether it was saved.
    """

    def __init__(
        self, desk: Desk, title: str, action_text: str, remember_as: str = "", width: int = 480
    ) -> None:
        super().__init__(desk.messages.window, title, remember_as, width)
        self.desk = desk
        self._acting = False
        self._fitting = 0
        self.form = Form(self)
        self.problem = PlainLabel("", self, tone=Tone.DANGER, wrap=True)
        self.problem.hide()
        self.content.addWidget(self.form)
        self.content.addWidget(self.problem)
        self.add_cancel()
        self.act_button = self.add_button(action_text, Kind.PRIMARY)
        self.act_button.clicked.connect(self.press)

    @override
    def event(self, event: QEvent) -> bool:
        """Grow when what stands in the form does, such as by a line that says what is wrong."""
        handled = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest and self.isVisible():
            wanted = self.wanted_height()
            if wanted > self._fitting:
                room = self.screen().availableGeometry().bottom() - self.geometry().top()
                self.resize(self.width(), min(max(self.height(), wanted), max(room, self.height())))
            self._fitting = wanted
        return handled

    async def carry_out(self) -> None:
        """Do what the button says. Raises UserError when it can't be done."""
        raise NotImplementedError

    def refuse(self, text: str) -> None:
        """Say why it can't be done; empty takes that back."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def add_other(self, text: str) -> QPushButton:
        """Add a button before the primary one."""
        button = self.add_button(text)
        self._footer.removeWidget(button)
        self._footer.insertWidget(self._footer.indexOf(self.act_button), button)
        QWidget.setTabOrder(button, self.act_button)
        return button

    def add_below(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a widget below the form, above what is said when it can't be done."""
        self.content.insertWidget(self.content.indexOf(self.problem), widget, stretch)

    def add_hint(self, text: str) -> None:
        """Say quietly below the form what will happen (translated)."""
        self.add_below(PlainLabel(text, self, tone=Tone.MUTED, wrap=True))

    def press(self, *, stay: bool = False) -> None:
        """Carry it out and close, or `begin_again` if the sheet is to stay open for the next."""
        if not self._acting:
            self._acting = True
            self.desk.start(self._act(stay=stay))

    def begin_again(self) -> None:
        """Make the form ready for the next one."""

    async def _act(self, *, stay: bool) -> None:
        try:
            self.refuse("")
            if not self.form.check():
                return
            await self.carry_out()
        except UserError as refusal:
            self.refuse(refusal.message())
            return
        finally:
            self._acting = False
        if stay:
            self.begin_again()
        else:
            self.accept()

    @override
    def reject(self) -> None:
        if not self._acting:
            super().reject()


class NewRecordSheet(FormSheet):
    """Asks for what a record begins with, its name first; a name is enough.

    A subclass adds further fields and gives `make`. A refusal stands at the name.
    """

    def __init__(
        self, desk: Desk, title: str, name_label: str, remember_as: str, width: int = 460
    ) -> None:
        """`title` is translated, `name_label` marked with N_."""
        super().__init__(desk, title, _("Add"), remember_as, width)
        self.made: str | None = None
        self.name = TextField(required=True)
        self.form.add(name_label, self.name)
        self.name.setFocus()

    async def make(self) -> Done[str]:
        """Save the record; the result is its id. Raises UserError."""
        raise NotImplementedError

    @override
    async def carry_out(self) -> None:
        self.made = (await self.make()).result

    @override
    def refuse(self, text: str) -> None:
        self.name.show_problem(text)
        if text:
            self.name.setFocus()

    async def add_to(self, page: Page) -> None:
        """Open the sheet; what was made is shown on the page."""
        await self.desk.messages.open(self)
        if self.made is not None:
            page.show_record(self.made)

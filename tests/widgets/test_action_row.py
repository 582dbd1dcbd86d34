from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from organizer.widgets.action_row import ActionRow


class Bar(QWidget):
    """A row of three actions in a window as wide as wanted."""

    def __init__(self) -> None:
        super().__init__()
        self.row = ActionRow(self)
        self.pressed: list[str] = []
        self.buttons = [self._button(text) for text in ("Export", "Print", "Archive")]
        column = QVBoxLayout(self)
        column.addWidget(self.row)

    def _button(self, text: str) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(lambda: self.pressed.append(text))
        self.row.add(button)
        return button

    def in_line(self) -> list[str]:
        return [one.text() for one in self.buttons if one.isVisible()]

    def in_menu(self) -> list[str]:
        return [one.text() for one in self.row.in_menu]


def opened(qtbot: QtBot, width: int) -> Bar:
    bar = Bar()
    qtbot.addWidget(bar)
    bar.resize(width, 80)
    bar.show()
    qtbot.waitExposed(bar)
    return bar


def test_what_finds_no_room_stands_in_the_menu_and_works_from_there(qtbot: QtBot) -> None:
    bar = opened(qtbot, 900)
    assert bar.in_line() == ["Export", "Print", "Archive"]
    assert not bar.row.more.isVisible()
    high = bar.row.height()
    bar.resize(230, 80)
    assert bar.in_line() == ["Export"]
    assert bar.in_menu() == ["Print", "Archive"]
    assert bar.row.more.isVisible()
    assert bar.row.height() == high, "never a second line"
    bar.row.more.click()
    (menu,) = bar.row.findChildren(QMenu)
    assert [action.text() for action in menu.actions()] == bar.in_menu()
    menu.actions()[1].trigger()
    assert bar.pressed == ["Archive"]


def test_a_longer_text_finds_its_place_even_while_it_is_in_the_menu(qtbot: QtBot) -> None:
    bar = opened(qtbot, 270)
    bar.buttons[0].setText("Export a roster")
    qtbot.waitUntil(lambda: bar.in_line() == ["Export a roster"])
    bar.buttons[0].setText("Export")
    qtbot.waitUntil(lambda: bar.in_line() == ["Export", "Print", "Archive"])
    bar.resize(230, 80)
    assert bar.in_line() == ["Export"]
    bar.buttons[1].setText("P")
    qtbot.waitUntil(lambda: "P" in bar.in_line())


def test_what_is_not_offered_is_nowhere_and_folding_takes_everything(qtbot: QtBot) -> None:
    bar = opened(qtbot, 900)
    bar.row.offer(bar.buttons[1], False)
    qtbot.waitUntil(lambda: bar.in_line() == ["Export", "Archive"])
    assert not bar.row.offers(bar.buttons[1])
    bar.row.fold(True)
    qtbot.waitUntil(lambda: bar.in_line() == [])
    assert bar.in_menu() == ["Export", "Archive"]
    bar.row.fold(False)
    for button in bar.buttons:
        bar.row.offer(button, False)
    qtbot.waitUntil(lambda: not bar.in_line() and not bar.row.more.isVisible())
    assert bar.row.height() > 0, "the line is kept: nothing jumps"

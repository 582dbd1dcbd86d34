"""Looking at a window as a picture: is a text cut, is a word not in the language spoken?"""

import re
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QTabBar,
    QToolButton,
    QWidget,
)

from organizer.base import words
from organizer.widgets.labels import PlainLabel

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER_VARIABLE = "ORGANIZER_PICTURES"
"""Where the pictures go when somebody wants to look at them."""
_LETTERS = re.compile("[A-Za-z]{2}")
_HAN = re.compile("[一-鿿]")


def problems(window: QWidget, own_words: Collection[str] = ()) -> list[str]:
    """Everything wrong that can be told of what is seen now, in words for who repairs it.

    `own_words` are the owner's, who may call a group as the program calls a kind of group.
    """
    found = [f"cut: {one}" for one in cut_texts(window)]
    found += [f"not translated: {one}" for one in foreign_texts(window, own_words)]
    return found


def seen(window: QWidget) -> Iterator[QWidget]:
    """The widgets of a window that are at least partly in sight."""
    for widget in [window, *window.findChildren(QWidget)]:
        if widget.isVisible() and not widget.visibleRegion().isEmpty():
            yield widget


# --- texts that are cut ---------------------------------------------------------------------------


def cut_texts(window: QWidget) -> list[str]:
    """Texts wider (or, where they wrap, higher) than the widget that shows them."""
    return [one for widget in seen(window) for one in _cut(widget)]


def _cut(widget: QWidget) -> list[str]:
    if isinstance(widget, QLabel):
        return [_named(widget, widget.text())] if _label_is_cut(widget) else []
    if isinstance(widget, QPushButton | QCheckBox | QRadioButton | QToolButton):
        return [_named(widget, widget.text())] if _button_is_cut(widget) else []
    if isinstance(widget, QTabBar):
        return _cut_tabs(widget)
    return []


def _label_is_cut(label: QLabel) -> bool:
    if not label.text() or (isinstance(label, PlainLabel) and label._elide):
        return False
    area = label.contentsRect()
    if label.wordWrap():
        return label.heightForWidth(label.width()) > label.height() + 2 or _widest_word(label) > (
            area.width() + 1
        )
    lines = label.text().split("\n")
    widest = max(label.fontMetrics().horizontalAdvance(line) for line in lines)
    return widest > area.width() + 1 or label.fontMetrics().height() > area.height() + 2


def _widest_word(label: QLabel) -> int:
    """The widest piece that can't be broken: a Latin word, or one Chinese character."""
    pieces = re.findall(r"[^\s一-鿿，。、；：！？（）·/…]+", label.text()) or [""]
    return max(label.fontMetrics().horizontalAdvance(piece) for piece in pieces)


def _button_is_cut(button: QAbstractButton) -> bool:
    if not button.text():
        return False
    wanted = button.sizeHint()
    return wanted.width() > button.width() + 1 or wanted.height() > button.height() + 2


def _cut_tabs(bar: QTabBar) -> list[str]:
    cut = []
    for at in range(bar.count()):
        text = bar.tabText(at)
        if bar.isTabVisible(at) and bar.fontMetrics().horizontalAdvance(text) > (
            bar.tabRect(at).width() + 1
        ):
            cut.append(_named(bar, text))
    return cut


def _named(widget: QWidget, text: str) -> str:
    above = [type(widget).__name__]
    parent = widget.parentWidget()
    while parent is not None and len(above) < 4:
        above.append(type(parent).__name__)
        parent = parent.parentWidget()
    size = f"{widget.width()}×{widget.height()} of {widget.sizeHint().width()}"
    return f"“{text[:60]}” ({size}, {' in '.join(above)})"


# --- texts in another language --------------------------------------------------------------------


@cache
def _catalogue() -> dict[str, str]:
    """English to Chinese."""
    path = ROOT / "i18n" / "zh_Hans" / "LC_MESSAGES" / "organizer.po"
    with path.open("rb") as file:
        messages = read_po(file)
    found: dict[str, str] = {}
    for message in messages:
        ids = [message.id] if isinstance(message.id, str) else message.id
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        found.update({str(one): str(texts[0] or "") for one in ids if one})
    return found


@cache
def _chinese() -> dict[str, str]:
    return {chinese: english for english, chinese in _catalogue().items() if chinese}


def foreign_texts(window: QWidget, own_words: Collection[str] = ()) -> list[str]:
    """Words of the program that are not in the language spoken; the owner's are not looked at."""
    known = _catalogue() if words.language() == words.DEFAULT else _chinese()
    sign = _LETTERS if words.language() == words.DEFAULT else _HAN
    return [
        _named(widget, text)
        for widget in seen(window)
        for text in _texts(widget)
        if sign.search(text) and text in known and known[text] != text and text not in own_words
    ]


def _texts(widget: QWidget) -> list[str]:
    """What a widget says: its text, hint, tool tip and its name for screen readers."""
    said = [widget.accessibleName(), widget.toolTip()]
    if isinstance(widget, QLabel | QAbstractButton):
        said.append(widget.text())
    elif isinstance(widget, QLineEdit):
        said.append(widget.placeholderText())  # what is typed in it is the owner's
    elif isinstance(widget, QComboBox):
        said += [widget.itemText(at) for at in range(widget.count())]
    elif isinstance(widget, QTabBar):
        said += [widget.tabText(at) for at in range(widget.count())]
    return [text.removeprefix("<qt>").removesuffix("</qt>") for text in said if text]

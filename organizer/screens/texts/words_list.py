"""What a text may ask for, to be clicked into it: words, and lists that repeat a part."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QTextCursor, QTextFormat
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPlainTextEdit, QTextEdit, QWidget

from organizer.base import words
from organizer.base.overriding import override
from organizer.base.words import _
from organizer.domain.texts.records import Placeholder
from organizer.widgets.theme import theme


class WordsList(QListWidget):
    """The placeholders of a text; a click or Enter puts one where the cursor is."""

    picked = Signal(str)
    """What goes into the text: {{ 标题 }}, or the repetition of a list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.itemClicked.connect(self._pick)
        self._shown: tuple[tuple[Placeholder, ...], str] = ((), "")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter puts the word under the cursor into the text; a click does so by itself."""
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            self._pick(item)
            return
        super().keyPressEvent(event)

    def show_words(self, placeholders: Sequence[Placeholder], language: str) -> None:
        """Show what a text in a language may ask for, by the names in that language."""
        wanted = (tuple(placeholders), language)
        if wanted == self._shown:
            return
        self._shown = wanted
        self.clear()
        for one in placeholders:
            name = _name(one, language)
            if one.fields:
                title = _("{name} (repeats for each)").format(name=name)
                self._add(title, repetition(one, language))
            else:
                self._add(name, f"{{{{ {name} }}}}")
            condition = f"{{% if {name} %}}\n\n{{% endif %}}"
            self._add(_("    only if there is {name}").format(name=name), condition)

    def mark_line(self, editor: QPlainTextEdit, line: object) -> None:
        """Mark the line of a text that is not understood; None takes the mark away."""
        if not isinstance(line, int):
            editor.setExtraSelections([])
            return
        selection: Any = QTextEdit.ExtraSelection()  # its fields are missing in the stubs
        block = editor.document().findBlockByNumber(max(0, line - 1))
        selection.cursor = QTextCursor(block)
        whole_width = True
        selection.format.setProperty(QTextFormat.Property.FullWidthSelection, whole_width)
        selection.format.setBackground(QColor(theme.colours.danger_soft))
        editor.setExtraSelections([selection])

    def retranslate(self) -> None:
        """Set the words in the language spoken now."""
        self.setAccessibleName(_("Words to insert"))
        placeholders, language = self._shown
        self._shown = ((), "")
        if placeholders:
            self.show_words(placeholders, language)

    def _add(self, title: str, text: str) -> None:
        item = QListWidgetItem(title)
        item.setData(Qt.ItemDataRole.UserRole, text)
        item.setToolTip(text.replace("\n\n", "\n"))
        self.addItem(item)

    def _pick(self, item: QListWidgetItem) -> None:
        self.picked.emit(str(item.data(Qt.ItemDataRole.UserRole)))


def repetition(placeholder: Placeholder, language: str) -> str:
    """The part of a text that repeats for each entry of a list, with all it holds."""
    name = _name(placeholder, language)
    each = "一项" if language == words.DEFAULT else "one"
    inside = " ".join(f"{{{{ {each}.{_name(one, language)} }}}}" for one in placeholder.fields)
    return f"{{% for {each} in {name} %}}\n{inside}\n\n{{% endfor %}}"


def _name(placeholder: Placeholder, language: str) -> str:
    return placeholder.chinese if language == words.DEFAULT else placeholder.key

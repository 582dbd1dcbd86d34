"""The line above every page that finds any person, group, institution, page or command."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from organizer.base.overriding import override
from organizer.base.pinyin import text_reading
from organizer.base.words import _, ngettext
from organizer.widgets.desk import Command, Desk, Finder, Room
from organizer.widgets.icons import icon
from organizer.widgets.theme import theme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from organizer.widgets.choice_list import Choice
    from organizer.widgets.picker import SuggestionList

#: So many records of one kind are offered; who needs more opens the page.
RECORDS_OFFERED = 6

_PAGE, _COMMAND, _NOTHING = "page", "command", "nothing"


class GlobalSearch(QLineEdit):
    """Type, walk with the arrows, Enter: goes there or does it. Ctrl+K puts the cursor here."""

    def __init__(
        self,
        desk: Desk,
        rooms: "Iterable[Room]",
        commands: "Callable[[], Sequence[Command]]",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._rooms = tuple(rooms)
        self._commands = commands
        self._offered: dict[str, Command] = {}
        self._glass = self.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.setClearButtonEnabled(True)
        theme.changed.connect(self._dress)
        desk.language_changed.connect(self.retranslate)
        self._dress()
        self.retranslate()

    @cached_property
    def suggestions(self) -> "SuggestionList":
        """The list below the line; made when the keyboard first comes here, not at the start."""
        from organizer.widgets.picker import SuggestionList

        made = SuggestionList(self, self._desk.tasks, self._find)
        made.chosen.connect(self._go)
        return made

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        _there = self.suggestions
        super().focusInEvent(event)

    def begin(self) -> None:
        """Put the cursor here and offer pages and commands at once."""
        self.setFocus()
        self.selectAll()
        self.suggestions.open()

    def retranslate(self) -> None:
        """Set every text again in the language spoken now."""
        self.setPlaceholderText(_("Search people, groups, commands…  Ctrl+K"))
        self.setAccessibleName(_("Search everything"))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:  # the list below is closed already
            self.clear()
            self.clearFocus()
            return
        super().keyPressEvent(event)

    def _dress(self) -> None:
        self._glass.setIcon(icon("search"))
        self.setMinimumWidth(26 * self.fontMetrics().averageCharWidth())

    async def _find(self, text: str) -> "list[Choice]":
        """Records first when something was typed; pages and commands that fit follow."""
        from organizer.widgets.choice_list import Choice

        found: list[Choice] = []
        if text and self._desk.register is not None:
            for room in self._rooms:
                for finder in room.finders:
                    found += await self._records(finder, room, text)
        wanted = text.casefold().split()
        for room in self._rooms:
            if room.make_page is not None and _fits(wanted, _(room.title), room.title):
                found.append(Choice(f"{_PAGE}\t{room.key}", _(room.title), _("Page")))
        self._offered = {}
        pages = {choice.title for choice in found if choice.id.startswith(f"{_PAGE}\t")}
        for command in self._commands():
            if not command.shortcut and command.shown_title() in pages:
                continue  # the page itself is offered already
            if _fits(wanted, command.shown_title(), command.title, *map(_, command.keywords)):
                self._offered[command.key] = command
                detail = command.shortcut or _("Command")
                found.append(Choice(f"{_COMMAND}\t{command.key}", command.shown_title(), detail))
        if text and not found:
            found.append(Choice(_NOTHING, _("Nothing found"), _("Try fewer letters")))
        return found

    async def _records(self, finder: Finder, room: Room, text: str) -> "list[Choice]":
        from organizer.widgets.choice_list import Choice

        choices = await finder.find(self._desk, text)
        kind = _(finder.title or room.title)
        shown = [
            Choice(f"{finder.kind}\t{choice.id}", choice.title, _behind(kind, choice.detail))
            for choice in choices[:RECORDS_OFFERED]
        ]
        if len(choices) > len(shown):
            rest = len(choices) - len(shown)
            more = ngettext("{count} more", "{count} more", rest).format(count=rest)
            shown.append(Choice(f"{_PAGE}\t{room.key}\t{text}", more, kind))
        return shown

    def _go(self, choice: "Choice") -> None:
        if choice.id == _NOTHING:
            return
        self.clear()
        self.clearFocus()
        kind, _tab, target = choice.id.partition("\t")
        if kind == _PAGE:
            key, _tab, words = target.partition("\t")
            if words:
                self._desk.open_page(key, search=words)
            else:
                self._desk.open_page(key)
        elif kind == _COMMAND:
            command = self._offered.get(target)
            if command is not None:
                command.run(self._desk)
        else:
            self._desk.open_record(kind, target)


def _fits(wanted: "Sequence[str]", *texts: str) -> bool:
    together = " ".join(texts).casefold()
    return all(word in together or _spoken(word, texts[0]) for word in wanted)


def _spoken(word: str, title: str) -> bool:
    """Whether letters are the beginning of how a Chinese title is read, or of its initials."""
    if not word.isascii():
        return False
    read = text_reading(title)
    return read.joined.startswith(word) or read.initials.startswith(word)


def _behind(kind: str, detail: str) -> str:
    return f"{kind} · {detail}" if detail else kind

"""Shows bundled Markdown and nothing else: no file, no address, no picture from anywhere."""

from PySide6.QtCore import QUrl, Signal, Slot
from PySide6.QtGui import QColor, QTextCursor, QTextDocument, QTextFormat, QTextTable
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from organizer.base.overriding import override
from organizer.widgets.theme import Space, TextRole, theme

_MARKDOWN = (
    QTextDocument.MarkdownFeature.MarkdownDialectGitHub
    | QTextDocument.MarkdownFeature.MarkdownNoHTML
)


class HelpBrowser(QTextBrowser):
    """A page of text; links lead to other pages by their key."""

    page_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._markdown = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.anchorClicked.connect(self._go)
        theme.changed.connect(self._draw)

    def show_markdown(self, markdown: str) -> None:
        """Show a text from its beginning."""
        self._markdown = markdown
        self._draw()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def mark(self, words: str) -> None:
        """Select the first of these words and bring it into view."""
        self.moveCursor(QTextCursor.MoveOperation.Start)
        if words:
            self.find(words.split(maxsplit=1)[0])

    @Slot()
    def _draw(self) -> None:
        document = self.document()
        document.setDefaultFont(theme.font())
        document.setDocumentMargin(Space.XL)
        document.setMarkdown(self._markdown, _MARKDOWN)
        self._dress(document)

    def _dress(self, document: QTextDocument) -> None:
        """Headings in the type scale, lines apart, links in the theme's own colour."""
        for frame in document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                table = frame.format().toTableFormat()
                table.setCellPadding(Space.XS)
                table.setBorderBrush(QColor(theme.colours.line))
                frame.setFormat(table)
        block = document.begin()
        while block.isValid():
            cursor = QTextCursor(block)
            shape = block.blockFormat()
            level = shape.headingLevel()
            shape.setLineHeight(135.0, 1)  # proportional
            if level:
                shape.setTopMargin(0 if level == 1 else Space.L)
                shape.setBottomMargin(Space.S)
            cursor.setBlockFormat(shape)
            if level:
                cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
                words = cursor.charFormat()
                words.clearProperty(QTextFormat.Property.FontSizeAdjustment)
                words.setFont(theme.font(TextRole.HEADING if level == 1 else TextRole.TITLE))
                cursor.setCharFormat(words)
            self._colour_links(block)
            block = block.next()

    @staticmethod
    def _colour_links(block: object) -> None:
        iterator = block.begin()  # type: ignore[attr-defined]
        places = []
        while not iterator.atEnd():
            piece = iterator.fragment()
            if piece.charFormat().isAnchor():
                places.append((piece.position(), piece.length(), piece.charFormat()))
            iterator += 1
        for position, length, shape in places:
            cursor = QTextCursor(block)  # type: ignore[call-overload]
            cursor.setPosition(position)
            cursor.setPosition(position + length, QTextCursor.MoveMode.KeepAnchor)
            shape.setForeground(QColor(theme.colours.accent))
            cursor.setCharFormat(shape)

    def _go(self, address: QUrl) -> None:
        if not address.scheme() and address.path().endswith(".md"):
            self.page_wanted.emit(address.path().removesuffix(".md"))

    @override
    def loadResource(self, type: int, name: QUrl | str) -> object:
        """Refuse everything: the text was given, and nothing else belongs to it."""
        return None

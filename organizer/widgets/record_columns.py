"""What a record table is given: columns, and a source of rows. It knows no subject."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from organizer.widgets.colours import Tone

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from organizer.base.register_thread import Ticket

Row = Any
"""One record as its source hands it out; only the columns look inside."""


class Badge(NamedTuple):
    """A small rounded chip in a cell."""

    text: str
    tone: Tone = Tone.PLAIN


class Edit(NamedTuple):
    """How a cell is edited in place."""

    commit: Callable[[str, str], None]
    """Called with the row's id and the new text, only when the text was changed."""
    value: Callable[[Row], str] | None = None
    """The text to start from; what the column shows unless given."""
    editor: "Callable[[QWidget, Row], QWidget] | None" = None
    """Makes the editor, whose user property is the text; a line of text unless given."""


def hide_all(text: str) -> str:
    """Mask a text completely, whatever its length."""
    return "••••" if text else ""


class Column(NamedTuple):
    """One column: what it shows of a row, and how it may be sorted and edited.

    The functions are called while painting: they look things up and put them together, no more.
    """

    key: str
    title: str
    """Marked with `N_`; translated when shown."""
    show: Callable[[Row], str]
    sortable: bool = True
    descending_first: bool = False
    """Whether the first click on the header sorts downwards (dates, counts)."""
    right: bool = False
    """Right-aligned, for numbers."""
    width: int = 12
    """Default width in figures or Latin letters; a Chinese character takes two."""
    visible: bool = True
    strong: bool = False
    """The name of the record, written stronger."""
    personal: bool = False
    """Masked until clicked; copied as it is shown."""
    mask: Callable[[str], str] = hide_all
    brief: Callable[[str], str] | None = None
    """Shortens the text for the cell, such as to the first of several; all of it is copied."""
    tone: Callable[[Row], Tone] | None = None
    icon: Callable[[Row], str] | None = None
    """The name of an icon before the text, or an empty text."""
    badges: Callable[[Row], Sequence[Badge]] | None = None
    """Chips in the place of the text; `show` is still what is copied and read aloud."""
    edit: Edit | None = None
    hint: Callable[[Row], str] | None = None
    """A plain tool tip; a text that is cut shows itself without it."""


class Request(NamedTuple):
    """Which rows are wanted, in which order."""

    filter: Mapping[str, Any] = MappingProxyType({})
    sort: str = ""
    """The key of a column; empty for the source's own order."""
    descending: bool = False


class IdList(NamedTuple):
    """The ids a request finds, in order."""

    ids: Sequence[str]
    total: int
    """How many there are without any filter."""
    found: int | None = None
    """How many are found, when `ids` is only the beginning."""
    rows: Mapping[str, Row] = MappingProxyType({})
    """Rows already read on the way, by id; spares the first page a second question."""


class RowSource(Protocol):
    """Answers a table's questions; a ticket that is answered already is shown at once."""

    def head(self, request: Request) -> "Ticket[IdList] | None":
        """The first hundred or so, with their rows and the count; None if `ids` is as quick."""

    def ids(self, request: Request) -> "Ticket[IdList]":
        """All ids of a request."""

    def rows(self, ids: Sequence[str], *, background: bool = False) -> "Ticket[Mapping[str, Row]]":
        """The rows of these ids; a row that is gone is left out."""

"""The sign-in sheet of an event: whose rows stand on it, in which order, under which headings."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from organizer.base.formats import format_date, format_weekday
from organizer.base.masking import group_phone, mask_phone
from organizer.base.pinyin import person_reading, sort_key, text_reading
from organizer.base.words import N_, _, ngettext
from organizer.domain.events.participants import Participant
from organizer.domain.events.records import Event, Session, SessionTime

Phone = Literal["last4", "full", "none"]
Order = Literal["pinyin", "institution", "sign_up"]
Grouping = Literal["none", "institution", "branch"]
Format = Literal["A4", "A5", "Letter"]

#: The columns there are, stored as codes, in the order they are offered.
COLUMNS = {
    "number": N_("No."),
    "name": N_("Name"),
    "honorific": N_("Form of address"),
    "institution": N_("Institution"),
    "position": N_("Job"),
    "phone": N_("Phone"),
    "seats": N_("Seats"),
    "time": N_("Arrived at"),
    "remark": N_("Remark"),
    "own": N_("Own column"),
    "signature": N_("Signature"),
}
#: Columns that are filled in by hand: they get the room that is left.
BY_HAND = frozenset({"signature", "time", "remark", "own"})
#: Choices stored as codes.
PHONES = {"last4": N_("Last four digits"), "full": N_("Whole number"), "none": N_("None")}
ORDERS = {
    "pinyin": N_("By name (pinyin)"),
    "institution": N_("By institution"),
    "sign_up": N_("As they signed up"),
}
GROUPINGS = {
    "none": N_("Not grouped"),
    "institution": N_("By institution"),
    "branch": N_("By branch"),
}
#: From, to: millimetres, points, rows. Less than 9 mm is too low to sign in.
ROW_HEIGHTS = (9, 30)
FONT_SIZES = (8, 16)
BLANK_ROWS = (0, 200)
#: Under which kind of preset arrangements of sign-in sheets are kept.
PRESET = "sheet.sign_in"


@dataclass(frozen=True)
class SheetOptions:
    """How a sign-in sheet is to look; `row_height` in millimetres, `font_size` in points.

    `logo` is the path of a picture, '' for none.
    """

    columns: tuple[str, ...] = (
        "number",
        "name",
        "institution",
        "position",
        "phone",
        "seats",
        "signature",
    )
    phone: Phone = "last4"
    order: Order = "pinyin"
    grouping: Grouping = "none"
    page_break: bool = False
    blank_rows: int = 20
    paper: Format = "A4"
    landscape: bool = False
    row_height: int = 10
    font_size: int = 10
    own_title: str = ""
    logo: str = ""

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> "SheetOptions":
        """The options a preset holds; what is missing or can't be is as it comes."""
        known = [one for one in _listed(content.get("columns")) if one in COLUMNS]
        values: dict[str, Any] = {
            "columns": tuple(dict.fromkeys(known)) or cls.columns,
            **{
                name: content[name]
                for name, choices in _CHOICES.items()
                if content.get(name) in choices
            },
            **{
                name: min(max(content[name], low), high)
                for name, (low, high) in _RANGES.items()
                if type(content.get(name)) is int
            },
            **{
                name: content[name]
                for name, kind in _PLAIN.items()
                if isinstance(content.get(name), kind)
            },
        }
        return cls(**values)

    def content(self) -> dict[str, Any]:
        """What a preset keeps of them."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__} | {
            "columns": list(self.columns)
        }

    def shown(self) -> tuple[str, ...]:
        """The columns that will stand on the sheet."""
        return tuple(one for one in self.columns if one != "phone" or self.phone != "none")

    def for_phone(self) -> "SheetOptions":
        """The same for a picture in a chat: nothing to fill in there."""
        kept = tuple(one for one in self.columns if one not in BY_HAND)
        return replace(self, columns=kept or ("number", "name"), blank_rows=0, page_break=False)


_CHOICES: dict[str, Collection[str]] = {
    "phone": PHONES,
    "order": ORDERS,
    "grouping": GROUPINGS,
    "paper": get_args(Format),
}
_RANGES = {"blank_rows": BLANK_ROWS, "row_height": ROW_HEIGHTS, "font_size": FONT_SIZES}
_PLAIN: dict[str, type] = {"page_break": bool, "landscape": bool, "own_title": str, "logo": str}


def _listed(value: object) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


@dataclass(frozen=True)
class SignInSheet:
    """A sign-in sheet as finished texts.

    `facts` are labelled lines for its head; `columns` codes of `COLUMNS`; `sections` say before
    which row which heading stands. The last `blank_rows` rows are for those who come unannounced.
    """

    title: str
    event_title: str
    facts: tuple[tuple[str, str], ...]
    columns: tuple[str, ...]
    header: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    sections: tuple[tuple[int, str], ...]
    blank_rows: int
    expected: int
    seats: int

    def totals(self) -> str:
        """How many are expected, in words."""
        return expected_words(self.expected, self.seats)


def expected_words(people: int, seats: int) -> str:
    """How many people are expected and, where that differs, how many seats they take."""
    words = ngettext("{count} person", "{count} people", people).format(count=people)
    if seats == people:
        return words
    return words + " · " + ngettext("{count} seat", "{count} seats", seats).format(count=seats)


def sheet(
    event: Event,
    participants: Sequence[Participant],
    options: SheetOptions,
    *,
    session: Session | None = None,
    branches: Mapping[str, str] | None = None,
    masked: bool = False,
) -> SignInSheet:
    """The sheet of an event (of one of its sessions) for those who are expected.

    `branches` has the branch of each participant by id, for the grouping by branch; `masked` hides
    all but the ends of whole phone numbers, as in every picture.
    """
    expected = [one for one in participants if one.is_expected]
    grouped = _grouped(_in_order(expected, options.order), options.grouping, branches or {})
    columns = options.shown()
    cells = [_CELLS[column] for column in columns]
    rows: list[tuple[str, ...]] = []
    sections: list[tuple[int, str]] = []
    for heading, people in grouped:
        if heading:
            words = f"{heading} · {expected_words(len(people), sum(p.seats for p in people))}"
            sections.append((len(rows), words))
        for one in people:
            number = len(rows) + 1
            rows.append(tuple(cell(one, number, options, masked) for cell in cells))
    if options.blank_rows:
        sections.append((len(rows), _("Walk-ins")))
        numbered = [column == "number" for column in columns]
        rows += [
            tuple(str(number) if has else "" for has in numbered)
            for number in range(len(rows) + 1, len(rows) + options.blank_rows + 1)
        ]
    seats = sum(one.seats for one in expected)
    return SignInSheet(
        title=_("{title} · Sign-in sheet").format(title=event.title),
        event_title=event.title,
        facts=_facts(event, session, len(expected), seats),
        columns=columns,
        header=tuple(_heading(column, options) for column in columns),
        rows=rows,
        sections=tuple(sections),
        blank_rows=options.blank_rows,
        expected=len(expected),
        seats=seats,
    )


def printed_order(
    people: Sequence[Participant], options: SheetOptions, branches: Mapping[str, str] | None = None
) -> list[Participant]:
    """People in the order in which they stand on a sheet with these options."""
    grouped = _grouped(_in_order(people, options.order), options.grouping, branches or {})
    return [one for _heading, together in grouped for one in together]


def session_words(time: SessionTime) -> str:
    """When a session is: the day with its weekday, from when to when, and its title."""
    words = f"{format_date(time.day, 'long')} {format_weekday(time.day)}"
    if time.starts_at:
        words += f" {time.starts_at}–{time.end():%H:%M}"
    return f"{words} {time.title}" if time.title else words


def _facts(
    event: Event, session: Session | None, people: int, seats: int
) -> tuple[tuple[str, str], ...]:
    sessions = event.sessions if session is None else (session,)
    place = event.where()
    where = f"{place} · {event.venue_address}" if event.venue_address and place else place
    found = (
        (_("Time"), "\n".join(session_words(one.time) for one in sessions)),
        (_("Expected"), expected_words(people, seats)),
        (_("Venue"), where),
        (_("Hosted by"), event.host_name),
        (_("Organiser"), _(", ").join(one.name for one in event.with_part("organiser"))),
    )
    return tuple((label, value) for label, value in found if value)


# --- order and groups ---------------------------------------------------------------------------


def _in_order(people: Sequence[Participant], order: Order) -> list[Participant]:
    if order == "sign_up":
        return sorted(people, key=lambda one: one.place)
    names = {one.id: _name_key(one) for one in people}
    if order == "pinyin":
        return sorted(people, key=lambda one: (names[one.id], one.place))
    return sorted(people, key=lambda one: (_text_key(one.institution), names[one.id], one.place))


def _name_key(one: Participant) -> str:
    if one.member_id is not None:
        return one.sort_key
    return sort_key(one.name, person_reading(one.name).full)


def _text_key(text: str) -> tuple[bool, str]:
    """Texts as a Chinese reader sorts them, none last."""
    return not text, sort_key(text, text_reading(text).full) if text else ""


def _grouped(
    people: list[Participant], grouping: Grouping, branches: Mapping[str, str]
) -> list[tuple[str, list[Participant]]]:
    """The people under their headings; a heading of '' is none."""
    if grouping == "none":
        return [("", people)]
    found: dict[str, list[Participant]] = {}
    for one in people:
        heading = one.institution if grouping == "institution" else branches.get(one.id, "")
        found.setdefault(heading, []).append(one)
    nothing = _("Without an institution") if grouping == "institution" else _("Without a branch")
    return [(heading or nothing, found[heading]) for heading in sorted(found, key=_text_key)]


# --- cells --------------------------------------------------------------------------------------


def _heading(column: str, options: SheetOptions) -> str:
    if column == "own":
        return options.own_title
    if column == "phone" and options.phone == "last4":
        return _("Phone ending")
    return _(COLUMNS[column])


def _phone(one: Participant, options: SheetOptions, masked: bool) -> str:
    if options.phone == "last4":
        digits = "".join(filter(str.isdigit, one.phone))
        return digits[-4:]
    return mask_phone(one.phone) if masked else group_phone(one.phone)


_Cell = Callable[[Participant, int, SheetOptions, bool], str]
_CELLS: dict[str, _Cell] = {
    "number": lambda _one, number, _options, _masked: str(number),
    "name": lambda one, _number, _options, _masked: one.name,
    "honorific": lambda one, _number, _options, _masked: one.form_of_address,
    "institution": lambda one, _number, _options, _masked: one.institution,
    "position": lambda one, _number, _options, _masked: one.position,
    "phone": lambda one, _number, options, masked: _phone(one, options, masked),
    "seats": lambda one, _number, _options, _masked: str(one.seats),
    "time": lambda _one, _number, _options, _masked: "",
    "remark": lambda one, _number, _options, _masked: one.remark,
    "own": lambda _one, _number, _options, _masked: "",
    "signature": lambda _one, _number, _options, _masked: "",
}

"""What is printed for an event: the sign-in sheet and cards; as pages, PDF, pictures, on paper.

Every way out is noted in the register. Pictures are masked: they end up in chats.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QGuiApplication

from organizer.base.files import write_whole
from organizer.base.formats import format_date
from organizer.base.words import N_, _
from organizer.domain.events import actions_sheet, store_participants, store_sheet
from organizer.domain.events.sheet import SheetOptions, session_words
from organizer.printing.badges import BadgePages
from organizer.printing.cards import CardPages, Person
from organizer.printing.certificate import Attended, CertificatePages
from organizer.printing.outputs import pdf_in_steps, picture, write_picture
from organizer.printing.printer import preview_and_print
from organizer.printing.sign_in import sign_in_pages, sign_in_pictures
from organizer.printing.table_tents import TentPages
from organizer.printing.turns import in_turns, set_pages, stop_if_cancelled
from organizer.widgets.preview_icons import dressed
from organizer.widgets.tasks import beside

if TYPE_CHECKING:
    import datetime as dt

    from PySide6.QtGui import QImage

    from organizer.base.database import Database
    from organizer.domain.events.participants import Participant
    from organizer.domain.events.records import Event
    from organizer.domain.events.sheet import SignInSheet
    from organizer.printing.form_pages import FormPages
    from organizer.printing.sheets import Pages, Paper
    from organizer.widgets.desk import Desk
    from organizer.widgets.tasks import Progress

SHEET, BADGES, TENTS, CERTIFICATES = "sheet", "badges", "tents", "certificates"
#: What can be printed.
THINGS = {
    SHEET: N_("Sign-in sheet"),
    BADGES: N_("Name badges"),
    TENTS: N_("Table tents"),
    CERTIFICATES: N_("Certificates of attendance"),
}
#: The columns that are on a card.
_ON_CARDS = ("name", "institution", "position")


@dataclass(frozen=True)
class Wanted:
    """What is to be printed of an event; `session_id` None for all its sessions."""

    key: str
    what: str = SHEET
    options: SheetOptions = field(default_factory=SheetOptions)
    session_id: str | None = None


@dataclass(frozen=True)
class _Cards:
    event: "Event"
    people: "tuple[Participant, ...]"


class Printed:
    """Pages ready to be shown and taken out, with how many people stand on them."""

    def __init__(
        self, pages: "Pages", people: int, anew: "Callable[[Paper], Pages] | None" = None
    ) -> None:
        self.pages = pages
        self.people = people
        self.anew = anew


async def printed(desk: "Desk", wanted: Wanted, progress: "Progress | None" = None) -> Printed:
    """Read and set what is wanted. Raises UserError when the event is gone."""
    if wanted.what != SHEET:
        cards = await desk.read(_read_cards, wanted.key, wanted.what)
        return Printed(_card_pages(cards, wanted, desk.clock.today()), len(cards.people))
    sheet = await desk.read(
        store_sheet.sign_in_sheet, wanted.key, wanted.options, session_id=wanted.session_id
    )
    pages = await set_pages(sign_in_pages(sheet, wanted.options), progress)
    return Printed(pages, sheet.expected, _anew(sheet, wanted.options))


async def pictures(desk: "Desk", wanted: Wanted, progress: "Progress | None" = None) -> Printed:
    """The sign-in sheet at the width of a phone, with nothing to fill in."""
    options = wanted.options.for_phone()
    sheet = await desk.read(
        store_sheet.sign_in_sheet, wanted.key, options, session_id=wanted.session_id, masked=True
    )
    pages: FormPages = await set_pages(sign_in_pictures(sheet, options), progress)
    return Printed(pages, sheet.expected)


async def save_pdf(desk: "Desk", wanted: Wanted, path: Path, progress: "Progress") -> None:
    """Write what is wanted as PDF, whole or not at all. Raises UserError, CancelledError."""
    made = await printed(desk, wanted, progress)
    data = QByteArray()
    await in_turns(pdf_in_steps(made.pages, data), made.pages.count, progress)
    await beside(lambda: write_whole(path, bytes(data.data())))
    await note(desk, wanted, "pdf", made.people)


async def save_pictures(
    desk: "Desk", wanted: Wanted, path: Path, progress: "Progress"
) -> list[Path]:
    """Write the sheet as one picture or several; the files written."""
    made = await pictures(desk, wanted, progress)
    total = made.pages.count
    paths = []
    for number in range(total):
        one = path if total == 1 else path.with_stem(f"{path.stem} {number + 1}-{total}")
        await beside(_writing(picture(made.pages, number), one))
        paths.append(one)
        progress.tell(number + 1, total)
        stop_if_cancelled(progress)
    await note(desk, wanted, "picture", made.people, masked=True)
    return paths


async def copy_picture(desk: "Desk", wanted: Wanted, number: int) -> tuple[int, int]:
    """Put one picture of the sheet on the clipboard; its number from 1, and how many there are."""
    made = await pictures(desk, wanted)
    number = min(number, made.pages.count - 1)
    QGuiApplication.clipboard().setImage(picture(made.pages, number))
    await note(desk, wanted, "picture", made.people, masked=True)
    return number + 1, made.pages.count


async def print_pages(desk: "Desk", wanted: Wanted, made: Printed) -> bool:
    """Show the pages as the printer will print them, and print; whether they were printed."""
    title = _("Print {title}").format(title=_(THINGS[wanted.what]))
    done = await preview_and_print(
        made.pages,
        made.anew,
        title,
        desk.messages.window,
        lambda dialog: desk.messages.open(dressed(dialog)),
    )
    if done:
        await note(desk, wanted, "print", made.people)
    return done


async def note(
    desk: "Desk", wanted: Wanted, what: str, people: int, *, masked: bool = False
) -> None:
    """Note in the register that it went out."""
    if wanted.what == SHEET:
        await desk.save(
            actions_sheet.take_out, wanted.options, what=what, people=people, masked=masked
        )
    else:
        await desk.save(actions_sheet.take_out_cards, _ON_CARDS, what=what, people=people)


def _anew(sheet: "SignInSheet", options: SheetOptions) -> "Callable[[Paper], Pages]":
    """Sets a sheet on the paper a printer was set to."""
    return lambda paper: sign_in_pages(sheet, options, paper).finish()


def _writing(image: "QImage", path: Path) -> Callable[[], None]:
    return lambda: write_picture(image, path)


def _read_cards(db: "Database", key: str, what: str) -> _Cards:
    """Whom cards are for: who is expected; certificates for who was there, once that is known."""
    event = store_sheet.whole_event(db, key)
    everybody = () if event.is_virtual else tuple(store_participants.participants(db, event.id))
    came = tuple(one for one in everybody if one.was_there)
    if what == CERTIFICATES and came:
        return _Cards(event, came)
    return _Cards(event, tuple(one for one in everybody if one.is_expected))


def _card_pages(cards: _Cards, wanted: Wanted, today: "dt.date") -> CardPages:
    event = cards.event
    people: Sequence[Person] = [
        Person(one.name, one.institution, one.position) for one in cards.people
    ]
    if wanted.what == BADGES:
        return BadgePages(event.title, people, 0 if people else 10)
    if wanted.what == TENTS:
        return TentPages(event.title, people)
    sessions = [one for one in event.sessions if wanted.session_id in (None, one.id)]
    organisers = _(", ").join(one.name for one in event.with_part("organiser"))
    attended = Attended(
        event.title,
        _("; ").join(session_words(one.time) for one in sessions),
        event.where(),
        event.host_name or organisers,
        format_date(today, "long"),
        wanted.options.logo,
    )
    return CertificatePages(attended, people)

"""Somebody who has never seen the program: made-up data, a search, a change, back, and forth."""

from PySide6.QtWidgets import QApplication

from organizer.base import words
from organizer.base.database import Database
from organizer.domain.members import store as members
from organizer.domain.members.records import MemberRow
from organizer.screens.members.page import MembersPage
from organizer.screens.members.profile import ProfileTab
from organizer.screens.start.page import StartPage
from organizer.widgets.theme import Mode, theme
from tests.journeys.program import Program, Start


def everybody(db: Database) -> list[MemberRow]:
    return members.member_rows(db, members.member_ids(db))


def found(program: Program, text: str) -> list[str]:
    """The names listed once this is typed into the search of the page."""
    page = program.page(MembersPage)
    program.press("Ctrl+F")
    program.press("Ctrl+A")
    program.type(text)
    program.settle()
    table = page.table
    assert table is not None
    listed = table.shown_ids()
    return [row.name for row in program.read(lambda db: members.member_rows(db, listed))]


def test_from_the_first_page_to_a_change_and_back(start: Start) -> None:
    program = start()
    program.click(program.page(StartPage).demo.button)
    program.until(lambda: program.window.desk.register is not None)
    program.window.open_page("members")
    program.settle()
    page = program.page(MembersPage)
    rows = program.read(everybody)
    assert page.table is not None
    assert page.table.shown_ids() == [row.id for row in rows]
    program.until(lambda: page.index.ready)

    known = program.read(lambda db: [members.get(db, row.id) for row in rows[:40]])
    someone = next(one for one in known if one and one.phones and len(one.name) == 3)
    syllables = someone.reading.split()
    assert len(syllables) == 3
    letters = "".join(syllable[0] for syllable in syllables)
    for text in ("".join(syllables), letters, someone.phones[0].number[-6:], someone.name):
        names = found(program, text)
        assert someone.name in names, text
        assert len(names) < 20

    program.press("Down")
    assert page.table.selected_ids()
    chosen = page.table.selected_ids()[0]
    before = program.read(lambda db: members.get(db, chosen))
    assert before is not None
    program.press("Return")
    tab = page.detail.pane.tab("Profile")
    assert isinstance(tab, ProfileTab)
    program.press("Ctrl+A")
    program.type("改过的名字")
    program.press("Return")

    def name() -> str:
        return program.read(lambda db: members.name_of(db, chosen)) or ""

    program.until(lambda: name() == "改过的名字")
    program.settle()
    program.press("Ctrl+Z")
    assert name() == before.name
    program.press("Ctrl+Y")
    assert name() == "改过的名字"
    program.press("Ctrl+Z")
    assert name() == before.name
    assert before.name in page.detail.pane.title.text()


def test_language_and_theme_change_while_everything_is_open(start: Start) -> None:
    program = start("--demo", "--date", "2026-03-09")
    program.until(lambda: program.window.desk.register is not None)
    window = program.window
    for key in window.rooms:
        window.open_page(key)
        program.settle()
    window.open_page("members")
    settings = window.desk.machine_settings
    assert window.windowTitle().startswith("成员")
    settings.set("language", "en")
    program.settle()
    assert words.language() == "en"
    assert window.windowTitle().startswith("Members")
    dark = QApplication.palette().window().color().lightness()
    settings.set("theme", "dark")
    program.settle()
    assert theme.mode is Mode.DARK
    assert QApplication.palette().window().color().lightness() < dark
    settings.set("language", "zh_Hans")
    program.settle()
    assert window.windowTitle().startswith("成员")

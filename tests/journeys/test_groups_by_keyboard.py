"""Groups by keys from anywhere, and through the search over everything."""

from organizer.domain.groups import store
from organizer.screens.groups.new_group import NewGroup
from organizer.screens.groups.page import GroupsPage
from organizer.screens.groups.quick_entry import QuickEntry
from tests.journeys.program import Program, Start


def begun(start: Start) -> Program:
    program = start("--demo", "--date", "2026-03-09")
    program.until(lambda: program.window.desk.register is not None)
    program.settle()
    return program


def test_quick_entry_opens_from_any_page_by_its_keys(start: Start) -> None:
    program = begun(start)
    program.copy("")
    for key in ("members", "institutions", "roles", "branches", "groups"):
        program.window.open_page(key)
        program.settle()
        program.press("Ctrl+J")
        program.open_sheet(QuickEntry)
        program.press("Esc")
        assert program.window.desk.messages.dialog is None


def test_the_page_answers_the_keys_of_every_list(start: Start) -> None:
    program = begun(start)
    program.window.open_page("groups")
    program.settle()
    page = program.page(GroupsPage)
    program.press("Ctrl+F")
    assert page.bar.search.hasFocus()
    program.press("Down")
    assert page.table.view.hasFocus()
    program.press("Return")
    assert page.pane.isAncestorOf(program.focused()), "Enter goes into the detail"
    program.press("Ctrl+N")
    sheet = program.open_sheet(NewGroup)
    program.type("暑假试听群")
    program.press("Return")
    program.until(lambda: program.window.desk.messages.dialog is None)
    assert sheet.made is not None
    made = program.read(lambda db: store.named(db, "暑假试听群"))
    assert made is not None
    assert page.table.selected_ids() == [made.id]
    program.press("Ctrl+Z")
    assert program.read(lambda db: store.named(db, "暑假试听群")) is None
    assert made.id not in page.table.shown_ids()


def test_the_search_over_everything_opens_a_group(start: Start) -> None:
    program = begun(start)
    wanted = next(
        one.group for one in program.read(store.groups) if one.group.name == "校长交流二群"
    )
    program.window.open_page("members")
    program.settle()
    program.press("Ctrl+K")
    program.type("xzjle")
    suggestions = program.window.search.suggestions
    program.until(
        lambda: wanted.name in [one.title for one in suggestions.model.choices()],
    )
    titles = [one.title for one in suggestions.model.choices()]
    suggestions.take(titles.index(wanted.name))
    program.settle()
    page = program.page(GroupsPage)
    assert page.table.selected_ids() == [wanted.id]
    assert page.pane.title.text() == wanted.name

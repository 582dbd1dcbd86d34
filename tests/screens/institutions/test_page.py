"""The page of institutions as an owner uses it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from organizer.base.database import Database
from organizer.domain.institutions import store
from organizer.domain.institutions.records import Institution, InstitutionRow
from organizer.screens.institutions.new_institution import NewInstitution
from organizer.screens.institutions.page import InstitutionsPage
from organizer.widgets.desk import Desk
from organizer.widgets.messages import Messages
from organizer.widgets.picker import Choice
from tests.screens.conftest import MakePage

if TYPE_CHECKING:
    from organizer.screens.groups.of_institution import GroupsOfInstitution
    from organizer.screens.institutions.people import PeopleOfInstitution
    from organizer.screens.institutions.profile import InstitutionProfile

Settle = Callable[[], None]
Read = Callable[[Callable[[Database], Any]], Any]


@pytest.fixture
def page(make_page: MakePage, settle: Settle) -> InstitutionsPage:
    made = cast("InstitutionsPage", make_page("institutions"))
    settle()
    return made


def rows(read: Read) -> list[InstitutionRow]:
    return cast(
        "list[InstitutionRow]",
        read(lambda db: store.institution_rows(db, store.institution_ids(db))),
    )


def institution(read: Read, institution_id: str) -> Institution:
    found = read(lambda db: store.get(db, institution_id))
    assert isinstance(found, Institution)
    return found


def opened(page: InstitutionsPage, tab: str, settle: Settle) -> Any:
    page.pane.open_tab(tab)
    settle()
    return page.pane.tab(tab)


def test_the_list_is_the_registers_in_pinyin_order(page: InstitutionsPage, read: Read) -> None:
    assert page.table.shown_ids() == [one.id for one in rows(read)]
    assert page.count.text() == str(len(rows(read)))


def test_filters_of_subject_and_words_combine(
    page: InstitutionsPage, read: Read, settle: Settle
) -> None:
    subject = rows(read)[0].subjects[0]
    page.bar.set_state({"words": "", "filters": {"subject": [subject]}})
    settle()
    wanted = [one for one in rows(read) if subject in one.subjects]
    assert page.table.shown_ids() == [one.id for one in wanted]
    page.bar.search.setText(wanted[0].name[:2])
    settle()
    fitting = [one.id for one in wanted if wanted[0].name[:2] in f"{one.name}{one.short_name}"]
    assert page.table.shown_ids() == fitting


def test_an_institution_is_added_with_its_subjects(
    page: InstitutionsPage, messages: Messages, read: Read, settle: Settle
) -> None:
    page.new_button.click()
    settle()
    sheet = messages.dialog
    assert isinstance(sheet, NewInstitution)
    sheet.name.line.setText("晨星书画院")
    sheet.subjects.load([Choice("书法", "书法"), Choice("国画", "国画")])
    QTest.keyClick(sheet.name.line, Qt.Key.Key_Return)
    settle()
    made = next(one for one in rows(read) if one.name == "晨星书画院")
    assert set(made.subjects) == {"书法", "国画"}
    assert page.table.selected_ids() == [made.id]


def test_a_subject_left_in_the_line_is_not_lost_without_a_word(
    page: InstitutionsPage, messages: Messages, read: Read, settle: Settle
) -> None:
    known = rows(read)[0].subjects[0]
    page.new_button.click()
    settle()
    sheet = messages.dialog
    assert isinstance(sheet, NewInstitution)
    sheet.name.line.setText("晨星书画院")
    sheet.subjects.line.setText("没人教的科目")
    sheet.act_button.click()
    settle()
    assert sheet.isVisible()
    assert "没人教的科目" in sheet.subjects.problem
    sheet.subjects.line.setText(known)
    sheet.subjects.suggestions.model.show_choices([Choice(known, known)])
    sheet.act_button.click()
    settle()
    assert messages.dialog is None
    made = next(one for one in rows(read) if one.name == "晨星书画院")
    assert made.subjects == (known,)


def test_the_card_is_edited_in_place_and_notes_stay_apart(
    page: InstitutionsPage, read: Read, settle: Settle
) -> None:
    institution_id = page.table.selected_ids()[0]
    tab = cast("InstitutionProfile", opened(page, "Profile", settle))
    for field, text in ((tab.contact_name, "周园长"), (tab.short_name, "试名")):
        field.line.setText(text)
        field.line.textEdited.emit(text)
        field.commit()
    tab.notes.text.setPlainText("欠我一顿饭")
    tab.notes.commit()
    settle()
    found = institution(read, institution_id)
    assert (found.contact_name, found.short_name, found.notes) == ("周园长", "试名", "欠我一顿饭")


def test_subjects_are_added_and_taken_off_one_by_one(
    page: InstitutionsPage, read: Read, settle: Settle
) -> None:
    institution_id = page.table.selected_ids()[0]
    before = institution(read, institution_id).subjects
    tab = cast("InstitutionProfile", opened(page, "Profile", settle))
    tab.subjects.suggestions.chosen.emit(Choice("国际象棋", "国际象棋"))
    settle()
    assert set(institution(read, institution_id).subjects) == {*before, "国际象棋"}
    tab.subjects.chips()[0].cross.click()
    settle()
    assert len(institution(read, institution_id).subjects) == len(before)


def test_its_people_are_listed_and_somebody_is_added(
    page: InstitutionsPage, read: Read, settle: Settle, desk: Desk
) -> None:
    from organizer.domain.members import store as members

    everybody = read(lambda db: members.member_rows(db, members.member_ids(db)))
    institution_id = page.table.selected_ids()[0]
    tab = cast("PeopleOfInstitution", opened(page, "People", settle))
    its = {row.id for row in everybody if row.institution_id == institution_id}
    assert set(tab.table.shown_ids()) == its
    outside = next(row for row in everybody if row.institution_id != institution_id)
    tab.picker.suggestions.chosen.emit(Choice(outside.id, outside.name))
    settle()
    assert set(tab.table.shown_ids()) == {*its, outside.id}
    assert tab.picker.line.text() == ""
    wanted: list[tuple[str, str]] = []
    desk.record_wanted.connect(lambda kind, one: wanted.append((kind, one)))
    tab.table.activated.emit(outside.id)
    assert wanted == [("member", outside.id)]


def test_groups_run_for_it_come_first(
    page: InstitutionsPage, read: Read, settle: Settle, desk: Desk
) -> None:
    from organizer.domain.groups import actions
    from organizer.domain.groups import store as groups

    institution_id = page.table.selected_ids()[0]
    last = read(groups.groups)[-1].group
    desk.start(desk.save(actions.change, last.id, run_for_id=institution_id))
    settle()
    tab = cast("GroupsOfInstitution", opened(page, "Groups", settle))
    assert tab.table.model.id(0) == last.id
    first = tab.table.model.row(0)
    assert first is not None
    assert first.run_for_it
    for at in range(1, tab.table.model.rowCount()):
        other = tab.table.model.row(at)
        assert other is not None
        assert other.its_people > 0


def test_phone_numbers_of_contacts_are_masked(page: InstitutionsPage, read: Read) -> None:
    found = next(one for one in rows(read) if one.contact_phone)
    at = page.table.shown_ids().index(found.id)
    column = next(one for one in page.table.model.columns if one.key == "contact_phone")
    shown = page.table.model.text(found.id, page.table.model.row(at), column)
    assert "****" in shown
    assert found.contact_phone not in shown.replace(" ", "")


def test_archiving_and_bringing_back(
    page: InstitutionsPage, read: Read, settle: Settle, desk: Desk
) -> None:
    institution_id = page.table.selected_ids()[0]
    QTest.keyClick(page.table.view, Qt.Key.Key_Delete)
    settle()
    assert institution(read, institution_id).archived_at is not None
    assert institution_id not in page.table.shown_ids()
    page.bar.set_state({"words": "", "filters": {"archived": True}})
    settle()
    assert page.table.shown_ids() == [institution_id]
    page.table.select([institution_id])
    settle()
    archive, restore = page._buttons
    assert archive.isHidden()
    restore.click()
    settle()
    assert institution(read, institution_id).archived_at is None

"""Feedback: questions asked, copied as text, answers pasted back, decided about and kept."""

import pytest
from PySide6.QtGui import QGuiApplication

from organizer.base.register_thread import RegisterThread
from organizer.base.words import _
from organizer.domain.events import store_feedback
from organizer.domain.members import actions as members
from organizer.screens.events.feedback_rows import plan_rows
from organizer.screens.events.feedback_sheet import ASK, KEPT, PASTE, FeedbackSheet, open_feedback
from organizer.widgets.desk import Desk
from organizer.widgets.messages import Messages
from tests.screens.events.board_story import Salons, make_salons
from tests.screens.events.sign_up_story import Read, Settle


@pytest.fixture
def salons(register: RegisterThread) -> Salons:
    return make_salons(register)


def opened(desk: Desk, messages: Messages, settle: Settle, event_id: str) -> FeedbackSheet:
    desk.start(open_feedback(desk, event_id))
    settle()
    sheet = messages.dialog
    assert isinstance(sheet, FeedbackSheet)
    return sheet


def kept(read: Read, event_id: str) -> list[tuple[str, str]]:
    return [(one.name, one.words) for one in read(lambda db: store_feedback.answers(db, event_id))]


def test_usual_questions_are_asked_and_the_text_is_copied(
    desk: Desk, messages: Messages, settle: Settle, read: Read, salons: Salons
) -> None:
    sheet = opened(desk, messages, settle, salons.second)
    assert sheet.bar.currentIndex() == ASK
    assert not sheet.bar.isTabEnabled(PASTE)
    sheet.usual_button.click()
    settle()
    assert len(read(lambda db: store_feedback.questions(db, salons.second))) == 3
    sheet.fields[2].line.setText("")
    sheet.fields[2]._typed()
    sheet.fields[2].commit()
    settle()
    assert len(read(lambda db: store_feedback.questions(db, salons.second))) == 2
    sheet.request.copier.click()
    text = QGuiApplication.clipboard().text()
    assert "三月沙龙" in text
    assert sheet.fields[0].line.text() in text
    assert sheet.bar.isTabEnabled(PASTE)


def test_pasted_answers_are_kept_for_who_gave_them(
    desk: Desk, messages: Messages, settle: Settle, read: Read, salons: Salons
) -> None:
    sheet = opened(desk, messages, settle, salons.first)
    assert sheet.bar.currentIndex() == PASTE
    sheet.paste.paste("司马相宜：早点开始\n新来的李园长：多留提问时间\n张三丰：很好")
    settle()
    plan = sheet.paste.plan
    assert plan is not None
    assert [one.state for one in plan.answers] == ["same", "new", "new"]
    sheet.paste.keep_button.click()
    settle()
    assert set(kept(read, salons.first)) == {
        ("司马相宜", "早点开始"),
        ("新来的李园长", "多留提问时间"),
        ("张三丰", "很好"),
    }
    assert sheet.paste.box.toPlainText() == ""
    assert "3" in sheet.bar.tabText(KEPT)
    assert messages.recorded[-1].action is not None


def test_who_may_be_several_waits_and_is_chosen_in_the_cell(
    desk: Desk,
    messages: Messages,
    settle: Settle,
    read: Read,
    salons: Salons,
    register: RegisterThread,
) -> None:
    for _number in range(2):
        register.act(lambda step: members.add(step, "淳于意")).result()
    sheet = opened(desk, messages, settle, salons.first)
    sheet.paste.paste("淳于意：茶很好")
    settle()
    assert sheet.paste.plan is not None
    assert sheet.paste.plan.count("undecided") == 1
    assert not sheet.paste.keep_button.isEnabled()
    (row,) = plan_rows(sheet.paste.plan, {})
    sheet.paste._decide_words(row.key, _("Name only"))
    assert sheet.paste.plan.answers[0].state == "new"
    sheet.paste._divide(row.key, 0, "茶很好喝")
    sheet.paste.keep()
    settle()
    assert ("淳于意", "茶很好喝") in kept(read, salons.first)


def test_a_kept_answer_is_corrected_and_removed(
    desk: Desk, messages: Messages, settle: Settle, read: Read, salons: Salons
) -> None:
    sheet = opened(desk, messages, settle, salons.first)
    sheet.bar.setCurrentIndex(KEPT)
    (answer_id,) = sheet.table.shown_ids()
    sheet._change(answer_id, "早半小时开始")
    settle()
    assert kept(read, salons.first) == [("司马相宜", "早半小时开始")]
    sheet._remove([answer_id])
    settle()
    assert kept(read, salons.first) == []


def test_a_question_with_answers_stays(
    desk: Desk, messages: Messages, settle: Settle, read: Read, salons: Salons
) -> None:
    sheet = opened(desk, messages, settle, salons.first)
    sheet.bar.setCurrentIndex(ASK)
    sheet.fields[0].line.setText("")
    sheet.fields[0]._typed()
    sheet.fields[0].commit()
    settle()
    assert sheet.fields[0].problem
    assert len(read(lambda db: store_feedback.questions(db, salons.first))) == 1


def test_what_is_no_answer_is_said(
    desk: Desk, messages: Messages, settle: Settle, salons: Salons
) -> None:
    sheet = opened(desk, messages, settle, salons.first)
    sheet.paste.paste("大家好")
    settle()
    assert sheet.paste.problem.text()
    assert not sheet.paste.keep_button.isEnabled()

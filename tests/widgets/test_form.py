import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from organizer.base import words
from organizer.base.clock import SystemClock
from organizer.base.overriding import override
from organizer.base.settings import MachineSettings
from organizer.base.steps import FinishedStep
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk, DetailTab, TabOffer
from organizer.widgets.detail_pane import Badge, DetailPane
from organizer.widgets.fields import NumberField, TextField
from organizer.widgets.form import Form
from organizer.widgets.labels import Chip, PlainLabel
from organizer.widgets.layouts import FlowLayout
from organizer.widgets.messages import Messages
from organizer.widgets.tasks import Tasks
from organizer.widgets.theme import theme


class Sample:
    """A form of four fields, two of them folded."""

    def __init__(self, window: QWidget) -> None:
        self.form = Form(window)
        self.name = TextField(required=True)
        self.phone = TextField()
        self.notes = TextField()
        self.number = NumberField()
        self.form.add("Name", self.name)
        self.form.add("A label that is rather long and wraps", self.phone)
        self.form.add("Notes", self.notes, folded=True)
        self.form.add("编号", self.number, folded=True, own_words=True)
        column = QVBoxLayout(window)
        column.addWidget(self.form)
        self.form.show()

    @property
    def more(self) -> QPushButton:
        found = self.form.findChild(QPushButton)
        assert isinstance(found, QPushButton)
        return found


@pytest.fixture
def sample(window: QWidget) -> Sample:
    words.set_language("en")
    return Sample(window)


def _labels(form: Form) -> dict[str, PlainLabel]:
    return {label.text(): label for label in form.findChildren(PlainLabel) if label.text()}


def test_seldom_needed_fields_stand_under_more(sample: Sample, qtbot: QtBot) -> None:
    assert sample.name.isVisible()
    assert not sample.notes.isVisible()
    assert sample.more.text() == "More"
    sample.notes.load("x")
    sample.form.count_again()
    assert "1" in sample.more.text()
    with qtbot.waitSignal(sample.form.unfolded) as heard:
        qtbot.keyClick(sample.more, Qt.Key.Key_Space)
    assert heard.args == [True]
    assert sample.notes.isVisible()
    sample.form.unfold(False)
    assert not sample.number.isVisible()


@pytest.mark.parametrize("percent", [100, 150])
def test_fields_stand_in_one_column(sample: Sample, window: QWidget, percent: int) -> None:
    theme.set_text_percent(percent)
    sample.form.unfold(True)
    for _turn in range(3):
        window.grab()
    lefts = {
        field.editor.mapTo(window, field.editor.rect().topLeft()).x()
        for field in (sample.name, sample.phone, sample.notes, sample.number)
    }
    assert len(lefts) == 1
    for text, label in _labels(sample.form).items():
        if label.isVisible():
            assert label.height() >= label.heightForWidth(label.width()), text


def test_labels_name_the_fields_for_screen_readers(sample: Sample) -> None:
    assert sample.name.editor.accessibleName() == "Name"
    assert sample.number.editor.accessibleName() == "编号"
    assert _labels(sample.form)["Name"].buddy() is sample.name.editor


def test_labels_follow_the_language_but_own_words_stay(sample: Sample) -> None:
    words.set_language(words.STRETCHED)
    sample.form.retranslate()
    shown = _labels(sample.form)
    assert "编号" in shown
    assert "Name" not in shown
    assert sample.name.editor.accessibleName() == words._("Name")


def test_checking_leads_to_the_first_mistake(sample: Sample, qtbot: QtBot) -> None:
    sample.number.line.setText("viele")
    assert not sample.form.check()
    assert sample.name.editor.hasFocus()
    assert sample.name.problem
    assert sample.notes.isVisible()
    assert sample.number.problem
    sample.name.line.setText("x")
    sample.number.line.setText("3")
    assert sample.form.check()
    assert (sample.name.value, sample.number.value) == ("x", 3)


def test_the_owner_s_fields_can_be_built_again(sample: Sample) -> None:
    sample.form.clear()
    assert sample.form.fields() == []
    assert not sample.more.isVisible()
    again = TextField()
    sample.form.add("Name", again)
    assert sample.form.fields() == [again]
    assert again.isVisible()


def test_committing_saves_what_is_being_typed(window: QWidget, tasks: Tasks, qtbot: QtBot) -> None:
    saved: list[str] = []

    async def save(value: str) -> None:
        saved.append(value)

    form = Form(window)
    field = TextField(tasks, save)
    form.add("Name", field)
    qtbot.keyClicks(field.line, "abc")
    form.commit()
    qtbot.waitUntil(lambda: saved == ["abc"])


class Tab(DetailTab):
    built = 0

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        type(self).built += 1
        self.seen: list[str | None] = []
        self.finished = 0

    @override
    def refresh(self, step: FinishedStep | None) -> None:
        self.seen.append(self.record_id)

    @override
    def finish_editing(self) -> None:
        self.finished += 1


@pytest.fixture
def desk(messages: Messages, tasks: Tasks) -> Desk:
    return Desk(messages, tasks, SystemClock(), MachineSettings(None))


@pytest.fixture
def pane(desk: Desk, window: QWidget) -> DetailPane:
    Tab.built = 0
    offers = [TabOffer("person", "History", Tab, 9), TabOffer("person", "Details", Tab, 1)]
    made = DetailPane(desk, offers, "users", window)
    column = QVBoxLayout(window)
    column.addWidget(made)
    made.show()
    return made


def _tab(pane: DetailPane, title: str) -> Tab:
    tab = pane.tab(title)
    assert isinstance(tab, Tab)
    return tab


def test_tabs_are_built_when_opened(pane: DetailPane, qtbot: QtBot) -> None:
    pane.show_nothing("在左边选一位成员")
    assert Tab.built == 0
    pane.show_record("m1")
    assert Tab.built == 1
    assert _tab(pane, "Details").seen == ["m1"]
    with qtbot.waitSignal(pane.tab_opened) as heard:
        pane.open_tab("History")
    assert heard.args == ["History"]
    assert _tab(pane, "History").seen == ["m1"]
    pane.show_record("m2")
    assert _tab(pane, "History").seen == ["m1", "m2"]
    assert _tab(pane, "Details").seen == ["m1"]
    pane.open_tab("Details")
    assert _tab(pane, "Details").seen == ["m1", "m2"]
    assert Tab.built == 2


def test_typing_is_saved_before_another_record_comes(pane: DetailPane) -> None:
    pane.show_record("m1")
    pane.show_record("m1")
    assert _tab(pane, "Details").finished == 0
    pane.show_record("m2")
    pane.show_many(3)
    pane.show_nothing("")
    assert _tab(pane, "Details").finished == 2


def test_the_header_shows_words_as_they_are(pane: DetailPane) -> None:
    pane.show_record("m1")
    pane.set_header("<i>王</i>", "明师教育", [Badge("核心群", Tone.ACCENT), Badge("活跃")])
    assert pane.title.text() == "<i>王</i>"
    assert pane.title.textFormat() is Qt.TextFormat.PlainText
    assert [chip.text() for chip in pane.findChildren(Chip)] == ["核心群", "活跃"]
    pane.set_header("李敏")
    assert not pane.subtitle.isVisible()
    assert [chip.text() for chip in pane.findChildren(Chip) if chip.isVisible()] == []


def test_many_are_counted(pane: DetailPane) -> None:
    pane.many_buttons.addWidget(QPushButton("归档"))
    pane.show_many(3)
    assert pane.record_id is None
    assert "3" in pane.many.text()
    assert pane.many.isVisible()
    words.set_language("en")
    pane.retranslate()
    assert pane.many.text() == "3 selected"


def test_nothing_selected_teaches(pane: DetailPane, qtbot: QtBot) -> None:
    pane.show_nothing("在左边选一位成员", "新增成员")
    with qtbot.waitSignal(pane.empty.acted):
        qtbot.keyClick(pane.empty.button, Qt.Key.Key_Space)


def test_the_open_tab_is_remembered(pane: DetailPane) -> None:
    pane.show_record("m1")
    pane.restore({"tab": "History"})
    assert pane.state() == {"tab": "History"}
    pane.restore({"tab": "Gone", "else": 1})
    assert pane.state() == {"tab": "History"}


def test_the_card_shows_through_the_tabs(pane: DetailPane) -> None:
    pane.show_record("m1")
    picture = pane.grab().toImage()
    assert picture.pixelColor(pane.width() // 2, pane.height() - 40).name() == (
        theme.colours.surface
    )


def test_a_flow_breaks_its_line(window: QWidget) -> None:
    flow = FlowLayout(window, spacing=8)
    for _number in range(3):
        made = QFrame()
        made.setFixedSize(100, 30)
        flow.addWidget(made)
        made.show()
    first = QFrame()
    first.setFixedSize(100, 30)
    flow.insert(0, first)
    first.show()
    flow.setGeometry(window.rect())
    assert flow.heightForWidth(1000) == 30
    assert flow.heightForWidth(220) == 30 + 8 + 30
    assert flow.heightForWidth(90) == 4 * 30 + 3 * 8
    item = flow.itemAt(0)
    assert item is not None
    assert item.widget() is first
    assert first.x() == 0
    first.hide()
    assert flow.sizeHint().width() == 3 * 100 + 2 * 8
    assert flow.itemAt(9) is None
    assert flow.takeAt(9) is None
    frame = QFrame()
    assert FlowLayout(frame).sizeHint().height() == 0


@pytest.mark.parametrize("percent", [100, 150])
def test_in_a_narrow_pane_labels_stand_above(
    sample: Sample, window: QWidget, qtbot: QtBot, percent: int
) -> None:
    theme.set_text_percent(percent)
    sample.form.unfold(True)
    pane = QScrollArea(window)
    pane.setWidgetResizable(True)
    pane.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    pane.setWidget(sample.form)
    pane.show()
    label = _labels(sample.form)["Name"]
    for width, above in ((300, True), (800, False), (280, True)):
        pane.resize(width, 500)
        for _turn in range(5):
            QApplication.processEvents()
        assert sample.form.width() <= pane.viewport().width()
        assert (label.y() + label.height() <= sample.name.y() + 1) is above
        assert label.height() >= label.heightForWidth(label.width())
        assert sample.name.editor.width() > 120
        assert sample.number.isVisible()
    pane.takeWidget()

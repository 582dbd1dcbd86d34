"""One look: readable in both colours, in every text size, and switched while windows are open."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from organizer.printing.fonts import families
from organizer.widgets.colours import DARK, LIGHT, Colours, Tone
from organizer.widgets.icons import icon, pixmap, set_icon
from organizer.widgets.theme import (
    FAMILIES,
    Kind,
    Mode,
    TextRole,
    make_card,
    set_kind,
    set_role,
    set_tone,
    theme,
)
from tests.contrast import contrast


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("tone", list(Tone))
def test_every_tone_can_be_read_wherever_it_is_written(colours: Colours, tone: Tone) -> None:
    grounds = {
        "window": colours.window,
        "surface": colours.surface,
        "raised": colours.raised,
        "hover": colours.hover,
        "selected": colours.accent_soft,
        "chip": colours.soft(tone),
    }
    poor = {
        name: round(contrast(colours.ink(tone), ground), 2)
        for name, ground in grounds.items()
        if contrast(colours.ink(tone), ground) < 4.5
    }
    assert poor == {}


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_words_on_filled_buttons_can_be_read(colours: Colours) -> None:
    for ground in (colours.accent_fill, colours.accent_fill_hover, colours.accent_fill_pressed):
        assert contrast(colours.on_accent, ground) >= 4.5


def test_a_switch_is_told_and_reaches_open_windows(qtbot: QtBot, qapp: QApplication) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitSignal(theme.changed):
        theme.set_mode(Mode.DARK)
    assert theme.dark
    assert window.palette().color(QPalette.ColorRole.Window).name() == DARK.window
    with qtbot.waitSignal(theme.changed):
        theme.set_mode(Mode.LIGHT)
    assert not theme.dark
    assert window.palette().color(QPalette.ColorRole.Window).name() == LIGHT.window
    with qtbot.assertNotEmitted(theme.changed):
        theme.set_mode(Mode.LIGHT)


def test_the_system_is_followed_only_when_asked(qtbot: QtBot, qapp: QApplication) -> None:
    hints = qapp.styleHints()
    theme.set_mode(Mode.SYSTEM)
    with qtbot.waitSignal(theme.changed):
        hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    theme.set_mode(Mode.LIGHT)
    with qtbot.assertNotEmitted(theme.changed):
        hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)


@pytest.mark.parametrize(("wanted", "given"), [(50, 100), (125, 125), (500, 200)])
def test_text_size_is_kept_in_bounds(qapp: QApplication, wanted: int, given: int) -> None:
    theme.set_text_percent(wanted)
    assert theme.text_percent == given
    assert theme.font().pixelSize() == round(14 * given / 100)
    assert qapp.font().pixelSize() == round(14 * given / 100)


def test_a_role_is_kept_through_changes_of_the_text_size(qtbot: QtBot) -> None:
    label = QLabel("成员")
    qtbot.addWidget(label)
    set_role(label, TextRole.CAPTION)
    set_role(label, TextRole.HEADING)
    theme.set_text_percent(150)
    assert label.font().pixelSize() == round(14 * 1.5 * 1.5)
    assert label.font().weight() == TextRole.HEADING.value[1]


def test_chinese_is_written_in_a_chinese_font(qapp: QApplication) -> None:
    font = theme.font()
    assert font.families()[0] in {*FAMILIES, *QFontDatabase.families()}
    assert set(FAMILIES) <= set(font.families())
    assert QFontInfo(font).family() in {*FAMILIES, font.families()[0]}


def test_a_machine_without_chinese_fonts_gets_the_bundled_one(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("organizer.widgets.theme.FAMILIES", ("No Such Font",))
    theme.start(qapp, Mode.LIGHT, 100)
    try:
        assert theme.font().families()[0] == "Noto Sans SC"
        assert "Noto Sans SC" in QFontDatabase.families()
        assert QFontInfo(theme.font()).family() == "Noto Sans SC"
    finally:
        monkeypatch.undo()
        QFontDatabase.removeAllApplicationFonts()
        families.cache_clear()  # pages load theirs again
        theme.start(qapp, Mode.LIGHT, 100)


def test_a_kind_can_be_changed_while_shown(qtbot: QtBot) -> None:
    button = QPushButton("保存")
    qtbot.addWidget(button)
    button.show()
    set_kind(button, Kind.PRIMARY)
    filled = button.grab().toImage().pixelColor(8, button.height() // 2).name()
    set_kind(button, Kind.SECONDARY)
    plain = button.grab().toImage().pixelColor(8, button.height() // 2).name()
    assert (filled, plain) == (LIGHT.accent_fill, LIGHT.surface)


def test_tone_and_card_are_drawn(qtbot: QtBot) -> None:
    frame = make_card(QFrame())
    qtbot.addWidget(frame)
    frame.resize(60, 60)
    label = QLabel("危险", frame)
    set_tone(label, Tone.DANGER)
    frame.show()
    assert frame.grab().toImage().pixelColor(50, 50).name() == LIGHT.surface
    assert label.palette().color(QPalette.ColorRole.WindowText).name() == LIGHT.danger


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_an_icon_is_drawn_sharp_in_its_colour(qapp: QApplication, ratio: float) -> None:
    drawn = pixmap("x", 18, "#b3232b", ratio)
    assert drawn.width() == round(18 * ratio)
    assert drawn.devicePixelRatio() == ratio
    image = drawn.toImage()
    middle = image.pixelColor(image.width() // 2, image.height() // 2)
    assert middle.name() == "#b3232b"
    assert pixmap("x", 18, "#b3232b", ratio).cacheKey() == drawn.cacheKey()


def test_a_misspelt_icon_is_not_a_silent_gap(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        icon("no-such-icon")


def is_drawn_in(button: QPushButton, colour: str) -> bool:
    """Whether the middle of the icon has this colour, but for rounding of half-clear pixels."""
    image = button.icon().pixmap(button.iconSize()).toImage()
    drawn = image.pixelColor(image.width() // 2, image.height() // 2)
    wanted = QColor(colour)
    return (
        max(
            abs(drawn.red() - wanted.red()),
            abs(drawn.green() - wanted.green()),
            abs(drawn.blue() - wanted.blue()),
        )
        <= 3
    )


def test_an_icon_is_drawn_when_its_button_is_measured(qtbot: QtBot) -> None:
    button = QPushButton("新增")
    qtbot.addWidget(button)
    without = button.sizeHint().width()
    later = QPushButton("新增")
    qtbot.addWidget(later)
    set_icon(later, "plus")
    theme.set_mode(Mode.DARK)
    assert later.icon().isNull()
    assert later.sizeHint().width() >= without + later.iconSize().width()
    assert is_drawn_in(later, DARK.text)
    with pytest.raises(FileNotFoundError):
        set_icon(later, "no-such-icon")


def test_an_icon_follows_theme_kind_and_text_size(qtbot: QtBot) -> None:
    button = QPushButton("新增")
    qtbot.addWidget(button)
    set_icon(button, "plus")
    button.ensurePolished()
    assert is_drawn_in(button, LIGHT.text)
    theme.set_mode(Mode.DARK)
    assert is_drawn_in(button, DARK.text)
    set_icon(button, "plus", Tone.DANGER)
    assert is_drawn_in(button, DARK.danger)
    set_kind(button, Kind.PRIMARY)
    set_icon(button, "plus")
    assert is_drawn_in(button, DARK.on_accent)
    size = button.iconSize().height()
    theme.set_text_percent(200)
    assert button.iconSize().height() == 2 * size

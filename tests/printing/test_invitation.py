"""The invitation as a picture: all that is said stands on it, whole, inside its card."""

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from organizer.printing.invitation import Invitation, InvitationPages
from organizer.printing.outputs import picture, picture_size

PLAIN = Invitation("沙龙", "周六沙龙", ("3月14日（周六） 14:00–16:00",))
FULL = Invitation(
    "线下沟通日",
    "校长们的春天：招生、续费与团队怎样一起从容起来——" * 4,
    ("3月14日（周六） 14:00–16:00", "3月15日（周日） 09:00–10:00 收尾与参观新校区的全部教室"),
    (
        ("地点", "晨光教育三楼多功能厅\n郑州市金水区花园路与农科路交叉口向北五十米路东五十八号院"),
        ("东道主", "广州市天河区卓越未来星辰国际英语与作文培训中心有限公司"),
        ("Please bring", "一份自己学校的招生方案、笔记本、名片"),
    ),
    "先听两位校长讲自己的做法，再分组互相出主意。带着问题来，带着办法走。" * 8,
    "在群里接龙报名",
)


@pytest.fixture(autouse=True)
def _application(qtbot: QtBot) -> None:
    """Fonts want an application."""


def together(lines: list[str]) -> str:
    return "".join("".join(lines).split())


def test_everything_is_said_and_nothing_is_cut() -> None:
    shown = together(InvitationPages(FULL).shown())
    texts = [FULL.kind, FULL.title, *FULL.when, *(v for _l, v in FULL.facts), FULL.words, FULL.foot]
    for text in texts:
        assert together([text]) in shown
    assert "…" not in shown


def test_it_is_as_wide_as_a_phone_and_as_high_as_its_content() -> None:
    plain, full = picture_size(InvitationPages(PLAIN), 0), picture_size(InvitationPages(FULL), 0)
    assert plain.width() == full.width() == 1500
    assert plain.height() < full.height()
    assert plain.height() > 500


@pytest.mark.parametrize("invitation", [PLAIN, FULL], ids=["plain", "full"])
def test_nothing_is_drawn_beside_the_card(invitation: Invitation) -> None:
    image = picture(InvitationPages(invitation), 0)
    ground = image.pixelColor(2, 2)
    edges = [(x, y) for x in (2, image.width() - 3) for y in range(0, image.height(), 7)]
    edges += [(x, y) for y in (2, image.height() - 3) for x in range(0, image.width(), 7)]
    assert {image.pixelColor(x, y).name() for x, y in edges} == {ground.name()}
    assert ink_right_of_the_text(image) == 0


def ink_right_of_the_text(image: QImage) -> int:
    """Dark points in the white margin between the texts and the right edge of the card."""
    left, right = round(image.width() * (1 - 0.088)), round(image.width() * (1 - 0.045))
    band = round(image.width() * 0.045)
    white = QColor("#ffffff").name()
    top = next(
        y for y in range(band, image.height()) if image.pixelColor(right - 4, y).name() == white
    )
    return sum(
        image.pixelColor(x, y).lightness() < 200
        for x in range(left, right, 3)
        for y in range(top + 4, image.height() - 100, 3)
    )


def test_what_is_not_known_takes_no_room() -> None:
    shown = InvitationPages(PLAIN).shown()
    assert shown == ["沙龙", "周六沙龙", "3月14日（周六） 14:00–16:00"]


def test_a_very_long_description_says_that_there_is_more() -> None:
    shown = together(InvitationPages(PLAIN._replace(words="长话说来" * 1_000)).shown())
    assert shown.endswith("…")
    assert len(shown) > 500

"""Finding people for pickers and for the line above every page."""

from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from organizer.base.register_thread import RegisterThread
from organizer.domain.members import actions
from organizer.screens.members import ROOM
from organizer.screens.members.find import find_districts, find_members
from organizer.screens.members.index import index_of
from organizer.widgets.desk import Desk

Run = Callable[[Any], Any]


@pytest.mark.parametrize("indexed", [False, True], ids=["sql", "index"])
def test_the_likeliest_come_first(
    desk: Desk, register: RegisterThread, run: Run, qtbot: QtBot, indexed: bool
) -> None:
    names = ("宗国芳", "曾国", "曾国藩", "欧阳曾国")
    register.act(lambda step: [actions.add(step, name) for name in names]).result()
    if indexed:
        index_of(desk).begin()
        qtbot.waitUntil(lambda: index_of(desk).ready)
    assert [one.title for one in run(find_members(desk, "曾国"))] == ["曾国", "曾国藩", "欧阳曾国"]
    assert [one.title for one in run(find_members(desk, "zengguo"))][:2] == ["曾国", "曾国藩"]
    assert "曾国藩" in [one.title for one in run(find_members(desk, "zgf"))]


def test_nothing_typed_offers_the_first_by_name(desk: Desk, run: Run) -> None:
    offered = run(find_members(desk, ""))
    assert len(offered) == 30


def test_archived_people_are_not_offered(
    desk: Desk, register: RegisterThread, run: Run, qtbot: QtBot
) -> None:
    new_id, _step = register.act(lambda step: actions.add(step, "独孤求败")).result()
    index_of(desk).begin()
    qtbot.waitUntil(lambda: index_of(desk).ready)
    register.act(lambda step: actions.archive(step, [new_id])).result()
    assert run(find_members(desk, "独孤")) == []


def test_the_global_search_finds_people(desk: Desk, run: Run, register: RegisterThread) -> None:
    register.act(
        lambda step: actions.add(step, "独孤求败", phones=["13955556666"], position="馆长")
    ).result()
    (finder,) = ROOM.finders
    (found,) = run(finder.find(desk, "5556666"))
    assert (found.title, found.detail) == ("独孤求败", "馆长")


def test_districts_by_pinyin_and_provinces_first(run: Run) -> None:
    assert any("鼓楼区" in one.title for one in run(find_districts("gulou")))
    assert len(run(find_districts(""))) > 30

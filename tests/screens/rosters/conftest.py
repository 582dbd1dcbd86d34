"""The page of lists, and a list as ugly as real ones are."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest

from organizer.screens.rosters.page import RostersPage
from tests.screens.conftest import MakePage

Settle = Callable[[], None]

UGLY = """河南省教培机构交流群名单,,,,
,,,,
序号,您的姓名（必填）,联系电话,所在机构,特长
1,曾大海,13912340001,海风教育,书法
2,单小雨,139-1234-0002,海风教育,
3,解思齐,1.39E+10,晨光教育,
4,,13912340004,晨光教育,
5,仇小燕,13912340005,晨光教育,围棋
"""


@pytest.fixture
def page(make_page: MakePage, settle: Settle) -> RostersPage:
    made = cast("RostersPage", make_page("rosters"))
    settle()
    return made


@pytest.fixture
def ugly(tmp_path: Path) -> Path:
    path = tmp_path / "名单.csv"
    path.write_bytes(UGLY.encode("gb18030"))
    return path

"""The members page over made-up people."""

from typing import cast

import pytest

from organizer.screens.members.page import MembersPage
from tests.screens.conftest import MakePage
from tests.screens.members.acting import Settle


@pytest.fixture
def page(make_page: MakePage, settle: Settle) -> MembersPage:
    made = cast("MembersPage", make_page("members"))
    settle()
    return made

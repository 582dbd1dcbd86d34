"""Who is willing to host, and whose turn it is."""

import datetime as dt

from organizer.base.register import Register
from organizer.domain.events import actions, actions_hosts, store_hosts
from organizer.domain.events.records import SessionTime
from organizer.domain.institutions import actions as institutions


def _hosted(register: Register, host: str, day: dt.date, kind: str = "meet_up") -> str:
    with register.step() as step:
        return actions.add(step, "沟通日", kind, [SessionTime(day, "14:00", 120)], host_id=host)


def _turns(register: Register, besides: str | None = None) -> list[tuple[str, int]]:
    with register.reading() as db:
        return [(one.name, one.times) for one in store_hosts.turns(db, besides=besides)]


def test_who_hosted_longest_ago_is_next(register: Register) -> None:
    with register.step() as step:
        ids = {name: institutions.add(step, name) for name in ("启明", "向阳", "云上", "知行")}
        for at, name in enumerate(("启明", "向阳", "云上")):
            actions_hosts.add(step, ids[name], dt.date(2025, 1 + at, 1))
    assert _turns(register) == [("启明", 0), ("向阳", 0), ("云上", 0)]
    _hosted(register, ids["启明"], dt.date(2026, 2, 7))
    planned = _hosted(register, ids["向阳"], dt.date(2026, 4, 4))
    _hosted(register, ids["知行"], dt.date(2026, 1, 3))
    assert _turns(register) == [("云上", 0), ("启明", 1), ("向阳", 1)]
    # the day a host is looked for does not count against whom it was given to
    assert _turns(register, planned)[0] == ("向阳", 0)


def test_only_what_takes_place_counts(register: Register) -> None:
    with register.step() as step:
        one = institutions.add(step, "启明")
        actions_hosts.add(step, one)
    _hosted(register, one, dt.date(2026, 2, 7), kind="salon")
    off = _hosted(register, one, dt.date(2026, 3, 7))
    with register.step() as step:
        actions.cancel(step, [off])
    assert _turns(register) == [("启明", 0)]
    with register.step() as step:
        actions.resume(step, [off])
        again = actions_hosts.add(step, one)
        assert again == store_hosts.willing_row(step, one)
    assert _turns(register) == [("启明", 1)]
    with register.step() as step:
        actions_hosts.remove(step, one)
    assert _turns(register) == []

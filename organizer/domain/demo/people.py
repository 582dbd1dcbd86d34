"""Made-up people and institutions as plain data: the same chance gives the same people."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from organizer.domain.demo import words

#: No network has handed out numbers that begin with 169: nobody can be rung up by mistake.
PHONE_PREFIX = "169"
#: QQ numbers of eleven digits that begin with 9999 were never given out either.
QQ_PREFIX = "9999"


@dataclass(slots=True)
class Institution:
    """A made-up institution."""

    name: str
    short_name: str
    district: str
    district_words: str
    subjects: tuple[str, ...]
    id: str = ""


@dataclass(slots=True)
class Person:
    """A made-up person; `place` counts from 0 in the order in which people come."""

    place: int
    name: str
    institution: Institution | None
    position: str
    phone: str
    handle: str
    nickname: str
    birthday: str = ""
    calendar: str = "solar"
    source: str = ""
    notes: str = ""
    tags: tuple[int, ...] = ()
    id: str = ""
    account_id: str = ""
    groups: list[int] = field(default_factory=list)

    @property
    def alias(self) -> str:
        """What the person is called in a group that asks for district, institution and name."""
        if self.institution is None:
            return self.name
        return f"{self.institution.district_words}-{self.institution.short_name}-{self.name}"


def made_institutions(chance: random.Random, count: int) -> list[Institution]:
    """So many institutions with names of their own."""
    found: list[Institution] = []
    pairs = [(stem, trade) for trade in words.TRADES for stem in words.STEMS]
    chance.shuffle(pairs)
    for place in range(count):
        stem, trade = pairs[place % len(pairs)]
        round_number = place // len(pairs)
        code, district = words.DISTRICTS[chance.randrange(len(words.DISTRICTS))]
        campus = "" if round_number == 0 else f"{district}{round_number + 1}校区"
        name = f"{stem}{trade.ending}{campus}"
        found.append(Institution(name, stem, code, district, trade.subjects))
    return found


def made_people(
    chance: random.Random, count: int, institutions: list[Institution], year: int
) -> list[Person]:
    """So many people; about one in fifty is somebody who is there already, entered again."""
    found: list[Person] = []
    for place in range(count):
        if place > 20 and place % 50 == 27:
            found.append(_entered_again(chance, place, found))
        else:
            found.append(_person(chance, place, institutions, year))
    return found


def _person(
    chance: random.Random, place: int, institutions: list[Institution], year: int
) -> Person:
    pick = chance.random
    name = _name(chance)
    institution = None
    if institutions and pick() < 0.92:
        institution = institutions[int(pick() * len(institutions))]
    person = Person(
        place,
        name,
        institution,
        words.POSITIONS[int(pick() * len(words.POSITIONS))] if pick() < 0.9 else "",
        f"{PHONE_PREFIX}{place:08}" if pick() < 0.85 else "",
        f"demo_wx_{place:06}" if pick() < 0.6 else "",
        _nickname(chance, name, institution),
        source=words.SOURCES[int(pick() * len(words.SOURCES))],
        notes=words.NOTES[int(pick() * len(words.NOTES))] if pick() < 0.12 else "",
        tags=(int(pick() * len(words.TAGS)),) if pick() < 0.25 else (),
    )
    if pick() < 0.45:
        month, day = 1 + int(pick() * 12), 1 + int(pick() * 28)
        born = f"{year - 25 - int(pick() * 30)}" if pick() < 0.8 else "-"
        person.birthday = f"{born}-{month:02}-{day:02}"
        person.calendar = "lunar" if pick() < 0.3 else "solar"
    return person


def _name(chance: random.Random) -> str:
    pick = chance.random
    if pick() < 0.02:
        surname = words.LONG_SURNAMES[int(pick() * len(words.LONG_SURNAMES))]
    else:
        surname = words.SURNAMES[int(pick() * len(words.SURNAMES))]
    given = words.GIVEN[int(pick() * len(words.GIVEN))]
    if pick() < 0.65:
        given += words.GIVEN[int(pick() * len(words.GIVEN))]
    return surname + given


def _nickname(chance: random.Random, name: str, institution: Institution | None) -> str:
    kind = chance.random()
    if kind < 0.3:
        return name
    if kind < 0.5 and institution is not None:
        return f"{institution.short_name}-{name}"
    if kind < 0.65:
        return f"{name[-1]}{name[-1]}"
    if kind < 0.75:
        return f"🌻{name[1:]}"
    return f"{institution.name} {name}" if kind < 0.85 and institution else ""


def _entered_again(chance: random.Random, place: int, people: list[Person]) -> Person:
    """Somebody a second time: by the same phone, WeChat id, or nearly the same name."""
    known = people[int(chance.random() * len(people))]
    again = Person(place, known.name, known.institution, "", "", "", "")
    kind = place // 50 % 4
    if kind == 0 and known.phone:
        again.phone = known.phone
        again.name = known.name[0] + (known.position or "老师")
    elif kind == 1 and known.handle:
        again.handle = known.handle
    elif kind == 2:
        again.name = "".join(
            words.ALIKE.get(one, one) if n else one for n, one in enumerate(known.name)
        )
    return again


def batches(people: list[Person], months: int) -> Iterator[list[Person]]:
    """The people in the order they come: the list one starts with, then some every month."""
    first = max(1, len(people) * 35 // 100)
    yield people[:first]
    rest = people[first:]
    for month in range(months):
        yield rest[len(rest) * month // months : len(rest) * (month + 1) // months]

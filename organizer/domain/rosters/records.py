"""A line of the members list, and what a step may have changed of it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from organizer.domain.members.records import MemberRow

#: What keys of own fields start with; the field's id follows.
OWN = "field:"


class OwnField(NamedTuple):
    """An own field as a list knows it: `choices` are its allowed words."""

    id: str
    name: str
    type: str
    choices: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The key of its column."""
        return OWN + self.id


class Held(NamedTuple):
    """A position somebody holds: its title (a code or the owner's word) and where."""

    title: str
    place: str


class RosterRow(NamedTuple):
    """A member as a line of the members list: with groups, positions and own fields.

    `groups` are the names of the groups they are in by an ordinary account, `joined_on` is the
    day they last joined one of these ('' when no day is known), `values` own fields by id.
    """

    member: MemberRow
    groups: tuple[str, ...] = ()
    roles: tuple[Held, ...] = ()
    joined_on: str = ""
    values: Mapping[str, str] = MappingProxyType({})


class Touched(NamedTuple):
    """What a step changed of the members list.

    `ids` are the members whose lines may look different (None: too many to name), `texts` what
    the search index has to know of them, empty when nothing searched has changed.
    """

    ids: tuple[str, ...] | None
    texts: tuple[tuple[str, ...], ...] = ()


class Namesake(NamedTuple):
    """A member by name: where they are, and whether any phone of theirs is known."""

    id: str
    institution_id: str
    has_phone: bool
    archived: bool

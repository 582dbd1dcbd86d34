"""Carrying out the plan of an import: one step, rows written in bulk, column by column."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, islice, repeat
from typing import Any

from organizer.base.errors import UserError
from organizer.base.steps import ActionKind, Step
from organizer.base.table_files.headers import header_key
from organizer.base.words import N_
from organizer.domain.fields import actions as tagging
from organizer.domain.fields import actions_own, actions_presets
from organizer.domain.groups import actions as groups
from organizer.domain.groups import actions_many as memberships_many
from organizer.domain.groups import actions_memberships as memberships
from organizer.domain.groups.records import JoinRow
from organizer.domain.institutions import actions as institutions
from organizer.domain.members import actions_many as members
from organizer.domain.rosters import store
from organizer.domain.rosters.checking import split_words
from organizer.domain.rosters.columns import NEW_FIELD
from organizer.domain.rosters.mapping import signature
from organizer.domain.rosters.plan import NEW, GroupTarget, ImportPlan
from organizer.domain.rosters.records import OWN

IMPORT = ActionKind(
    "rosters.import",
    N_("Imported a list: {parts}"),
    parts=(("new", N_("{new} new")), ("changed", N_("{changed} changed"))),
)

#: What presets of remembered mappings are called.
HEADERS = "headers"

_IDS = 1_000
_ONLY_NEW = bytes(1 if value == NEW else 0 for value in range(256))
#: Columns of a member that come from the list as they are.
_AS_GIVEN = (
    "number",
    "form_of_address",
    "welcome_title",
    "position",
    "district",
    "source",
    "notes",
    "birthday",
    "birthday_calendar",
)


def carry_out(step: Step, plan: ImportPlan) -> dict[str, int]:
    """Write what the plan says, nothing else, and return its receipt (the step's values).

    Raises UserError when the register has changed since the plan was made.
    """
    if store.mark(step) != plan.mark:
        raise UserError(
            "import.outdated",
            N_("The register has changed since this preview was made. Look at the new preview."),
        )
    step.begins(IMPORT, **plan.counts)
    work = _Commit(step, plan)
    work.prepare()
    work.add_new()
    work.change_known()
    if plan.mapping is not None and plan.mapping.by_hand:
        remember(step, plan)
    step.note(
        new_institutions=len(plan.new_institutions),
        masked=len(plan.masked_rows()),
        repeated=len(plan.repeated_rows()),
        emptied=len(plan.emptied_rows()),
    )
    return dict(step.values)


def remember(step: Step, plan: ImportPlan) -> None:
    """Keep a mapping that was corrected by hand for the next list with this header."""
    mapping = plan.mapping
    if mapping is None:
        return
    pairs = zip(map(header_key, mapping.header), mapping.keys, strict=True)
    actions_presets.save_preset(
        step,
        HEADERS,
        signature(mapping.header),
        {"keys": {name: key for name, key in pairs if name}},
    )


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


class _Ids:
    """Many ids in the room of their letters: as texts a hundred thousand take 9 MB, so 3.6."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._letters = bytearray()
        self._length = 1
        source = iter(ids)
        while part := list(islice(source, _IDS)):
            self._length = len(part[0])
            self._letters += "".join(part).encode("ascii")

    def __len__(self) -> int:
        return len(self._letters) // self._length

    def __iter__(self) -> Iterator[str]:
        length = self._length
        for start in range(0, len(self._letters), length * _IDS):
            part = self._letters[start : start + length * _IDS].decode("ascii")
            for place in range(0, len(part), length):
                yield part[place : place + length]


class _Commit:
    """The writing of one plan."""

    def __init__(self, step: Step, plan: ImportPlan) -> None:
        self._step = step
        self._plan = plan
        self._checked = plan.checked
        self._count = plan.outcome.count(NEW)
        self._mask = plan.outcome.translate(_ONLY_NEW) if self._count < len(plan.outcome) else None
        self._ids = _Ids(())
        self._institutions: dict[str, str | None] = {"": None}
        self._group = plan.group

    def _new(self, key: str) -> Sequence[str]:
        """The values of a column in the new rows."""
        values = self._checked.values[key]
        return values if self._mask is None else list(compress(values, self._mask))

    def _new_rows(self) -> Iterable[int]:
        return range(self._count) if self._mask is None else self._plan.rows(NEW)

    # --- what rows refer to ---------------------------------------------------------------------

    def prepare(self) -> None:
        """Make the institutions, the group and the own fields that rows refer to."""
        plan, step = self._plan, self._step
        self._institutions |= plan.institutions
        if plan.new_institutions:
            self._institutions |= institutions.find_or_create(step, plan.new_institutions)
        group = plan.group
        if group is not None and group.id is None:
            group_id = groups.add(step, group.name, platform=group.platform)
            self._group = GroupTarget(group_id, group.name, group.platform, group.joined_on)
        self._fields = {
            f"{NEW_FIELD}:{place}": actions_own.define(step, "member", name, "text")
            for place, name in enumerate(self._checked.new_fields)
        }

    def _field_id(self, key: str) -> str:
        return self._fields.get(key) or key.removeprefix(OWN)

    # --- new members ----------------------------------------------------------------------------

    def add_new(self) -> None:
        """Add the new members with everything the list says of them."""
        if not self._count:
            return
        step, checked = self._step, self._checked
        ids = self._ids = _Ids(step.new_ids(self._count))
        columns = ["id", "name"]
        values: list[Iterable[Any]] = [ids, self._new("name")]
        for key in _AS_GIVEN:
            if checked.has(key):
                columns.append(key)
                values.append(self._new(key))
        if checked.has("institution"):
            columns.append("institution_id")
            values.append(map(self._institutions.__getitem__, self._new("institution")))
        members.add_many(step, columns, zip(*values, strict=True), cleaned=True)
        self._add_phones()
        accounts = self._add_accounts()
        self._add_sets()
        self._add_memberships(accounts)
        self._recommend()

    def _add_phones(self) -> None:
        checked = self._checked
        if not checked.has("phone"):
            return
        phones = self._new("phone")
        unchecked = checked.unchecked
        kinds: Iterable[str] = repeat("mobile")
        if unchecked:
            kinds = ["unchecked" if one in unchecked else "mobile" for one in phones]
        rows: Iterable[tuple[str, str, str, int]] = zip(self._ids, phones, kinds, repeat(0))
        if not all(phones):
            rows = compress(rows, phones)
        members.add_phones_many(self._step, rows, cleaned=True)
        self._add_further_phones(checked.several.get("phone", {}))

    def _add_further_phones(self, several: dict[int, list[str]]) -> None:
        if not several:
            return
        unchecked = self._checked.unchecked
        members.add_phones_many(
            self._step,
            [
                (member_id, number, "unchecked" if number in unchecked else "mobile", place)
                for member_id, row in zip(self._ids, self._new_rows(), strict=True)
                for place, number in enumerate(several.get(row, ())[1:], start=1)
            ],
            cleaned=True,
        )

    def _add_accounts(self) -> _Ids:
        """Add accounts; the id of each new member's account on the group's platform."""
        of_group = _Ids(())
        for platform, nickname in (("wechat", "wechat_nickname"), ("qq", "")):
            needed = self._group is not None and self._group.platform == platform
            ids = self._accounts_on(platform, nickname, everybody=needed)
            of_group = ids if needed else of_group
        if self._group is not None and not of_group:
            of_group = self._accounts_on(self._group.platform, "", everybody=True)
        return of_group

    def _accounts_on(self, platform: str, nickname: str, *, everybody: bool) -> _Ids:
        checked, empty = self._checked, [""] * self._count
        handles = self._new(platform) if checked.has(platform) else empty
        names = self._new(nickname) if nickname and checked.has(nickname) else empty
        if handles is empty and names is empty and not everybody:
            return _Ids(())
        account_ids = _Ids(self._step.new_ids(self._count))
        rows: Iterable[tuple[str, ...]] = zip(
            account_ids, self._ids, repeat(platform), handles, names
        )
        if not everybody and not all(handles):
            rows = compress(rows, map(any, zip(handles, names, strict=True)))
        members.add_accounts_many(self._step, rows, cleaned=True)
        several = checked.several.get(platform, {})
        if several:
            further = [
                (self._step.new_id(), member_id, platform, handle, "")
                for member_id, row in zip(self._ids, self._new_rows(), strict=True)
                for handle in several.get(row, ())[1:]
            ]
            members.add_accounts_many(self._step, further, cleaned=True)
        return account_ids

    def _add_sets(self) -> None:
        step, checked = self._step, self._checked
        if checked.has("subjects"):
            members.add_subjects_many(step, self._each_word("subjects"), cleaned=True)
        if checked.has("tags"):
            ids = self._tag_ids(set(self._new("tags")))
            rows = ((ids[tag], "member", one) for one, tag in self._each_word("tags"))
            tagging.tag_many(step, rows)
        for key in checked.values:
            if key.startswith((OWN, NEW_FIELD)):
                pairs = zip(self._ids, self._new(key), strict=True)
                rows_of_field = [pair for pair in pairs if pair[1]]
                actions_own.set_values(step, self._field_id(key), rows_of_field)

    def _each_word(self, key: str) -> Iterator[tuple[str, str]]:
        values = self._new(key)
        words = {text: split_words(text) for text in set(values)}
        return (
            (member_id, word)
            for member_id, text in zip(self._ids, values, strict=True)
            for word in words[text]
        )

    def _tag_ids(self, texts: Iterable[str]) -> dict[str, str]:
        names = dict.fromkeys(word for text in sorted(texts) for word in split_words(text))
        return tagging.find_or_add_tags(self._step, names) if names else {}

    def _add_memberships(self, accounts: _Ids) -> None:
        if self._group is None or self._group.id is None:
            return
        checked = self._checked
        joined: Iterable[str | None] = repeat(self._group.joined_on or self._step.today.isoformat())
        if checked.has("joined"):
            joined = [day or None for day in self._new("joined")]
        left: Iterable[str | None] = repeat(None)
        if checked.has("left"):
            left = [day or None for day in self._new("left")]
        alias = self._new("alias") if checked.has("alias") else repeat("")
        rows = zip(accounts, repeat(self._group.id), alias, joined, left)
        memberships_many.add_memberships_many(self._step, rows, cleaned=True)

    def _recommend(self) -> None:
        """Link recommenders last: one may be a row further down the list."""
        checked, found = self._checked, self._plan.recommenders
        if not checked.has("recommended_by") or not found:
            return
        new_ids = dict(zip(self._new_rows(), self._ids, strict=True))
        rows = []
        for member_id, name in zip(self._ids, self._new("recommended_by"), strict=True):
            recommender = self._resolved(found.get(name), new_ids)
            if recommender is not None and recommender != member_id:
                rows.append((member_id, recommender))
        members.change_many(self._step, ("recommended_by_id",), rows)

    @staticmethod
    def _resolved(found: str | int | None, new_ids: dict[int, str]) -> str | None:
        return new_ids.get(found) if isinstance(found, int) else found

    # --- members who are there ------------------------------------------------------------------

    def change_known(self) -> None:
        """Change the members that rows match, as the plan says."""
        step, updates = self._step, self._plan.updates
        self._change_columns()
        unchecked = self._checked.unchecked
        if updates.phones:
            members.add_phones_many(
                step,
                [
                    (member_id, number, "unchecked" if number in unchecked else "mobile", place)
                    for member_id, number, place in updates.phones
                ],
                cleaned=True,
            )
        for columns, rows in _by_columns(updates.accounts).items():
            members.change_accounts_many(step, columns, rows)
        if updates.new_accounts:
            rows_of_accounts = [(step.new_id(), *one) for one in updates.new_accounts]
            members.add_accounts_many(step, rows_of_accounts, cleaned=True)
        if updates.subjects:
            members.add_subjects_many(step, updates.subjects, cleaned=True)
        if updates.tags:
            ids = self._tag_ids({tag for _member, tag in updates.tags})
            tagging.tag_many(step, [(ids[tag], "member", one) for one, tag in updates.tags])
        for key, values in updates.fields.items():
            actions_own.set_values(step, self._field_id(key), values)
        self._change_memberships()

    def _change_columns(self) -> None:
        if not self._plan.updates.columns:
            return
        new_ids = dict(zip(self._new_rows(), self._ids, strict=True)) if self._ids else {}
        stored: dict[str, dict[str, Any]] = {}
        for member_id, columns in self._plan.updates.columns.items():
            changed: dict[str, Any] = dict(columns)
            if "institution" in columns:
                changed["institution_id"] = self._institutions[changed.pop("institution")]
            if "recommended_by" in columns:
                found = self._plan.recommenders[changed.pop("recommended_by")]
                changed["recommended_by_id"] = self._resolved(found, new_ids)
            stored[member_id] = changed
        for names, rows in _by_columns(stored).items():
            members.change_many(self._step, names, rows)

    def _change_memberships(self) -> None:
        updates, group = self._plan.updates, self._group
        if group is None or group.id is None:
            return
        if updates.joins:
            memberships.join_many(
                self._step,
                [
                    JoinRow(group.id, member_id, _day(joined), _day(left), alias=alias)
                    for member_id, joined, left, alias in updates.joins
                ],
            )
        changed: list[tuple[str, dict[str, Any]]] = []
        ended: dict[str, list[str]] = {}
        for membership_id, columns in updates.memberships.items():
            fields: dict[str, Any] = dict(columns)
            if "joined_on" in fields:
                fields["joined_on"] = _day(columns["joined_on"])
            if "left_on" in fields:
                ended.setdefault(fields.pop("left_on"), []).append(membership_id)
            if fields:
                changed.append((membership_id, fields))
        if changed:
            memberships.set_memberships(self._step, changed)
        for day, membership_ids in ended.items():
            # positions in the group end with it
            memberships.end(self._step, membership_ids, on=_day(day))
            memberships.set_memberships(
                self._step, [(one, {"left_on": _day(day)}) for one in membership_ids]
            )


def _by_columns(
    changes: dict[str, dict[str, Any]],
) -> dict[tuple[str, ...], list[tuple[Any, ...]]]:
    """Rows (id, value, …) by the columns they change."""
    found: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
    for row_id, columns in changes.items():
        names = tuple(sorted(columns))
        found.setdefault(names, []).append((row_id, *(columns[name] for name in names)))
    return found

import pytest

from organizer.base.database import Database
from organizer.base.errors import UserError
from organizer.base.register import Register
from organizer.domain.fields import actions, actions_own, actions_presets, store
from organizer.domain.members import store as members
from tests.factories import make_many, make_members
from tests.snapshots import every_row


def carried(db: Database, member_id: str) -> list[str]:
    member = members.get(db, member_id)
    assert member is not None
    return [tag.id for tag in member.tags]


def test_tags_have_one_name_and_come_back(register: Register) -> None:
    with register.step() as step:
        tag_id = actions.add_tag(step, " 核心 ", "red")
    with pytest.raises(UserError, match=r"fields\.tag_taken"), register.step() as step:
        actions.add_tag(step, "核心")
    with pytest.raises(UserError, match=r"fields\.tag_name"), register.step() as step:
        actions.add_tag(step, "  ")
    with register.step() as step:
        actions.archive_tag(step, tag_id)
    with register.reading() as db:
        assert store.tags(db) == []
        assert [tag.name for tag in store.tags(db, archived=True)] == ["核心"]
    with register.step() as step:
        assert actions.add_tag(step, "核心") == tag_id
    with register.step() as step:
        actions.archive_tag(step, tag_id)
    with register.step() as step:
        actions.restore_tag(step, tag_id)
    with register.reading() as db:
        assert store.tags(db)[0].colour == "red"


def test_a_tag_is_renamed_and_coloured(register: Register) -> None:
    with register.step() as step:
        first, second = actions.add_tag(step, "核心"), actions.add_tag(step, "讲师")
    with register.step() as step:
        assert actions.change_tag(step, first, name="核心成员", colour="blue")
        assert not actions.change_tag(step, first)
    with pytest.raises(UserError, match=r"fields\.tag_taken"), register.step() as step:
        actions.change_tag(step, second, name="核心成员")


def test_many_are_tagged_in_one_step_and_only_where_it_is_new(register: Register) -> None:
    with register.step() as step:
        ids = make_members(step)
        first, second = actions.add_tag(step, "核心"), actions.add_tag(step, "讲师")
        actions.tag(step, "member", ids[:2], [first])
    before = every_row(register)
    with register.step() as step:
        assert actions.tag(step, "member", ids[:3], [first, second]) == 4
    with register.step() as step:
        assert actions.tag(step, "member", ids[:3], [first, second]) == 0
    assert register.last_step is None
    with register.reading() as db:
        assert store.tag_counts(db, "member") == {first: 3, second: 3}
        assert carried(db, ids[0]) == [first, second]
        assert store.tag_counts(db, "institution") == {}
    with register.step() as step:
        assert actions.untag(step, "member", ids, [second]) == 3
    register.undo()
    register.undo()
    assert every_row(register) == before


def test_a_tag_put_away_comes_back_with_its_name(register: Register) -> None:
    with register.step() as step:
        (member_id, *_) = make_members(step)
        ids = actions.find_or_add_tags(step, ["甲", "乙", " ", "甲"])
        actions.archive_tag(step, ids["乙"])
    with register.step() as step:
        assert actions.find_or_add_tags(step, ["乙", "丙"])["乙"] == ids["乙"]
        assert actions.tag(step, "member", [member_id], [ids["甲"], ids["乙"]]) == 2
        assert actions.untag(step, "member", [member_id], [ids["甲"]]) == 1
    with register.reading() as db:
        assert carried(db, member_id) == [ids["乙"]]
        assert len(store.tags(db)) == 3


def test_an_own_field_is_defined_ordered_and_put_away(register: Register) -> None:
    with register.step() as step:
        first = actions_own.define(step, "member", "爱好", "text")
        second = actions_own.define(step, "member", "职称", "choice", ["初级", "高级", "初级"])
        actions_own.define(step, "institution", "爱好", "number")
    for name, code in (("爱好", "fields.name_taken"), (" ", "fields.name_missing")):
        with pytest.raises(UserError) as refused, register.step() as step:
            actions_own.define(step, "member", name, "text")
        assert refused.value.code == code
    with register.step() as step:
        actions_own.order_fields(step, [second, first])
        actions_own.rename_field(step, first, "兴趣")
    with register.reading() as db:
        fields = store.own_fields(db, "member")
    assert [field.name for field in fields] == ["职称", "兴趣"]
    assert [choice.words for choice in fields[0].choices] == ["初级", "高级"]
    with register.step() as step:
        actions_own.archive_field(step, first)
        actions_own.define(step, "member", "兴趣", "date")
    with pytest.raises(UserError, match=r"fields\.name_taken"), register.step() as step:
        actions_own.restore_field(step, first)
    with register.reading() as db:
        assert len(store.own_fields(db, "member")) == 2
        assert len(store.own_fields(db, "member", archived=True)) == 3


def test_values_are_set_changed_and_emptied(register: Register) -> None:
    with register.step() as step:
        ids = make_members(step)
        number = actions_own.define(step, "member", "学生人数", "number")
    with register.step() as step:
        assert actions_own.set_value(step, number, ids[:2], "１２０") == 2
    with register.step() as step:
        assert actions_own.set_value(step, number, ids[:3], "120") == 1
    with register.step() as step:
        assert actions_own.set_values(step, number, [(ids[0], ""), (ids[1], "80")]) == 2
    with register.reading() as db:
        values = [store.values_of(db, member_id).get(number) for member_id in ids[:3]]
    assert values == [None, "80", "120"]
    with pytest.raises(UserError, match=r"fields\.not_a_number"), register.step() as step:
        actions_own.set_value(step, number, ids, "很多")


def test_a_renamed_choice_is_renamed_at_everybody(register: Register) -> None:
    with register.step() as step:
        ids = make_members(step)
        field_id = actions_own.define(step, "member", "职称", "choice", ["初级", "高级"])
        actions_own.set_value(step, field_id, ids[:2], "初级")
        low, high = (choice.id for choice in store.field(step, field_id).choices)
    with register.step() as step:
        actions_own.rename_choice(step, low, "初级讲师")
    with register.reading() as db:
        assert store.values_of(db, ids[1]) == {field_id: "初级讲师"}
    with pytest.raises(UserError, match=r"fields\.choice_taken"), register.step() as step:
        actions_own.rename_choice(step, high, "初级讲师")
    with register.step() as step:
        actions_own.archive_choice(step, low)
    with pytest.raises(UserError, match=r"fields\.not_a_choice"), register.step() as step:
        actions_own.set_value(step, field_id, ids, "初级讲师")
    with register.reading() as db:
        assert store.values_of(db, ids[0]) == {field_id: "初级讲师"}
    with register.step() as step:
        assert actions_own.add_choice(step, field_id, "初级讲师") == low, "it comes back"
        assert actions_own.add_choice(step, field_id, "高级") == high
    with register.reading() as db:
        assert [choice.id for choice in store.field(db, field_id).choices] == [low, high]


def test_ten_thousand_values_are_one_quick_step(register: Register) -> None:
    with register.step() as step:
        ids = make_many(step, 10_000)
        field_id = actions_own.define(step, "member", "来自", "text")
    before = every_row(register)
    with register.step() as step:
        assert actions_own.set_values(step, field_id, ((i, "郑州") for i in ids)) == len(ids)
    register.undo()
    assert every_row(register) == before


def test_arrangements_are_kept_by_kind_and_name(register: Register) -> None:
    with register.step() as step:
        first = actions_presets.save_preset(step, "filter.members", " 核心 ", {"tags": ["甲"]})
        actions_presets.save_preset(step, "layout.roster", "核心", {"columns": []})
    with register.step() as step:
        assert actions_presets.save_preset(step, "filter.members", "核心", {"b": 1}) == first
        second = actions_presets.save_preset(step, "filter.members", "新人", {})
    with register.reading() as db:
        assert [(p.name, p.content) for p in store.presets(db, "filter.members")] == [
            ("新人", {}),
            ("核心", {"b": 1}),
        ]
    with pytest.raises(UserError, match=r"fields\.preset_taken"), register.step() as step:
        actions_presets.rename_preset(step, second, "核心")
    with pytest.raises(UserError, match=r"fields\.preset_name"), register.step() as step:
        actions_presets.save_preset(step, "filter.members", " ", {})
    with register.step() as step:
        actions_presets.rename_preset(step, second, "新成员")
        actions_presets.delete_preset(step, first)
    with register.reading() as db:
        assert [p.name for p in store.presets(db, "filter.members")] == ["新成员"]
        assert store.preset(db, "filter.members", "核心") is None


def test_settings_of_the_register_are_rows_that_undo_takes_back(register: Register) -> None:
    key = "ending_terms_days"
    with register.reading() as db:
        assert store.setting(db, key) == store.settings(db)[key] == 30
    with register.step() as step:
        actions_presets.set_setting(step, key, 60)
    with register.step() as step:
        actions_presets.set_setting(step, key, 90)
    register.undo()
    with register.reading() as db:
        assert store.setting(db, key) == store.settings(db)[key] == 60
    with register.step() as step:
        actions_presets.set_setting(step, key, 30)
    assert every_row(register)["setting"] == []
    with pytest.raises(UserError, match=r"settings\.out_of_bounds"), register.step() as step:
        actions_presets.set_setting(step, key, 0)
    with pytest.raises(ValueError, match="computer"), register.step() as step:
        actions_presets.set_setting(step, "theme", "dark")


def test_unknown_ids_are_a_bug(register: Register) -> None:
    with register.reading() as db:
        for ask in (store.field, store.choice, store.preset_kind):
            with pytest.raises(KeyError):
                ask(db, "nothing")


def test_history_says_what_was_kept(register: Register) -> None:
    for kind, action in (
        ("filter.members", "fields.save_filter"),
        ("layout.roster", "fields.save_layout"),
        ("headers", "fields.save_preset"),
    ):
        with register.step() as step:
            actions_presets.save_preset(step, kind, "核心", {})
        assert register.last_step is not None
        assert register.last_step.action == action

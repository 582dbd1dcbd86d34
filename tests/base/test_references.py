from pathlib import Path

from organizer.base.references import Reference, references, subject_columns
from organizer.base.register import Register


def test_every_reference_is_read_from_the_schema(tmp_path: Path) -> None:
    with Register.create(tmp_path / "名册.db") as register, register.reading() as db:
        everything = references(db)
        assert Reference("phone", "member_id", "member") in everything
        assert Reference("account", "operator_id", "member") in everything
        assert {one.parent for one in references(db, "account")} == {"account"}
        assert not {"step", "change"} & {one.table for one in everything}
        assert subject_columns(db) == [
            Reference("field_value", "subject_id", ""),
            Reference("tagging", "subject_id", "kind"),
            Reference("task", "subject_id", "kind"),
        ]

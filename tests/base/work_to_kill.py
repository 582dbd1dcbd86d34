"""What a child process does again and again until it is killed; see test_promises_killed.py.

    python work_to_kill.py VERB FOLDER

A line is printed when something is committed, never before.
"""

import shutil
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

ROWS = 3_000
LISTED = 300
MIGRATION = "m9999_made_up"


def say(*words: object) -> None:
    print(*words, flush=True)


def bulk(register: Any, number: int) -> None:
    from organizer.base.steps import ActionKind

    kind = ActionKind("test.killed", "Added tags")
    with register.step() as step:
        step.begins(kind, count=ROWS)
        step.insert_many("tag", ["name"], [[f"{number}-{n}"] for n in range(ROWS)])


def create(folder: Path) -> None:
    from organizer.base.register import Register

    say("ready")
    number = 0
    while True:
        Register.create(folder / f"new-{number}.db").close()
        say(f"new-{number}.db")
        number += 1


def edit(folder: Path) -> None:
    from organizer.base.register import Register
    from organizer.base.steps import ActionKind

    kind = ActionKind("test.killed_edit", "Added a tag")
    with Register.open(folder / "r.db") as register:
        say("ready")
        while True:
            with register.step() as step:
                step.begins(kind)
                step.insert("tag", name=step.id)
            say(step.id)


def add_in_bulk(folder: Path) -> None:
    from organizer.base.register import Register

    with Register.open(folder / "r.db") as register:
        with register.reading() as db:
            number = db.value("SELECT count(*) FROM step")
        say("ready")
        while True:
            bulk(register, number)
            number += 1
            say(number * ROWS)


def import_lists(folder: Path) -> None:
    """The command line takes one list after the other in, as an owner would."""
    from organizer.cli.main import main

    number = len(list(folder.glob("list-*.csv")))
    say("ready")
    while True:
        path = folder / f"list-{number}.csv"
        lines = [f"名单{number}的{n},139{number:03}{n:05},晨光教育" for n in range(LISTED)]
        path.write_text("姓名,手机,机构\n" + "\n".join(lines), encoding="utf-8")
        command = ["import", "members", str(path), "--group", "老师群", "-r", str(folder / "p.db")]
        if main([*command, "--json"]) == 0:
            say("imported", number)
        number += 1


def change_many(folder: Path) -> None:
    """Bulk edits: everybody gets another source and position in one step."""
    from organizer.base.register import Register
    from organizer.domain.members import actions_many

    with Register.open(folder / "p.db") as register:
        with register.reading() as db:
            ids = db.column("SELECT id FROM member")
            number = int(db.value("SELECT max(number) FROM step"))
        say("ready")
        while True:
            number += 1
            rows = [(one, f"{number:06}", f"{number:06}") for one in ids]
            with register.step() as step:
                actions_many.change_many(step, ("source", "position"), rows)
            say(f"{number:06}")


def merge(folder: Path) -> None:
    """Merges of the first two members, and the undo of every second one."""
    from organizer.base.register import Register
    from organizer.domain.joining import merging

    with Register.open(folder / "p.db") as register:
        say("ready")
        number = 0
        while True:
            with register.reading() as db:
                kept, lost = db.column("SELECT id FROM member ORDER BY id LIMIT 2")
            with register.step() as step:
                merging.merge(step, kept, lost)
            number += 1
            if number % 2:
                register.undo()
            say(number)


def make_demos(folder: Path) -> None:
    """`organizer new --demo`, again and again."""
    from organizer.cli.main import main

    number = len(list(folder.glob("demo-*.db")))
    say("ready")
    while True:
        main(["new", str(folder / f"demo-{number}.db"), "--demo", "40", "--json"])
        say(f"demo-{number}.db")
        number += 1


def undo(folder: Path) -> None:
    from organizer.base.register import Register

    with Register.open(folder / "r.db") as register:
        with register.reading() as db:
            step_id = db.value("SELECT id FROM step WHERE number = 1")
        say("ready")
        while True:
            register.undo(step_id)


def back_up(folder: Path) -> None:
    from organizer.base.register import Register

    with Register.open(folder / "r.db") as register:
        say("ready")
        while True:
            say(register.back_up().name)


def restore(folder: Path) -> None:
    from organizer.base.restoring import restore

    say("ready")
    while True:
        for name in ("a.db", "b.db"):
            restore(folder / name, folder / "r.db")


def keep_settings(folder: Path) -> None:
    from organizer.base.settings import MachineSettings

    settings = MachineSettings(folder / "settings.json")
    number = settings.state("number") or 0
    say("ready")
    while True:
        number += 1
        settings.remember("number", number)
        say(number)


def migrate(folder: Path) -> None:
    with_a_later_version()
    from organizer.base.register import Register

    number = 0
    while True:
        copy = folder / f"copy-{number}.db"
        shutil.copyfile(folder / "r.db", copy.with_suffix(".new"))
        copy.with_suffix(".new").rename(copy)
        Register.open(copy).close()
        say(copy.name if number else "ready")
        number += 1


def with_a_later_version() -> None:
    """Add a made-up version to the tables; before anything else of ours is imported."""
    from organizer import migrations

    module = ModuleType(f"organizer.migrations.{MIGRATION}")
    vars(module).update(
        VERSION=migrations.LATEST + 1,
        STATEMENTS=(
            "ALTER TABLE tag ADD COLUMN meaning TEXT NOT NULL DEFAULT ''",
            "UPDATE tag SET meaning = 'of ' || name",
            "CREATE TABLE made_up (id TEXT PRIMARY KEY NOT NULL) STRICT",
            "INSERT INTO made_up SELECT id FROM tag",
        ),
    )
    sys.modules[module.__name__] = module
    migrations.MODULES = (*migrations.MODULES, MIGRATION)  # type: ignore[assignment]
    migrations.LATEST += 1


VERBS = {
    "create": create,
    "edit": edit,
    "bulk": add_in_bulk,
    "import": import_lists,
    "change": change_many,
    "merge": merge,
    "demo": make_demos,
    "undo": undo,
    "backup": back_up,
    "restore": restore,
    "settings": keep_settings,
    "migrate": migrate,
}

if __name__ == "__main__":
    VERBS[sys.argv[1]](Path(sys.argv[2]))

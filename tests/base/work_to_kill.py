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
MIGRATION = "m0002_made_up"


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


def import_rows(folder: Path) -> None:
    from organizer.base.register import Register

    with Register.open(folder / "r.db") as register:
        with register.reading() as db:
            number = db.value("SELECT count(*) FROM step")
        say("ready")
        while True:
            bulk(register, number)
            number += 1
            say(number * ROWS)


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
    with_a_second_version()
    from organizer.base.register import Register

    number = 0
    while True:
        copy = folder / f"copy-{number}.db"
        shutil.copyfile(folder / "r.db", copy.with_suffix(".new"))
        copy.with_suffix(".new").rename(copy)
        Register.open(copy).close()
        say(copy.name if number else "ready")
        number += 1


def with_a_second_version() -> None:
    """Add a made-up version to the tables; before anything else of ours is imported."""
    from organizer import migrations

    module = ModuleType(f"organizer.migrations.{MIGRATION}")
    vars(module).update(
        VERSION=2,
        STATEMENTS=(
            "ALTER TABLE tag ADD COLUMN meaning TEXT NOT NULL DEFAULT ''",
            "UPDATE tag SET meaning = 'of ' || name",
            "CREATE TABLE made_up (id TEXT PRIMARY KEY NOT NULL) STRICT",
            "INSERT INTO made_up SELECT id FROM tag",
        ),
    )
    sys.modules[module.__name__] = module
    migrations.MODULES = (*migrations.MODULES, MIGRATION)  # type: ignore[assignment]
    migrations.LATEST = 2


VERBS = {
    "create": create,
    "edit": edit,
    "import": import_rows,
    "undo": undo,
    "backup": back_up,
    "restore": restore,
    "settings": keep_settings,
    "migrate": migrate,
}

if __name__ == "__main__":
    VERBS[sys.argv[1]](Path(sys.argv[2]))

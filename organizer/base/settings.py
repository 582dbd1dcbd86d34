"""Settings declared once as data, and the machine's own, kept in `settings.json`.

A setting of the machine (window, language, theme) lies in the config folder; one of the register
is a row of its table `setting`, changed by steps. Both are declared here.
"""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from organizer.base.errors import UserError
from organizer.base.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable

Kind = Literal["choice", "number", "yes_no", "text", "folder"]


class Setting(NamedTuple):
    """One setting: its key, what it may be, and how it is shown.

    `choices` are (value, label); `least` and `most` bound a number; labels are marked with N_.
    """

    key: str
    kind: Kind
    default: Any
    section: str
    label: str
    hint: str = ""
    scope: Literal["machine", "register"] = "machine"
    choices: tuple[tuple[Any, str], ...] = ()
    least: int = 0
    most: int = 0
    unit: str = ""

    def accepted(self, value: Any) -> Any:
        """The value if it may be one. Raises UserError when it is out of bounds."""
        if self.kind == "choice" and value not in [choice for choice, _label in self.choices]:
            raise self._refused()
        if self.kind == "number" and not (
            isinstance(value, int) and not isinstance(value, bool) and self._bounded(value)
        ):
            raise self._refused()
        if self.kind == "yes_no" and not isinstance(value, bool):
            raise self._refused()
        if self.kind in ("text", "folder") and not isinstance(value, str):
            raise self._refused()
        return value

    def _bounded(self, value: int) -> bool:
        return self.least <= value <= self.most

    def _refused(self) -> UserError:
        if self.kind == "number":
            return UserError(
                "settings.out_of_bounds",
                N_("Please enter a number from {least} to {most}."),
                least=self.least,
                most=self.most,
            )
        return UserError("settings.unknown_value", N_("Please choose one of the offered values."))


LOOK, SAFETY, LISTS = N_("Look and language"), N_("Safety"), N_("Lists")
REMINDERS = N_("Reminders")

DECLARED: tuple[Setting, ...] = (
    Setting(
        "theme",
        "choice",
        "system",
        LOOK,
        N_("Theme"),
        choices=(
            ("system", N_("As the computer")),
            ("light", N_("Light")),
            ("dark", N_("Dark")),
        ),
    ),
    Setting("text_percent", "number", 100, LOOK, N_("Text size"), least=100, most=200, unit="%"),
    Setting(
        "language",
        "choice",
        "",
        LOOK,
        N_("Language"),
        choices=(("", N_("As the computer")), ("zh_Hans", "简体中文"), ("en", "English")),
    ),
    Setting(
        "backup_folder",
        "folder",
        "",
        SAFETY,
        N_("Folder of backups"),
        N_("Empty: beside the register. A folder on another disk is safer."),
    ),
    Setting(
        "backup_megabytes",
        "number",
        2_000,
        SAFETY,
        N_("Space for backups"),
        N_("Older generations go first; the newest verified backup always stays."),
        least=100,
        most=200_000,
        unit="MB",
    ),
    Setting(
        key="mask_numbers",
        kind="yes_no",
        default=True,
        section=SAFETY,
        label=N_("Mask phone numbers"),
        hint=N_("Shown as 138 **** 1234 until clicked; also when copied, printed or exported."),
    ),
    Setting(
        "made_by",
        "text",
        "",
        SAFETY,
        N_("Your name in the history"),
        N_("With a name here the history tells who changed what."),
    ),
    Setting(
        "ending_terms_days",
        "number",
        30,
        LISTS,
        N_("Remind before terms end"),
        N_("How many days before a position’s term ends."),
        scope="register",
        least=1,
        most=365,
        unit="d",
    ),
    Setting(
        "remind_days",
        "number",
        1,
        REMINDERS,
        N_("Before an event, days"),
        N_("0: no reminder. Reminders come while the program runs, each of them once."),
        most=14,
        unit="d",
    ),
    Setting(
        "remind_hours", "number", 2, REMINDERS, N_("And again, hours before"), most=72, unit="h"
    ),
    Setting("remind_attendance", "yes_no", True, REMINDERS, N_("After an event: enter who came")),  # noqa: FBT003
    Setting("remind_tasks", "yes_no", True, REMINDERS, N_("When something promised is due")),  # noqa: FBT003
)

BY_KEY = {setting.key: setting for setting in DECLARED}


class MachineSettings:
    """The settings of this computer, and what screens want remembered (`state`).

    A damaged or missing file counts as empty; it is written whole or not at all.
    """

    def __init__(self, path: Path | None) -> None:
        """Read the file; with no path nothing is kept (for made-up data and tests)."""
        self._path = path
        self._values: dict[str, Any] = {}
        self.listeners: list[Callable[[str], None]] = []
        if path is not None:
            try:
                found = json.loads(path.read_text(encoding="utf-8"))
            except (OSError, ValueError):
                found = {}
            if isinstance(found, dict):
                self._values = found

    def get(self, key: str) -> Any:
        """The value of a declared setting; its default when unset or unusable.

        Who changes things is called as on this computer until a name is given, or taken away.
        """
        setting = BY_KEY[key]
        if key == "made_by" and key not in self._values:
            return computer_user()
        try:
            return setting.accepted(self._values.get(key, setting.default))
        except UserError:
            return setting.default

    def set(self, key: str, value: Any) -> None:
        """Change a declared setting. Raises UserError when it may not be that or can't be kept."""
        if self.get(key) != BY_KEY[key].accepted(value):
            self._put(key, value)
            for listener in list(self.listeners):
                listener(key)

    def state(self, name: str) -> Any:
        """Something remembered, such as widths of columns; None when there is nothing."""
        remembered = self._values.get("remembered")
        return remembered.get(name) if isinstance(remembered, dict) else None

    def remember(self, name: str, state: Any) -> None:
        """Remember something (JSON values). Raises UserError when the disk refuses."""
        remembered = self._values.get("remembered")
        kept = dict(remembered) if isinstance(remembered, dict) else {}
        if kept.get(name) != state:
            kept[name] = state
            self._put("remembered", kept)

    def _put(self, key: str, value: Any) -> None:
        changed = {**self._values, key: value}
        if self._path is not None:
            from organizer.base.files import replacing

            self._path.parent.mkdir(parents=True, exist_ok=True)
            with replacing(self._path, "w", encoding="utf-8") as file:
                json.dump(changed, file, ensure_ascii=False, indent=1, sort_keys=True)
        self._values = changed


def computer_user() -> str:
    """What the system calls who sits at this computer; empty when it does not say."""
    from getpass import getuser

    try:
        return getuser()[:100]
    except (OSError, KeyError, ImportError):  # who has no entry in the system's list of users
        return ""


def config_file() -> Path:
    """Where the settings of this computer lie."""
    from platformdirs import user_config_path

    return user_config_path("Organizer", appauthor=False, roaming=False) / "settings.json"


def data_folder() -> Path:
    """Where registers lie unless the owner says otherwise."""
    from platformdirs import user_data_path

    return user_data_path("Organizer", appauthor=False, roaming=False)

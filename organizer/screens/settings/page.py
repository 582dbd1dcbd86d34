"""The settings, built from what is declared: one card for each section, one row for each."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from organizer.base.errors import UserError
from organizer.base.overriding import override
from organizer.base.settings import DECLARED, LISTS, LOOK, REMINDERS, SAFETY, Setting
from organizer.base.words import _
from organizer.domain.fields import store as fields
from organizer.domain.fields.actions_presets import set_setting
from organizer.screens.settings.backups import BackupsCard
from organizer.screens.settings.controls import Control, FolderControl, control_of
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk, Page
from organizer.widgets.labels import PlainLabel
from organizer.widgets.theme import Space, TextRole, make_card

if TYPE_CHECKING:
    from organizer.base.steps import FinishedStep

WIDEST = 860
SECTIONS = (LOOK, SAFETY, LISTS, REMINDERS)


class SettingsPage(Page):
    """What is changed holds at once; there is nothing to save."""

    help_page = "settings"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.controls: dict[str, Control] = {}
        self._labels: dict[str, tuple[PlainLabel, PlainLabel]] = {}
        self._titles: dict[str, PlainLabel] = {}
        self.heading = PlainLabel("", self, role=TextRole.HEADING)
        self.backups = BackupsCard(desk)
        self._of_register: list[QWidget] = [self.backups]
        self.area = QScrollArea(self)
        self._lay_out()
        desk.machine_settings.listeners.append(self._machine_setting_changed)
        self.retranslate()
        self._show_machine_settings()

    def _lay_out(self) -> None:
        column_widget = QWidget()
        column_widget.setMaximumWidth(WIDEST)
        column = QVBoxLayout(column_widget)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.XL)
        column.setSpacing(Space.L)
        column.addWidget(self.heading)
        for section in SECTIONS:
            declared = [setting for setting in DECLARED if setting.section == section]
            card = self._card(section, declared)
            column.addWidget(card)
            if all(setting.scope == "register" for setting in declared):
                self._of_register.append(card)
            if section == SAFETY:
                column.addWidget(self.backups)
        column.addStretch(1)
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(column_widget, 1000)
        row.addStretch(1)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(middle)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.area)

    def _card(self, section: str, declared: list[Setting]) -> QFrame:
        card = make_card(QFrame())
        column = QVBoxLayout(card)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        column.setSpacing(Space.M)
        self._titles[section] = PlainLabel("", card, role=TextRole.TITLE)
        column.addWidget(self._titles[section])
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.L)
        grid.setVerticalSpacing(Space.M)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for row, setting in enumerate(declared):
            self._add(grid, row, setting)
        column.addLayout(grid)
        return card

    def _add(self, grid: QGridLayout, row: int, setting: Setting) -> None:
        label = PlainLabel("", self, wrap=True)
        hint = PlainLabel("", self, role=TextRole.CAPTION, tone=Tone.MUTED, wrap=True)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(label)
        texts.addWidget(hint)
        control = control_of(setting)
        label.setBuddy(control)
        control.changed.connect(lambda value, key=setting.key: self._change(key, value))
        if isinstance(control, FolderControl):
            control.wanted.connect(lambda one=control: self.desk.start(self._choose(one)))
        self.controls[setting.key] = control
        self._labels[setting.key] = label, hint
        grid.addLayout(texts, row, 0)
        grid.addWidget(control, row, 1, Qt.AlignmentFlag.AlignVCenter)

    # --- changing ---------------------------------------------------------------------------------

    def _change(self, key: str, value: Any) -> None:
        setting = self.controls[key].setting
        if setting.scope == "register":
            self.desk.start(self._change_register(setting, value))
            return
        try:
            self.desk.machine_settings.set(key, value)
        except UserError as refusal:
            self.desk.messages.refuse(refusal)
            self.controls[key].show_value(self.desk.machine_settings.get(key))

    async def _change_register(self, setting: Setting, value: Any) -> None:
        await self.desk.do(set_setting, setting.key, value)
        await self._read()

    async def _choose(self, control: FolderControl) -> None:
        folder = await self.desk.messages.choose_folder(_(control.setting.label), control.folder())
        if folder is not None:
            self._change(control.setting.key, str(folder))

    def _machine_setting_changed(self, key: str) -> None:
        control = self.controls.get(key)
        if control is not None:
            control.show_value(self.desk.machine_settings.get(key))
        if key in ("backup_folder", "backup_megabytes"):
            self.backups.refresh(None)

    def _show_machine_settings(self) -> None:
        for key, control in self.controls.items():
            if control.setting.scope == "machine":
                control.show_value(self.desk.machine_settings.get(key))

    # --- what is shown ----------------------------------------------------------------------------

    @override
    def refresh(self, step: "FinishedStep | None") -> None:
        for part in self._of_register:
            part.setVisible(self.desk.register is not None)
        if self.desk.register is not None and (step is None or "setting" in step.tables):
            self.desk.start(self._read())

    async def _read(self) -> None:
        values = await self.desk.read(fields.settings)
        for key, value in values.items():
            if key in self.controls:
                self.controls[key].show_value(value)

    @override
    def open_with(self, **arguments: object) -> None:
        if arguments.get("section") == "backups":
            self.area.ensureWidgetVisible(self.backups)
            self.backups.now.setFocus()

    @override
    def title(self) -> str:
        return _("Settings")

    @override
    def retranslate(self) -> None:
        self.heading.setText(_("Settings"))
        for section, title in self._titles.items():
            title.setText(_(section))
        for key, (label, hint) in self._labels.items():
            control = self.controls[key]
            label.setText(_(control.setting.label))
            hint.setText(_(control.setting.hint))
            hint.setVisible(bool(control.setting.hint))
            control.retranslate(_(control.setting.label))

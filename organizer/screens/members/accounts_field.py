"""The further accounts of a person: other platforms, second accounts, interactive ones."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from organizer.base.masking import mask_account
from organizer.base.overriding import override
from organizer.base.words import N_, _
from organizer.domain.members import actions
from organizer.domain.members.records import ACCOUNT_KINDS, PLATFORMS, Account, NewAccount
from organizer.screens.members.find import find_members
from organizer.widgets.colours import Tone
from organizer.widgets.desk import Desk
from organizer.widgets.fields import ChoiceField, TextField
from organizer.widgets.form_sheet import FormSheet
from organizer.widgets.icons import set_icon
from organizer.widgets.labels import PlainLabel
from organizer.widgets.picker import Choice, PickerField
from organizer.widgets.theme import Kind, Space, set_kind


class AccountsField(QWidget):
    """A line each, changed and added in a small sheet."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._member_id = ""
        self._shown: list[Account] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(Space.XS)
        self.more = QPushButton(self)
        set_kind(self.more, Kind.QUIET)
        set_icon(self.more, "plus")
        self.more.clicked.connect(lambda: desk.start(self._edit(None)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addLayout(self._lines)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.more)
        self.retranslate()

    def show_accounts(self, member_id: str, accounts: Sequence[Account]) -> None:
        """Show these accounts of a person."""
        if member_id == self._member_id and list(accounts) == self._shown:
            return
        self._member_id, self._shown = member_id, list(accounts)
        self._fill()

    def is_empty(self) -> bool:
        """Whether there are none."""
        return not self._shown

    def set_label(self, text: str) -> None:
        """Name the list for screen readers."""
        self.setAccessibleName(text)

    def retranslate(self) -> None:
        """Set every text again in the language spoken."""
        self.more.setText(_("Add account"))
        self._fill()

    def _fill(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for account in self._shown:
            self._lines.addWidget(self._line(account))

    def _line(self, account: Account) -> QWidget:
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(2, 0, 0, 0)
        row.setSpacing(Space.XS)
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(PlainLabel(account_title(account), line, elide=True))
        kind = account_kind(account)
        text.addWidget(PlainLabel(kind, line, tone=Tone.MUTED, elide=True))
        row.addLayout(text, 1)
        for icon, name, run in (
            ("pencil", _("Change account"), lambda: self._desk.start(self._edit(account))),
            (
                "trash-2",
                _("Remove account"),
                lambda: self._desk.start(self._desk.do(actions.remove_account, account.id)),
            ),
        ):
            button = QToolButton(line)
            set_icon(button, icon, Tone.MUTED)
            button.setToolTip(name)
            button.setAccessibleName(name)
            button.clicked.connect(run)
            row.addWidget(button)
        return line

    async def _edit(self, account: Account | None) -> None:
        sheet = AccountSheet(self._desk, self._member_id, account)
        await self._desk.messages.open(sheet)


def account_title(account: Account) -> str:
    """What an account is called, its handle masked."""
    return account.nickname or mask_account(account.handle) or _("No name yet")


def account_kind(account: Account) -> str:
    """Platform and kind of an account, and who operates an interactive one."""
    parts = [_(PLATFORMS[account.platform])]
    if account.nickname and account.handle:
        parts.append(mask_account(account.handle))
    if account.kind == "interactive":
        parts.append(_(ACCOUNT_KINDS["interactive"]))
        if account.operator_name:
            parts.append(_("operated by {name}").format(name=account.operator_name))
    return " · ".join(parts)


class AccountSheet(FormSheet):
    """One account of a person, new or changed."""

    def __init__(self, desk: Desk, member_id: str, account: Account | None) -> None:
        title = _("Change account") if account else _("Add account")
        super().__init__(desk, title, _("Save"), width=440)
        self._member_id, self._account = member_id, account
        self.platform = ChoiceField([(code, _(name)) for code, name in PLATFORMS.items()])
        self.kind = ChoiceField([(code, _(name)) for code, name in ACCOUNT_KINDS.items()])
        self.handle = TextField()
        self.nickname = TextField()
        self.operator = PickerField(desk.tasks, lambda words: find_members(desk, words))
        self.form.add(N_("Platform"), self.platform)
        self.form.add(N_("Kind of account"), self.kind)
        self.form.add(N_("Account number"), self.handle)
        self.form.add(N_("Nickname"), self.nickname)
        self.form.add(N_("Operated by"), self.operator)
        self.add_hint(_("Interactive accounts never count as people."))
        self._load()

    def _load(self) -> None:
        account = self._account
        self.platform.load(account.platform if account else "wechat")
        self.kind.load(account.kind if account else "ordinary")
        if account is not None:
            self.handle.load(account.handle)
            self.nickname.load(account.nickname)
            if account.operator_id:
                self.operator.load(Choice(account.operator_id, account.operator_name))

    @override
    def refuse(self, text: str) -> None:
        self.handle.show_problem(text)

    @override
    async def carry_out(self) -> None:
        operator = self.operator.value
        wanted = NewAccount(
            self.platform.value,
            self.handle.value,
            self.nickname.value,
            self.kind.value,
            operator.id if operator else None,
        )
        if self._account is None:
            await self.desk.save(actions.add_account, self._member_id, wanted)
        else:
            await self.desk.save(actions.change_account, self._account.id, wanted)

"""What is known of a member, as the rest of the program sees it."""

from typing import NamedTuple

from organizer.base.words import N_

#: Where an account lives: code and name. Groups use the same codes.
PLATFORMS = {
    "wechat": N_("WeChat"),
    "qq": N_("QQ"),
    "wecom": N_("WeCom"),
    "dingtalk": N_("DingTalk"),
    "other": N_("Other platform"),
}
ACCOUNT_KINDS = {"ordinary": N_("Ordinary account"), "interactive": N_("Interactive account")}
PHONE_KINDS = ("mobile", "unchecked")
CALENDARS = {"solar": N_("Solar calendar"), "lunar": N_("Lunar calendar")}

#: The columns of a member that a form, a list or an import may set. `name` brings its reading.
CHANGEABLE = (
    "number",
    "name",
    "form_of_address",
    "welcome_title",
    "institution_id",
    "position",
    "district",
    "birthday",
    "birthday_calendar",
    "source",
    "recommended_by_id",
    "photo_id",
    "notes",
)


class Phone(NamedTuple):
    """A phone number: a mobile of 11 digits, or unchecked text as it was typed."""

    id: str
    number: str
    kind: str
    label: str = ""


class Account(NamedTuple):
    """An identity on a platform; an interactive one is worked by its operator and never counts."""

    id: str
    platform: str
    kind: str
    handle: str
    nickname: str
    operator_id: str | None = None
    operator_name: str = ""


class NewAccount(NamedTuple):
    """An account to be added."""

    platform: str
    handle: str = ""
    nickname: str = ""
    kind: str = "ordinary"
    operator_id: str | None = None


class Tag(NamedTuple):
    """A tag a member carries."""

    id: str
    name: str
    colour: str = ""


class MemberRow(NamedTuple):
    """A member as a line of a list.

    `address` is what texts call them: the chosen form of address or the proposed one; `district`
    and `subjects` are those of the institution unless the member has own ones. Accounts are the
    ordinary ones. `archived_at` is None for members of today.
    """

    id: str
    number: str
    name: str
    reading: str
    address: str
    welcome_title: str
    institution_id: str | None
    institution: str
    position: str
    district: str
    subjects: tuple[str, ...]
    phones: tuple[str, ...]
    accounts: tuple[Account, ...]
    tags: tuple[Tag, ...]
    birthday: str
    birthday_calendar: str
    source: str
    recommended_by: str
    notes: str
    archived_at: str | None


class Member(NamedTuple):
    """Everything a member's page shows of the member.

    `form_of_address`, `district` and `subjects` are the member's own ('' or empty when none);
    `proposed_address`, `inherited_district` and `inherited_subjects` are what counts then.
    """

    id: str
    number: str
    name: str
    reading: str
    reading_corrected: bool
    form_of_address: str
    proposed_address: str
    welcome_title: str
    institution_id: str | None
    institution: str
    position: str
    district: str
    inherited_district: str
    subjects: tuple[str, ...]
    inherited_subjects: tuple[str, ...]
    birthday: str
    birthday_calendar: str
    source: str
    recommended_by_id: str | None
    recommended_by: str
    photo_id: str | None
    notes: str
    archived_at: str | None
    phones: tuple[Phone, ...] = ()
    accounts: tuple[Account, ...] = ()
    tags: tuple[Tag, ...] = ()

    @property
    def address(self) -> str:
        """What texts call the member."""
        return self.form_of_address or self.proposed_address

    @property
    def effective_subjects(self) -> tuple[str, ...]:
        """The member's own subjects, else the institution's."""
        return self.subjects or self.inherited_subjects

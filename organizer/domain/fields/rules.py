"""What own fields may hold, in one spelling per type: pure decisions."""

import unicodedata
from collections.abc import Sequence

from organizer.base.errors import UserError
from organizer.base.text import clean, one_line
from organizer.base.words import N_, _

_YES = {"yes", "y", "true", "1", "是", "有", "对", "√", "✓", "✔", "☑", "已"}
_NO = {"no", "n", "false", "0", "否", "无", "没有", "不", "不是", "×", "✗", "✘", "☒", "未"}
#: More digits than any count or sum of money needs, and no more than a spreadsheet keeps.
_MOST_DIGITS = 15


def canonical(field_type: str, text: str, choices: Sequence[str] = ()) -> str:
    """The value as it is stored; '' for nothing.

    Texts are trimmed, numbers plain decimals ("1200.5"), dates ISO, choices the choice's words,
    yes and no "yes" and "no". Raises UserError when the text is none of its type.
    """
    plain = one_line(text)
    if not plain:
        return ""
    if field_type == "number":
        return _number(plain)
    if field_type == "date":
        from organizer.base.dates import read_date  # not needed to show values

        return read_date(plain)
    if field_type == "yes_no":
        return _yes_no(plain)
    if field_type == "choice":
        return _choice(plain, choices)
    return clean(text, multi_line=True).strip()


def _number(plain: str) -> str:
    from decimal import Decimal, InvalidOperation  # not needed to show values

    digits = unicodedata.normalize("NFKC", plain).replace(",", "").replace(" ", "")
    try:
        number = Decimal(digits)
    except InvalidOperation:
        number = Decimal("NaN")
    if (
        not number.is_finite()
        or len(number.as_tuple().digits) > _MOST_DIGITS
        or abs(number.adjusted()) > _MOST_DIGITS
    ):
        raise UserError(
            "fields.not_a_number",
            N_("“{text}” is not a number. Enter digits only, at most 15."),
            text=plain,
        )
    spelled = f"{number:f}"
    if "." in spelled:
        spelled = spelled.rstrip("0").rstrip(".")
    return "0" if spelled in ("-0", "") else spelled


def _yes_no(plain: str) -> str:
    word = unicodedata.normalize("NFKC", plain).casefold()
    if word in _YES:
        return "yes"
    if word in _NO:
        return "no"
    raise UserError(
        "fields.not_yes_or_no", N_("“{text}” is neither yes nor no. Enter one of them."), text=plain
    )


def _choice(plain: str, choices: Sequence[str]) -> str:
    wanted = unicodedata.normalize("NFKC", plain).casefold()
    for words in choices:
        if unicodedata.normalize("NFKC", words).casefold() == wanted:
            return words
    raise UserError(
        "fields.not_a_choice",
        N_("“{text}” is not among the choices: {choices}."),
        text=plain,
        choices=_list(choices),
    )


def _list(choices: Sequence[str]) -> str:
    return "、".join(choices) or "—"


def shown(field_type: str, value: str) -> str:
    """A stored value as it is shown in the language spoken."""
    if field_type == "yes_no":
        return {"yes": _("Yes"), "no": _("No")}.get(value, value)
    return value


def checked_name(name: str) -> str:
    """The name of a field on one line. Raises UserError when nothing is left."""
    plain = one_line(name, 100)
    if not plain:
        raise UserError("fields.name_missing", N_("A field needs a name. Please enter one."))
    return plain

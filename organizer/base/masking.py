"""Phone numbers, accounts, names and birthdays shown so that they identify nobody, or grouped."""

import re
import unicodedata

_MOBILE = r"1[3-9]\d{9}"
# Signs nobody writes in a number or an account but to hide something …
_STRONG = "*∗✱●•○◯◦■□█▇▓※×"
_STRONG_RUN = rf"[{re.escape(_STRONG)}](?:\s*[{re.escape(_STRONG)}])+"
# … and signs that do so only between digits.
_WEAK_RUN = r"[xX?_.·…#-]{3,}"
_WEAK_NUMBER = r"\+?\d[\d\s()-]*[xX?_.·…#-]{3,}[\d\s()-]*\d|\d{2,}[xX?#_]{3,}"
_BLANKS = r"[\s()-]+"
_BIRTHDAY = r"(?:\d{4}-|--)?(\d{1,2})-\d{1,2}"


def mask_phone(number: str) -> str:
    """Return "138 **** 5678"; of other numbers the first and last digits, by their length."""
    if re.fullmatch(_MOBILE, number):
        return f"{number[:3]} **** {number[7:]}"
    digits = re.sub(r"\D", "", number)
    if len(digits) >= 10:
        return f"{digits[:3]} **** {digits[-3:]}"
    if len(digits) >= 7:
        return f"{digits[:2]} **** {digits[-2:]}"
    return "****" if number.strip() else ""


def group_phone(number: str) -> str:
    """Return a mobile number as it is read aloud, "138 1234 5678"; any other as it was typed."""
    if re.fullmatch(_MOBILE, number):
        return f"{number[:3]} {number[3:7]} {number[7:]}"
    return number


def mask_account(handle: str) -> str:
    """Return a WeChat id or QQ number with its first and last two characters: "wx****23"."""
    if len(handle) > 5:
        return f"{handle[:2]}****{handle[-2:]}"
    return f"{handle[0]}****" if handle else ""


def mask_birthday(birthday: str) -> str:
    """Return the month alone, "05-**": enough for a month's greetings, no date of birth."""
    found = re.fullmatch(_BIRTHDAY, birthday.strip())
    if found:
        return f"{int(found[1]):02}-**"
    return "****" if birthday.strip() else ""


def is_masked(text: str) -> bool:
    """Say whether somebody hid part of a number, an account or a name: 138****1234, 王**.

    Known are stars, circles, blocks and crosses, full-width ones too; letters such as xxxx count
    only between digits.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    return bool(re.search(_STRONG_RUN, plain) or re.fullmatch(_WEAK_NUMBER, plain))


def matches_mask(masked: str, full: str) -> bool:
    """Say whether a masked text can stand for a full one: 138****1234 for 13812341234.

    Blanks, hyphens and brackets don't count. Where the lengths agree each sign hides exactly one
    character, otherwise a run of signs hides one or more.
    """
    hidden = re.sub(_BLANKS, "", unicodedata.normalize("NFKC", masked))
    plain = re.sub(_BLANKS, "", unicodedata.normalize("NFKC", full))
    exact = len(hidden) == len(plain)
    run = _STRONG_RUN if re.search(_STRONG_RUN, hidden) else _WEAK_RUN
    pattern, end = "", 0
    for found in re.finditer(run, hidden):
        pattern += re.escape(hidden[end : found.start()])
        pattern += f".{{{len(found[0])}}}" if exact else ".+"
        end = found.end()
    if not end:
        return hidden.casefold() == plain.casefold()
    pattern += re.escape(hidden[end:])
    return re.fullmatch(pattern, plain, re.IGNORECASE) is not None

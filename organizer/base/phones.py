"""Phone numbers: a mobile is recognised by one short rule, anything else is kept as typed."""

import re
import unicodedata
from typing import Literal, NamedTuple

from organizer.base.text import one_line

PhoneKind = Literal["mobile", "unchecked", "ruined", "masked", "empty"]


class PhoneReading(NamedTuple):
    """What a text says as a phone number.

    `mobile`: 11 digits. `unchecked`: as typed. `ruined`: digits were lost in a spreadsheet; never
    to be stored. `masked`: digits are starred, as `138****1234`; never to be stored over a number.
    """

    kind: PhoneKind
    number: str


EMPTY = PhoneReading("empty", "")
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
# eight digits are a number at a desk without its area code
_ODD_LENGTH = re.compile(r"1[3-9](?:[0-9]{7,8}|[0-9]{10,11})")
_COUNTRY = re.compile(r"(?:\+|00)?86(?=1[3-9][0-9]{9}\Z)")
_SEPARATORS = str.maketrans("", "", " \t\n-‐‑‒–—−.()·_")
_EXPONENT = re.compile(r"([0-9])(?:\.([0-9]*))?E\+?([0-9]{1,3})", re.IGNORECASE)
_MASKED = re.compile(r"(?:\+?86)?([0-9]{0,4})([*xX×•●#_]{2,})([0-9]{0,5})")
# ="138…" and '138… are how some programs keep a spreadsheet from touching a number.
_WRAPPED = re.compile(r"=?\"([^\"]*)\"|'(.*)")


def read_phone(text: str) -> PhoneReading:
    """Return what the text is as a phone number.

    NFKC, separators off, 86 off, then 1, 3–9 and nine digits. `13812345678.0` and
    `1.3812345678E+10` still have all digits; `1.38E+10` has lost eight and is never filled up.
    """
    if _MOBILE.fullmatch(text):
        return PhoneReading("mobile", text)
    typed = one_line(text)
    plain = unicodedata.normalize("NFKC", typed).strip()
    if wrapped := _WRAPPED.fullmatch(plain):
        plain = (wrapped.group(1) or wrapped.group(2) or "").strip()
    if not plain:
        return EMPTY
    if exponent := _EXPONENT.fullmatch(plain):
        return _from_exponent(exponent, typed)
    compact = re.sub(r"\.0+\Z", "", plain).translate(_SEPARATORS)
    digits = _COUNTRY.sub("", compact)
    if _MOBILE.fullmatch(digits):
        return PhoneReading("mobile", digits)
    masked = _MASKED.fullmatch(plain.translate(str.maketrans("", "", " -")))
    if masked and masked.group(1) + masked.group(3):
        return PhoneReading("masked", "".join((masked[1], "*" * len(masked[2]), masked[3])))
    return PhoneReading("unchecked", typed)


def has_odd_length(number: str) -> bool:
    """Whether a number begins as a mobile does but has a digit too few or too many."""
    plain = unicodedata.normalize("NFKC", number).translate(_SEPARATORS)
    return _ODD_LENGTH.fullmatch(plain) is not None


def _from_exponent(match: re.Match[str], typed: str) -> PhoneReading:
    """Read `1.3812345678E+10` if all its digits are there."""
    power = int(match[3])
    digits = match[1] + (match[2] or "")
    if power >= 20 or len(digits) <= power or digits[power + 1 :].strip("0"):
        return PhoneReading("ruined", typed)
    number = _COUNTRY.sub("", digits[: power + 1])
    return (
        PhoneReading("mobile", number)
        if _MOBILE.fullmatch(number)
        else PhoneReading("ruined", typed)
    )

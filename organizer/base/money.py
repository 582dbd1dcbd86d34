"""Money in whole fen: read as people write it, shown with its sign; never a float."""

import re
import unicodedata

from organizer.base.errors import UserError
from organizer.base.words import N_

_AMOUNT = re.compile(r"(\d{1,9})(?:\.(\d{1,2}))?")
_AROUND = re.compile(r"^(?:人民币|RMB|CNY|¥)|(?:元|块钱?|/人)+$", re.IGNORECASE)


def read_fen(text: str) -> int | None:
    """The amount a text says, in fen; None for an empty text.

    Understands 30, 30.5, ¥30, 30元, 1,200. Raises UserError for anything else.
    """
    plain = unicodedata.normalize("NFKC", text).replace("¥", "¥").strip()
    plain = _AROUND.sub("", _AROUND.sub("", plain).strip()).strip().replace(",", "")
    if not plain:
        return None
    match = _AMOUNT.fullmatch(plain)
    if match is None:
        raise UserError(
            "money.unclear", N_("“{text}” is no amount. Write it as 30 or 30.50."), text=text
        )
    return int(match[1]) * 100 + int((match[2] or "").ljust(2, "0") or 0)


def fen_text(fen: int, *, sign: str = "¥") -> str:
    """An amount as it is shown: ¥30 or ¥30.50; negative ones as -¥30."""
    yuan, rest = divmod(abs(fen), 100)
    minus = "-" if fen < 0 else ""
    return f"{minus}{sign}{yuan:,}" + (f".{rest:02}" if rest else "")

"""What a file is, told by its first bytes; what is no list is refused with what to do instead."""

import re
from pathlib import Path
from typing import Literal

from organizer.base.errors import UserError
from organizer.base.words import N_

Kind = Literal["xlsx", "text", "web_page", "encrypted", "old_xls", "other"]

_OLE_SEARCHED = 64_000_000
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_HTML = re.compile(rb"\s*<(?:!doctype\s+html|html|head|meta|table|style|body|div)\b", re.IGNORECASE)
_XML_SHEET = re.compile(rb"\s*<\?(?:xml|mso)", re.IGNORECASE)
_MARKS: tuple[tuple[bytes, Kind], ...] = (
    (b"PK\x03\x04", "xlsx"),
    (b"PK\x05\x06", "other"),
    (b"%PDF", "other"),
    (b"\xff\xd8\xff", "other"),
    (b"\x89PNG", "other"),
    (b"GIF8", "other"),
    (b"Rar!", "other"),
    (b"7z\xbc\xaf", "other"),
    (b"\x1f\x8b", "other"),
    (b"SQLite format 3\0", "other"),
)


def kind_of(path: Path) -> Kind:
    """Tell from its beginning what a file is; `text` is everything that may be a CSV.

    Raises:
        OSError: the file can't be read.
    """
    with path.open("rb") as file:
        head = file.read(8192)
        if head.startswith(b"\xd0\xcf\x11\xe0"):
            # The name of the stream can lie anywhere in the file.
            return "encrypted" if _ENCRYPTED in head + file.read(_OLE_SEARCHED) else "old_xls"
    return _kind_of_text(head)


def _kind_of_text(head: bytes) -> Kind:
    for mark, kind in _MARKS:
        if head.startswith(mark):
            return kind
    start = head.removeprefix(b"\xef\xbb\xbf")
    if start.startswith((b"\xff\xfe<\0", b"\xfe\xff\0<")):
        start = start[2:].replace(b"\0", b"")
    if _HTML.match(start):
        return "web_page"
    if _XML_SHEET.match(start):
        return "web_page"
    return "text"


def refuse_kind(kind: Kind, name: str) -> None:
    """Refuse what is no CSV and no xlsx, with the way to a file that can be read.

    Raises:
        UserError: unless `kind` is `text`.
    """
    if kind == "text":
        return
    if kind == "encrypted":
        raise UserError(
            "import.encrypted",
            N_(
                "“{file}” is protected by a password. Open it, remove the password, "
                "save it and try again."
            ),
            file=name,
        )
    if kind == "old_xls":
        raise UserError(
            "import.old_format",
            N_(
                "“{file}” is not in the xlsx format. Open it in Excel or WPS, save it as xlsx "
                "and choose that file."
            ),
            file=name,
        )
    if kind == "web_page":
        raise UserError(
            "import.web_page",
            N_(
                "“{file}” is a web page with the name of a table. Open it in Excel or WPS, save it "
                "as xlsx and choose that file."
            ),
            file=name,
        )
    raise UserError(
        "import.not_a_list",
        N_("“{file}” is not a list. Save it as xlsx or CSV and choose that file."),
        file=name,
    )

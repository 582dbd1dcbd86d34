"""Which encoding, which delimiter: by rules that can be told, not by luck."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Callable
from itertools import islice

from organizer.base.errors import UserError
from organizer.base.table_files.headers import SEARCHED, header_key
from organizer.base.words import N_

ENCODINGS = ("utf-8", "gb18030", "utf-16-le", "utf-16-be", "big5")
"""What an owner can choose by hand."""
_READ = {*ENCODINGS, "utf-8-sig", "utf-16", "utf-32", "utf-32-le", "utf-32-be"}
# Older names of what GB18030 reads as well.
_AS_GB18030 = {"gbk", "gb2312"}

DELIMITERS = (",", "\t", ";", "|")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 65_536
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_CONTROL_BYTES = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
_USUAL = re.compile(
    "[\t\n\r -~\u00b7\u2010-\u203b\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uff00-\uffef]"
)


def decode(data: bytes, name: str, encoding: str | None = None) -> tuple[str, str, int]:
    """Return the text of a table file, its encoding, and how many bytes of marks come before it.

    In this order: the encoding asked for; a byte order mark; UTF-16 without one (zero bytes on
    one side of every pair); UTF-8; GB18030. UTF-8 with some broken bytes is not taken for GB18030.

    Raises:
        UserError: an encoding nobody knows; not a text, or damaged; it names the line.
    """
    encoding = None if encoding is None else _known(encoding)
    found, start = _mark(data)
    if encoding in {"utf-16", "utf-32"}:
        encoding = found or _utf16(data) or encoding  # the mark, or the text, tells the order
    encoding = encoding or found or _without_mark(data, name)
    if encoding == "gb18030":
        return _gb18030(data, name), encoding, 0
    if encoding in {"utf-8", "utf-8-sig"}:
        encoding = "utf-8"
    body = data[start:] if start else data
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        raise _damaged(body, error, name, encoding) from error
    return text, encoding, start


def _known(encoding: str) -> str:
    """Return the usual name of an encoding, however it is written. Raises UserError."""
    try:
        name = codecs.lookup(encoding.strip()).name
    except (LookupError, ValueError):
        name = ""
    if name in _AS_GB18030:
        return "gb18030"
    if name not in _READ:
        raise UserError(
            "import.unknown_encoding",
            N_("There is no encoding “{encoding}” here. Choose one of these: {encodings}."),
            encoding=encoding,
            encodings="、".join(ENCODINGS),
        )
    return name


def _mark(data: bytes) -> tuple[str | None, int]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            start = len(mark)
            # Files that went through two programs carry the mark twice.
            while data.startswith(mark, start):
                start += len(mark)
            return encoding, start
    return None, 0


def _without_mark(data: bytes, name: str) -> str:
    wide = _utf16(data) if b"\0" in data else None
    if wide is not None:
        return wide
    sample = data[:_SAMPLE]
    if len(_CONTROL_BYTES.findall(sample)) * 50 > len(sample):
        raise _not_text(name)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        # Looked at around the first broken byte only: broken bytes are decoded slowly.
        window = data[max(0, error.start - _SAMPLE) : error.start + _SAMPLE]
        kept = window.decode("utf-8", "ignore")
        good = sum(map(len, re.findall("[^\x00-\x7f]+", kept)))
        bad = window.decode("utf-8", "replace").count("\ufffd") - kept.count("\ufffd")
        if good > 10 * bad:
            raise _damaged(data, error, name, "utf-8") from error
        return "gb18030"
    return "utf-8"


def _utf16(data: bytes) -> str | None:
    """Return which UTF-16 the bytes are: line ends and usual characters in one order only."""
    even = data[: min(len(data), _SAMPLE) // 2 * 2]
    for encoding in ("utf-16-le", "utf-16-be"):
        text = even.decode(encoding, "replace")
        usual = len(_USUAL.findall(text))
        if usual >= 0.95 * len(text) and not _CONTROLS.search(text) and not len(data) % 2:
            return encoding
    return None


def _gb18030(data: bytes, name: str) -> str:
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        raise _damaged(data, error, name, "gb18030") from error
    sample = text[:_SAMPLE]
    if len(_CONTROLS.findall(sample)) * 50 > len(sample):
        raise _not_text(name)
    if _is_big5(data[:_SAMPLE], sample):
        raise UserError(
            "import.encoding",
            N_(
                "The characters of “{file}” are not in an encoding that can be told for sure. "
                "Choose the encoding, or save the list as xlsx."
            ),
            file=name,
        )
    return text


def _is_big5(data: bytes, text: str) -> bool:
    """Tell Big5, whose bytes are nearly always valid GB18030, by how common its characters are.

    Both standards put the common characters first; a text read in the wrong one has rare ones.
    """
    wide = [character for character in text if character > "\x7f"]
    if len(wide) < 4:
        return False
    common = _share(wide, "gb2312", 0xA1, 0xD7)
    if common > 0.8:
        return False
    other = [c for c in data.decode("big5", "replace") if c > "\x7f"]
    return _share(other, "big5", 0xA1, 0xC6) > common + 0.1


def _share(characters: list[str], encoding: str, first: int, last: int) -> float:
    """Return the share of characters whose first byte lies in a range of the encoding."""
    heads = (character.encode(encoding, "ignore")[:1] for character in characters)
    return sum(1 for head in heads if head and first <= head[0] <= last) / len(characters)


def _damaged(data: bytes, error: UnicodeDecodeError, name: str, encoding: str) -> UserError:
    newline = "\n".encode(encoding)
    return UserError(
        "import.damaged_text",
        N_(
            "“{file}” can't be read as {encoding}: line {line} has broken characters. "
            "Choose another encoding, or save the list as xlsx."
        ),
        file=name,
        encoding=encoding.upper(),
        line=data.count(newline, 0, error.start) + 1,
    )


def _not_text(name: str) -> UserError:
    return UserError(
        "import.not_a_list",
        N_("“{file}” is not a list. Save it as xlsx or CSV and choose that file."),
        file=name,
    )


def sniff_delimiter(text: str, known: Callable[[str], bool] | None = None) -> str:
    """Return the delimiter of a table: the one that gives most known names, then steady columns.

    A first line `sep=;` decides. A table of one column gets a comma.
    """
    if text[:4].lower() == "sep=" and text[4:5] in DELIMITERS and text[5:6] in {"\r", "\n"}:
        return text[4]
    sample = text[:_SAMPLE]
    return max(DELIMITERS, key=lambda delimiter: _score(sample, delimiter, known))


def _score(
    sample: str, delimiter: str, known: Callable[[str], bool] | None
) -> tuple[int, float, int]:
    rows: list[list[str]] = []
    try:
        rows.extend(
            row
            for row in islice(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter), 100)
            if any(row)
        )
    except csv.Error:
        return 0, 0.0, 0
    if len(sample) == _SAMPLE and len(rows) > 1:
        rows.pop()  # the sample ends in the middle of it
    if not rows:
        return 0, 0.0, 0
    width, count = Counter(map(len, rows)).most_common(1)[0]
    names = 0
    if known is not None:
        # Rows may be short: the header tells even when most rows have a single cell.
        wide = [row for row in rows[:SEARCHED] if len(row) > 1]
        counts = (sum(1 for cell in row if cell and known(header_key(cell))) for row in wide)
        names = max(counts, default=0)
    return (names, count / len(rows), width) if width > 1 else (names, 0.0, 0)

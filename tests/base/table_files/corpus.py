"""Ugly files, made in code: what people, programs and enemies hand to an import."""

import datetime
import io
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

import xlsxwriter

HEADER = "姓名,手机,机构,备注"
ROWS = ["王小明,13800000001,晨光教育,", "李芳,13800000002,博文,第二行", "曾颖,13800000003,,"]
LIST = "\r\n".join([HEADER, *ROWS]) + "\r\n"
NAMES = ["王小明", "李芳", "曾颖"]


def known(key: str) -> bool:
    """The names a small import knows."""
    return key in {"姓名", "手机", "机构", "备注"}


@dataclass(frozen=True)
class Readable:
    """A file that must be read: what comes out and what is refused by line."""

    name: str
    data: Callable[[], bytes]
    names: list[str]
    problems: dict[int, str]
    encoding: str | None = None


@dataclass(frozen=True)
class Refused:
    """A file that must be refused with this code."""

    name: str
    data: Callable[[], bytes]
    code: str


# --- workbooks -----------------------------------------------------------------------------------

_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    'relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.'
    'openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/'
    '2006/relationships/{kind}" Target="{target}"/></Relationships>'
)
_BOOK = (
    '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/'
    'main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
    '<sheet name="名单" sheetId="1" r:id="r1"/></sheets></workbook>'
)


def sheet_xml(cells: str) -> str:
    """Return a sheet of these rows."""
    return (
        '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/'
        f'spreadsheetml/2006/main"><sheetData>{cells}</sheetData></worksheet>'
    )


def text_cell(place: str, text: str) -> str:
    """Return a cell that carries its own text."""
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


SMALL_SHEET = sheet_xml(
    f'<row r="1">{text_cell("A1", "姓名")}{text_cell("B1", "手机")}</row>'
    f'<row r="2">{text_cell("A2", "王小明")}<c r="B2"><v>13800000001</v></c></row>'
)


def workbook(sheet: str = SMALL_SHEET, extra: dict[str, bytes] | None = None) -> bytes:
    """Return a workbook made by hand, with extra members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr(
            "_rels/.rels", _RELATIONS.format(kind="officeDocument", target="xl/workbook.xml")
        )
        archive.writestr("xl/workbook.xml", _BOOK)
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            _RELATIONS.format(kind="worksheet", target="worksheets/sheet1.xml"),
        )
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
        for name, data in (extra or {}).items():
            archive.writestr(name, data)
    return buffer.getvalue()


def far_cell() -> bytes:
    """One cell in the last column of the last row: a careless reader reserves all between."""
    return workbook(
        sheet_xml(
            f'<row r="1">{text_cell("A1", "姓名")}</row>'
            f'<row r="1048576">{text_cell("XFD1048576", "x")}</row>'
        )
    )


def far_colour() -> bytes:
    """A row coloured to its end: cells far out, but nothing in them."""
    return workbook(
        SMALL_SHEET.replace("</sheetData>", '<row r="3"><c r="XFD3" s="0"/></row></sheetData>')
    )


def bomb() -> bytes:
    """60 MB of blanks in 60 KB, the small sister of the bombs of gigabytes."""
    return workbook(extra={"xl/sharedStrings.xml": b" " * 60_000_000})


def claims_gigabytes() -> bytes:
    """A small member whose directory entry claims 3 GB."""
    return _patched_size(workbook(), 3_000_000_000)


def claims_less() -> bytes:
    """A member that is larger than its directory entry says."""
    return _patched_size(workbook(), 40)


def _patched_size(data: bytes, size: int) -> bytes:
    """Change the unpacked size of the sheet in the central directory of a zip."""
    place = data.rindex(b"xl/worksheets/sheet1.xml") - 46
    assert data[place : place + 4] == b"PK\x01\x02"
    return data[: place + 24] + struct.pack("<I", size) + data[place + 28 :]


def ole(stream: str) -> bytes:
    """The head of an OLE file with one stream, as encrypted and old workbooks have it."""
    head = bytearray(512)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    return bytes(head) + b"\0" * 20_000 + stream.encode("utf-16-le") + b"\0" * 512


def billion_laughs() -> bytes:
    """Entities that grow when they are read."""
    return workbook(
        SMALL_SHEET.replace(
            "<worksheet",
            '<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY l2 "&lol;&lol;">]><worksheet',
            1,
        )
    )


def made_workbook() -> bytes:
    """A workbook as a web form exports it: a merged title, numbers, dates, a hidden sheet."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    hidden = book.add_worksheet("草稿")
    hidden.write(0, 0, "不要")
    page = book.add_worksheet("名单")
    page.activate()
    page.set_first_sheet()
    hidden.hide()
    page.merge_range("A1:E1", "晨光联盟成员登记表")
    page.write_row("A3", ["1、姓名（必填）", "2、手机*", "机构：", "入群日期", "备注"])
    day = book.add_format({"num_format": "yyyy/m/d"})
    moment = book.add_format({"num_format": "yyyy/m/d h:mm"})
    page.write_row("A4", ["王小明", 13800000001])
    page.merge_range("C4:C5", "晨光教育")
    page.write_datetime("D4", _day(0), day)
    page.write_row("A5", ["李芳", "13800000002"])
    page.write_datetime("D5", _day(9), moment)
    page.write_row("A7", ["曾颖", 13800000003.0, "", "2026年3月8日", 1.5])
    book.close()
    return buffer.getvalue()


def _day(hour: int) -> datetime.datetime:
    return datetime.datetime(2026, 3, 8, hour)  # noqa: DTZ001 - a spreadsheet knows no zone


# --- lists ---------------------------------------------------------------------------------------


def unclosed_quote(rows: int = 1000) -> bytes:
    """One quotation mark too many in line 3 of a long list."""
    lines = [HEADER, ROWS[0], '"李芳,13800000002,博文,'] + [
        f"成员{n},139{n:08},机构," for n in range(rows)
    ]
    return "\r\n".join(lines).encode()


def unclosed_quote_closed_later() -> bytes:
    """The same, closed by chance by a quoted cell far below."""
    lines = unclosed_quote(500).decode().split("\r\n")
    lines[400] = '成员,13900000000,"机构, 分部",'
    return "\r\n".join(lines).encode()


def unclosed_quote_in_one_column() -> bytes:
    """Two stray marks in the same column: csv alone joins the rows between without a word."""
    lines = [HEADER, '"王小明,1,甲,', "李芳,2,乙,", '曾颖",3,丙,', "单宁,4,丁,"]
    return "\n".join(lines).encode()


READABLE = [
    Readable("utf-8", LIST.encode, NAMES, {}, "utf-8"),
    Readable("bom", lambda: LIST.encode("utf-8-sig"), NAMES, {}, "utf-8"),
    Readable("two boms", lambda: b"\xef\xbb\xbf" + LIST.encode("utf-8-sig"), NAMES, {}, "utf-8"),
    Readable("gb18030", lambda: LIST.encode("gb18030"), NAMES, {}, "gb18030"),
    Readable(
        "four-byte characters of gb18030",
        lambda: LIST.replace("曾颖", "𠮷野😀䶮").encode("gb18030"),
        ["王小明", "李芳", "𠮷野😀䶮"],
        {},
        "gb18030",
    ),
    Readable("utf-16", lambda: LIST.encode("utf-16"), NAMES, {}, "utf-16-le"),
    Readable("utf-16 be", lambda: b"\xfe\xff" + LIST.encode("utf-16-be"), NAMES, {}, "utf-16-be"),
    Readable("utf-16 le bare", lambda: LIST.encode("utf-16-le"), NAMES, {}, "utf-16-le"),
    Readable("utf-16 be bare", lambda: LIST.encode("utf-16-be"), NAMES, {}, "utf-16-be"),
    Readable("unicode text of Excel", lambda: LIST.replace(",", "\t").encode("utf-16"), NAMES, {}),
    Readable("semicolons", lambda: LIST.replace(",", ";").encode(), NAMES, {}),
    Readable("bars", lambda: LIST.replace(",", "|").encode(), NAMES, {}),
    Readable("sep line", ("sep=;\r\n" + LIST.replace(",", ";")).encode, NAMES, {}),
    Readable("line feeds", lambda: LIST.replace("\r", "").encode(), NAMES, {}),
    Readable("old line ends", lambda: LIST.replace("\n", "").encode(), NAMES, {}),
    Readable(
        "mixed line ends",
        f"{HEADER}\r{ROWS[0]}\n{ROWS[1]}\r\n{ROWS[2]}".encode,
        NAMES,
        {},
    ),
    Readable("no last line end", lambda: LIST.rstrip().encode(), NAMES, {}),
    Readable(
        "titles and blank rows",
        (
            f"成员登记表,,,\r\n\r\n制表：王,,,\n{HEADER}\n\n"
            f"{ROWS[0]}\n , , ,\n{ROWS[1]}\n{ROWS[2]}\n\n"
        ).encode,
        NAMES,
        {},
    ),
    Readable("only a header", HEADER.encode, [], {}),
    Readable(
        "short and long rows",
        f"{HEADER}\n{ROWS[0]}\n李芳,13800000002\n曾颖,1,2,3,4\n单宁,1,2,3,,\n".encode,
        ["王小明", "李芳", "曾颖", "单宁"],
        {3: "short", 4: "long"},
    ),
    Readable(
        "a cell of several lines",
        f'{HEADER}\r\n王小明,1,甲,"第一行\r\n第二行"\r\n李芳,2,乙\r\n'.encode,
        ["王小明", "李芳"],
        {4: "short"},
    ),
    Readable("nul in a cell", lambda: LIST.replace("李芳", "李\0芳").encode() * 1, NAMES, {}),
    Readable(
        "a cell too long",
        f"{HEADER}\n{ROWS[0]}\n李芳,1,2,{'长' * 40_000}\n".encode,
        ["王小明", "李芳"],
        {3: "cell_too_long"},
    ),
    Readable(
        "quotes inside",
        lambda: LIST.replace("李芳", '李"芳"').encode(),
        ["王小明", '李"芳"', "曾颖"],
        {},
    ),
    Readable(
        "unnamed columns at the end", lambda: LIST.replace("\r\n", ",,\r\n").encode(), NAMES, {}
    ),
    Readable("workbook by hand", workbook, ["王小明"], {}),
    Readable("workbook of a form", made_workbook, NAMES, {}),
    Readable("a coloured row to the last column", far_colour, ["王小明"], {}),
]

REFUSED = [
    Refused("empty", bytes, "import.empty"),
    Refused("blank lines", lambda: b"\r\n\r\n,,,\r\n", "import.empty"),
    Refused("one unclosed quote", unclosed_quote, "import.unclosed_quote"),
    Refused("unclosed, closed by chance", unclosed_quote_closed_later, "import.unclosed_quote"),
    Refused("unclosed in one column", unclosed_quote_in_one_column, "import.unclosed_quote"),
    Refused(
        "headers twice",
        f"姓名,手机,姓名（必填）\n{ROWS[0]}".encode,
        "import.duplicate_headers",
    ),
    Refused("ten megabytes in a line", lambda: b"x" * 10_000_000, "import.cell_too_long"),
    Refused("binary", lambda: bytes(range(256)) * 300, "import.not_a_list"),
    Refused(
        "utf-8 with a broken byte",
        lambda: (LIST * 20).encode().replace("博文".encode(), b"\xe5\x8d\xff", 1),
        "import.damaged_text",
    ),
    Refused("utf-8 cut off", lambda: (LIST * 5 + "王").encode()[:-1], "import.damaged_text"),
    Refused(
        "gb18030 cut off", lambda: (LIST * 5 + "王").encode("gb18030")[:-1], "import.damaged_text"
    ),
    Refused(
        "big5",
        lambda: ("姓名,電話,機構\r\n" + "陳國樑,1,臺灣補習班\r\n" * 9).encode("big5"),
        "import.encoding",
    ),
    Refused(
        "html as xls",
        lambda: b"\xef\xbb\xbf<html><table><tr><td>1</td></tr></table>",
        "import.web_page",
    ),
    Refused("xml as xls", lambda: b'<?xml version="1.0"?><Workbook></Workbook>', "import.web_page"),
    Refused("old xls", lambda: ole("Workbook"), "import.old_format"),
    Refused("encrypted xlsx", lambda: ole("EncryptedPackage"), "import.encrypted"),
    Refused("pdf", lambda: b"%PDF-1.7\n" + b"x" * 100, "import.not_a_list"),
    Refused("picture", lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "import.not_a_list"),
    Refused("macros", lambda: workbook(extra={"xl/vbaProject.bin": b"code"}), "import.macros"),
    Refused(
        "macro sheet",
        lambda: workbook(extra={"xl/macrosheets/sheet1.xml": b"<x/>"}),
        "import.macros",
    ),
    Refused("xlsb", lambda: workbook(extra={"xl/workbook.bin": b"x"}), "import.old_format"),
    Refused("another zip", lambda: _zip({"word/document.xml": b"<x/>"}), "import.not_a_list"),
    Refused(
        "names that climb",
        lambda: workbook(extra={"../../evil.xml": b"x"}),
        "import.damaged_workbook",
    ),
    Refused(
        "absolute name", lambda: workbook(extra={"/etc/evil": b"x"}), "import.damaged_workbook"
    ),
    Refused("truncated zip", lambda: workbook()[:-200], "import.damaged_workbook"),
    Refused("half a zip", lambda: workbook()[:300], "import.damaged_workbook"),
    Refused("flipped byte", lambda: _flipped(workbook()), "import.damaged_workbook"),
    Refused("bomb", bomb, "import.unpacks_too_large"),
    Refused("claims gigabytes", claims_gigabytes, "import.unpacks_too_large"),
    Refused("claims less", claims_less, "import.damaged_workbook"),
    Refused("cell at the end of the world", far_cell, "import.cell_too_far"),
    Refused("entities", billion_laughs, "import.damaged_workbook"),
    Refused("sheet without content", lambda: workbook(sheet_xml("")), "import.empty"),
    Refused(
        "sheet that is no xml",
        lambda: workbook("<worksheet><sheetData><row"),
        "import.damaged_workbook",
    ),
]


def _zip(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def _flipped(data: bytes) -> bytes:
    place = data.index(b"xl/worksheets/sheet1.xml") + 60
    return data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :]

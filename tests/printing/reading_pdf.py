"""What is written on the pages of a PDF of ours, read from the file itself.

Enough of the format for what Qt writes: compressed streams, one composite font with a table back
to Unicode, text shown as hexadecimal glyph numbers.
"""

import re
import unicodedata
import zlib
from dataclasses import dataclass, field

_OBJECT = re.compile(rb"(\d+) 0 obj(.*?)endobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*)endstream", re.DOTALL)
_SHOWN = re.compile(
    rb"/(F\d+) [\d.+-]+ Tf|<([0-9A-Fa-f]+)>\s*(?:Tj)|\[((?:<[0-9A-Fa-f]*>|[^\]])*)\]\s*TJ"
)
_PIECE = re.compile(rb"<([0-9A-Fa-f]+)>")


@dataclass
class Document:
    """The texts of each page in the order they were drawn, and what the file embeds."""

    pages: list[list[str]] = field(default_factory=list)
    fonts: list[str] = field(default_factory=list)
    embedded: int = 0
    widths: list[tuple[float, float]] = field(default_factory=list)


def read_pdf(data: bytes) -> Document:
    """Read the pages of a PDF."""
    objects = {int(number): body for number, body in _OBJECT.findall(data)}
    maps = {
        number: _unicode_map(_inflated(body))
        for number, body in objects.items()
        if b"begincmap" in _inflated(body)
    }
    found = Document()
    found.embedded = sum(1 for body in objects.values() if b"/FontFile" in body)
    found.fonts = sorted(
        {
            name.decode()
            for body in objects.values()
            for name in re.findall(rb"/FontName /(\S+)", body)
        }
    )
    for body in objects.values():
        if re.search(rb"/Type\s*/Page\b(?!s)", body):
            found.pages.append(_texts(body, objects, maps))
            box = re.search(rb"/MediaBox \[([\d.\s]+)\]", body)
            if box:
                _left, _low, width, height = map(float, box.group(1).split())
                found.widths.append((width, height))
    return found


def _inflated(body: bytes) -> bytes:
    stream = _STREAM.search(body)
    if stream is None:
        return body
    if b"FlateDecode" not in body:
        return stream.group(1)
    try:
        return zlib.decompressobj().decompress(stream.group(1))
    except zlib.error:
        return b""


def _unicode_map(text: bytes) -> dict[int, str]:
    """The table of glyph numbers: single ones and ranges."""
    table: dict[int, str] = {}
    for part in re.findall(rb"beginbfchar(.*?)endbfchar", text, re.DOTALL):
        for glyph, code in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", part):
            table[int(glyph, 16)] = bytes.fromhex(code.decode()).decode("utf-16-be")
    for part in re.findall(rb"beginbfrange(.*?)endbfrange", text, re.DOTALL):
        for first, last, codes in re.findall(
            rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(\[[^\]]*\]|<[0-9A-Fa-f]+>)", part
        ):
            start, end = int(first, 16), int(last, 16)
            given = re.findall(rb"<([0-9A-Fa-f]+)>", codes)
            if codes.startswith(b"["):
                for glyph, code in zip(range(start, end + 1), given, strict=False):
                    table[glyph] = bytes.fromhex(code.decode()).decode("utf-16-be")
            else:
                for glyph in range(start, end + 1):
                    table[glyph] = chr(int(given[0], 16) + glyph - start)
    return table


def _texts(body: bytes, objects: dict[int, bytes], maps: dict[int, dict[int, str]]) -> list[str]:
    fonts = {}
    for name, number in _font_names(body, objects):
        to_unicode = re.search(rb"/ToUnicode (\d+) 0 R", objects[number])
        if to_unicode:
            fonts[name] = maps[int(to_unicode.group(1))]
    contents = re.search(rb"/Contents (\d+) 0 R", body)
    assert contents is not None
    texts: list[str] = []
    table: dict[int, str] = {}
    for font, single, several in _SHOWN.findall(_inflated(objects[int(contents.group(1))])):
        if font:
            table = fonts.get(font, {})
            continue
        glyphs = single or b"".join(_PIECE.findall(several))
        numbers = [int(glyphs[at : at + 4], 16) for at in range(0, len(glyphs), 4)]
        texts.append("".join(_plain(table.get(number, "?")) for number in numbers))
    return texts


def _plain(text: str) -> str:
    """The usual characters where a font has one picture for two: ⼆ is 二, ﬁ is fi."""
    return "".join(
        unicodedata.normalize("NFKC", one) if "\u2e80" <= one <= "\u2fdf" or one in "ﬀﬁﬂﬃﬄ" else one
        for one in text
    )


def _font_names(body: bytes, objects: dict[int, bytes]) -> list[tuple[bytes, int]]:
    where = body
    resources = re.search(rb"/Resources (\d+) 0 R", body)
    if resources:
        where = objects[int(resources.group(1))]
    return [(name, int(number)) for name, number in re.findall(rb"/(F\d+) (\d+) 0 R", where)]

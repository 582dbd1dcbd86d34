"""Makes resources/fonts/NotoSansSC-Regular.woff2 from the npm package @fontsource/noto-sans-sc.

The package cuts the font into a hundred files for web pages, and its largest one lacks a thousand
characters of GB 2312. This joins the files and keeps the characters names and pages need: ASCII,
GB 2312, the surnames, common signs. Needs fonttools and brotli:

    npm pack @fontsource/noto-sans-sc && tar xzf fontsource-noto-sans-sc-*.tgz
    python packaging/make_font.py package
"""

import io
import sys
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
FAMILY = "Noto Sans SC"
SIGNS = "·•–—‘’“”…′″※→←↑↓√×÷±≤≥≈℃℉№￥€™©®°§●○◎■□▲△▼▽◆◇★☆✓✔✗✘☐☑①②③④⑤⑥⑦⑧⑨⑩│─┌┐└┘├┤┬┴┼"
# Beside shapes and code points these tables are not needed to show and print plain lines.
UNNEEDED = ("GSUB", "GPOS", "GDEF", "BASE", "STAT", "vhea", "vmtx", "VORG", "gasp", "prep")


def wanted() -> set[int]:
    """Return the code points to keep."""
    kept = set(range(0x20, 0x7F)) | set(range(0xA0, 0x180)) | set(range(0x3000, 0x3020))
    kept |= set(range(0xFF01, 0xFF5F)) | set(map(ord, SIGNS))
    for lead in range(0xA1, 0xF8):
        for trail in range(0xA1, 0xFF):
            try:
                kept.add(ord(bytes((lead, trail)).decode("gb2312")))
            except UnicodeDecodeError:
                continue
    for table in ("surnames.txt", "districts.txt"):
        kept |= set(map(ord, (RESOURCES / table).read_text(encoding="utf-8")))
    return kept


def slim(path: Path, taken: set[int], kept: set[int]) -> io.BytesIO | None:
    """Return one of the files with the characters no earlier file had, or None."""
    font = TTFont(path)
    mine = (set(font.getBestCmap()) & kept) - taken
    if not mine:
        return None
    taken |= mine
    options = Options(layout_features=[], drop_tables=list(UNNEEDED), notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=mine)
    subsetter.subset(font)
    for table in UNNEEDED:
        if table in font:
            del font[table]
    font.flavor = None
    stream = io.BytesIO()
    font.save(stream)
    stream.seek(0)
    return stream


def main(package: Path) -> None:
    """Join, name, write."""
    files = sorted((package / "files").glob("noto-sans-sc-*-400-normal.woff2"))
    files.sort(key=lambda path: "chinese-simplified" not in path.name)
    taken: set[int] = set()
    kept = wanted()
    parts = [part for path in files if (part := slim(path, taken, kept))]
    font = Merger().merge(parts)
    for name in font["name"].names:
        if name.nameID in (1, 16):
            name.string = FAMILY
        elif name.nameID == 4:
            name.string = f"{FAMILY} Regular"
        elif name.nameID == 6:
            name.string = "NotoSansSC-Regular"
    font.flavor = "woff2"
    folder = RESOURCES / "fonts"
    folder.mkdir(exist_ok=True)
    font.save(folder / "NotoSansSC-Regular.woff2")
    licence = (package / "LICENSE").read_text(encoding="utf-8")
    (folder / "LICENSE.txt").write_text(licence, encoding="utf-8")
    missing = "".join(sorted(map(chr, kept - taken)))
    print(f"{len(taken)} characters; not in the font: {missing}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

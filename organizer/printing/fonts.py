"""The font pages are written in: the bundled one, so that a sheet looks alike on every machine."""

from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QTextLayout

from organizer.base import resources

#: What the bundled font has no signs for is taken from the first of these that is installed.
_OTHERS = (
    *("Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC", "SimSun"),
    *("Segoe UI Emoji", "Apple Color Emoji", "Noto Color Emoji"),
)


@lru_cache(maxsize=1)
def families() -> tuple[str, ...]:
    """The families of pages in their order; the bundled font is loaded when first asked for."""
    own: list[str] = []
    for file in sorted(resources.path("fonts").glob("*.woff2")):
        number = QFontDatabase.addApplicationFont(str(file))
        if number >= 0:
            own += QFontDatabase.applicationFontFamilies(number)
    return (*own, *_OTHERS)


def page_font(size: int) -> QFont:
    """The font of pages, `size` units of the page high."""
    font = QFont()
    font.setFamilies(list(families()))
    font.setPixelSize(size)
    # Pages are drawn at many resolutions from one layout: no fitting to the pixels of one of them.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def can_draw(character: str, font: QFont, metrics: QFontMetricsF) -> bool:
    """Whether any font of this machine has a sign for a character; else a box would stand there.

    `metrics` are those of `font`: they answer at once for nearly all characters.
    """
    if character.isspace() or metrics.inFontUcs4(ord(character)):
        return True
    layout = QTextLayout(character, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return all(0 not in run.glyphIndexes() for run in layout.glyphRuns())

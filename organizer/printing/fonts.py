"""The font pages are written in: the bundled one, so that a sheet looks alike on every machine."""

from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase

from organizer.base import resources

#: What the bundled font has no signs for is taken from the first of these that is installed.
_OTHERS = ("Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC", "SimSun")


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

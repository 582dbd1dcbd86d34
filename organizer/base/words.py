"""The words of the program: English in the code, shown in the language of the window.

`_` and `ngettext` translate when a text is shown, never when a module is imported; `N_` and `N_n`
only mark a text for the catalogue.
"""

import gettext
from pathlib import Path

from organizer.base import resources

DEFAULT = "zh_Hans"
LANGUAGES = ("zh_Hans", "en")
# English stretched by two fifths: shows which labels would be cut in a longer language.
STRETCHED = "en_XA"
_ACCENTS = str.maketrans("aeiouAEIOUcnsyz", "áéíóúÁÉÍÓÚçñšýž")


def N_(message: str) -> str:  # noqa: N802 - the name every gettext tool knows
    """Mark a text for the catalogue and return it unchanged."""
    return message


def N_n(singular: str, plural: str) -> tuple[str, str]:  # noqa: N802 - as N_, for two forms
    """Mark a singular and a plural for the catalogue; show them with `ngettext`."""
    return singular, plural


class _Stretched(gettext.NullTranslations):
    """English with accents and two fifths more letters."""

    def gettext(self, message: str) -> str:  # type: ignore[explicit-override]
        return _stretch(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:  # type: ignore[explicit-override]
        return _stretch(msgid1 if n == 1 else msgid2)


def _stretch(message: str) -> str:
    parts: list[str] = []
    rest = message
    while rest:
        before, brace, after = rest.partition("{")
        parts.append(before.translate(_ACCENTS))
        name, closing, rest = after.partition("}")
        parts.append(brace + name + closing)
    return "".join(parts) + "~" * (len(message) * 2 // 5 + 1)


def _catalogue(language: str) -> gettext.NullTranslations:
    if language == STRETCHED:
        return _Stretched()
    source = resources.folder("i18n") / language / "LC_MESSAGES" / "organizer.po"
    compiled = source.with_suffix(".mo")
    if resources.in_checkout() and source.exists() and _older(compiled, source):
        return _compile(source, compiled, language)
    if not compiled.exists():
        return gettext.NullTranslations()
    with compiled.open("rb") as file:
        return gettext.GNUTranslations(file)


def _older(compiled: Path, source: Path) -> bool:
    return not compiled.exists() or compiled.stat().st_mtime_ns < source.stat().st_mtime_ns


def _compile(source: Path, compiled: Path, language: str) -> gettext.NullTranslations:
    """Compile a changed catalogue of a checkout once; Babel is imported only then."""
    import io
    import os

    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    buffer = io.BytesIO()
    with source.open("rb") as file:
        write_mo(buffer, read_po(file, locale=language))
    temporary = compiled.with_name(f".{compiled.name}.{os.getpid()}")
    try:
        temporary.write_bytes(buffer.getvalue())
        temporary.replace(compiled)
    except OSError:
        temporary.unlink(missing_ok=True)  # a checkout that may not be written still speaks
    return gettext.GNUTranslations(io.BytesIO(buffer.getvalue()))


class _Spoken:
    """The language in use; replaced as a whole, so that every thread sees one or the other."""

    language = ""
    translations: gettext.NullTranslations = gettext.NullTranslations()


def language_for(locale_name: str) -> str:
    """Return our language for a system's locale name: Chinese of any kind, else English.

    gettext itself does not find the folder zh_Hans for zh_CN, zh-Hans-CN or zh.
    """
    first = locale_name.replace("-", "_").partition("_")[0].lower()
    return "zh_Hans" if first in {"zh", "chinese"} else "en"


def set_language(language: str) -> None:
    """Speak `zh_Hans`, `en` or the stretched test language from now on, in every thread."""
    if language not in (*LANGUAGES, STRETCHED):
        language = language_for(language)
    _Spoken.translations = _catalogue(language)
    _Spoken.language = language


def language() -> str:
    """Return the code of the language spoken."""
    return _Spoken.language or DEFAULT


def _translations() -> gettext.NullTranslations:
    if not _Spoken.language:
        set_language(DEFAULT)
    return _Spoken.translations


def _(message: str) -> str:
    """Return the text in the language spoken."""
    return _translations().gettext(message) if message else ""


def ngettext(singular: str, plural: str, count: int) -> str:
    """Return the form for a count in the language spoken; the count is not filled in."""
    return _translations().ngettext(singular, plural, count)

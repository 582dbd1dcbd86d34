"""Where the files beside the code lie: pictures, texts, help pages, catalogues."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def folder(name: str) -> Path:
    """Return the folder `resources` or `i18n`, the same call everywhere.

    A wheel and the bundle carry both inside the package; in a checkout they lie beside it.
    """
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def in_checkout() -> bool:
    """Say whether the program runs from a checkout, where catalogues are compiled on demand."""
    return not (_PACKAGE / "i18n").is_dir()


def path(*parts: str) -> Path:
    """Return the path of a file under resources/, whether it exists or not."""
    return folder("resources").joinpath(*parts)


def text(*parts: str) -> str:
    """Return the UTF-8 text of a file under resources/."""
    return path(*parts).read_text(encoding="utf-8")

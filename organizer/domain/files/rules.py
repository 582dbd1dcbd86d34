"""Which files may be kept with records, told by their content and not by their name."""

from organizer.base.errors import UserError
from organizer.base.words import N_

#: A photo from a phone has 3 to 8 MB.
LARGEST_BYTES = 20_000_000
#: A presentation with pictures; films stay where they are.
LARGEST_FILE_BYTES = 50_000_000
_BEGINNINGS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"BM", "image/bmp"),
    (b"GIF8", "image/gif"),
)
#: Something that would run when it is opened.
PROGRAM = "application/x-program"
_PROGRAMS = (
    *(".bat", ".cmd", ".com", ".scr", ".ps1", ".vbs", ".js", ".jse", ".wsf", ".msi", ".lnk"),
    *(".hta", ".reg", ".jar", ".desktop"),
)
#: What other files begin with. Programs are kept like any file, but never opened.
_OTHER_BEGINNINGS = (
    (b"%PDF-", "application/pdf"),
    (b"\xd0\xcf\x11\xe0", "application/x-ole-storage"),
    (b"MZ", PROGRAM),
    (b"\x7fELF", PROGRAM),
    (b"#!", PROGRAM),
)
_IN_A_ZIP = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}


def check_size(size: int, name: str, most: int = LARGEST_FILE_BYTES) -> None:
    """Raises UserError for a file that is larger than `most` bytes."""
    if size > most:
        raise UserError(
            "files.too_large",
            N_("“{file}” is larger than {most} MB. Please make it smaller first."),
            file=name,
            most=most // 1_000_000,
        )


def file_type(content: bytes, name: str) -> str:
    """The media type of any file, told by how it begins."""
    known = _known_picture(content)
    if known is not None:
        return known
    for beginning, media_type in _OTHER_BEGINNINGS:
        if content.startswith(beginning):
            return media_type
    ending = name[name.rfind(".") :].casefold() if "." in name else ""
    if ending in _PROGRAMS:
        return PROGRAM
    if content.startswith(b"PK\x03\x04"):
        return _IN_A_ZIP.get(ending, "application/zip")
    return "application/octet-stream"


def picture_type(content: bytes, name: str) -> str:
    """The media type of a picture. Raises UserError when it is none, or too large."""
    check_size(len(content), name, LARGEST_BYTES)
    known = _known_picture(content)
    if known is not None:
        return known
    raise UserError(
        "files.not_a_picture",
        N_("“{file}” is not a picture. Choose a JPEG, PNG or WebP file."),
        file=name,
    )


def _known_picture(content: bytes) -> str | None:
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    for beginning, media_type in _BEGINNINGS:
        if content.startswith(beginning):
            return media_type
    return None

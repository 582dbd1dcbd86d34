"""Which files may be kept with records, told by their content and not by their name."""

from organizer.base.errors import UserError
from organizer.base.words import N_

#: A photo from a phone has 3 to 8 MB.
LARGEST_BYTES = 20_000_000
_BEGINNINGS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"BM", "image/bmp"),
    (b"GIF8", "image/gif"),
)


def picture_type(content: bytes, name: str) -> str:
    """The media type of a picture. Raises UserError when it is none, or too large."""
    if len(content) > LARGEST_BYTES:
        raise UserError(
            "files.too_large",
            N_("“{file}” is larger than {most} MB. Please make it smaller first."),
            file=name,
            most=LARGEST_BYTES // 1_000_000,
        )
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    for beginning, media_type in _BEGINNINGS:
        if content.startswith(beginning):
            return media_type
    raise UserError(
        "files.not_a_picture",
        N_("“{file}” is not a picture. Choose a JPEG, PNG or WebP file."),
        file=name,
    )

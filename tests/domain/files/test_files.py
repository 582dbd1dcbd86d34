from pathlib import Path

import pytest

from organizer.base.errors import UserError
from organizer.base.register import Register
from organizer.domain.files import actions, rules, store

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 50


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (PNG, "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"RIFF0000WEBPVP8 ", "image/webp"),
        (b"GIF89a", "image/gif"),
    ],
)
def test_pictures_are_told_by_their_content(content: bytes, media_type: str) -> None:
    assert rules.picture_type(content, "x.txt") == media_type


def test_other_files_and_too_large_ones_are_refused() -> None:
    with pytest.raises(UserError, match=r"files\.not_a_picture"):
        rules.picture_type(b"<svg>", "x.png")
    with pytest.raises(UserError, match=r"files\.too_large"):
        rules.picture_type(PNG + bytes(rules.LARGEST_BYTES), "x.png")


def test_a_picture_lies_beside_the_register_once(register: Register, tmp_path: Path) -> None:
    folder = store.folder_of(register.path)
    names = ["一.png", "二.png"]
    for name in names:
        (tmp_path / name).write_bytes(PNG)
    kept = [store.keep_picture(folder, tmp_path / name) for name in names]
    assert kept[0].sha256 == kept[1].sha256
    assert len([path for path in folder.rglob("*") if path.is_file()]) == 1
    assert store.path_of(folder, kept[0].sha256).read_bytes() == PNG
    with register.step() as step:
        file_id = actions.add(step, kept[0])
    with register.reading() as db:
        found = store.get(db, file_id)
        assert found is not None
        assert (found.name, found.media_type, found.size_bytes) == ("一.png", "image/png", len(PNG))
        assert store.get(db, "nothing") is None
    with pytest.raises(UserError, match=r"files\.missing"):
        store.keep_picture(folder, tmp_path / "三.png")

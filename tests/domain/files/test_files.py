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


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        (PNG, "合影", "image/png"),
        (b"%PDF-1.7", "讲义.pdf", "application/pdf"),
        (b"PK\x03\x04..", "课件.PPTX", rules._IN_A_ZIP[".pptx"]),
        (b"PK\x03\x04..", "照片.zip", "application/zip"),
        (b"MZ\x90", "讲义.pdf", rules.PROGRAM),
        (b"start calc", "点我.bat", rules.PROGRAM),
        ("会议纪要".encode(), "纪要", "application/octet-stream"),
        (b"", "空的.txt", "application/octet-stream"),
    ],
)
def test_any_file_is_told_by_its_content(content: bytes, name: str, media_type: str) -> None:
    assert rules.file_type(content, name) == media_type


def test_any_file_up_to_a_size_is_kept(register: Register, tmp_path: Path) -> None:
    folder = store.folder_of(register.path)
    notes = tmp_path / "纪要.md"
    notes.write_text("会议纪要", encoding="utf-8")
    kept = store.keep_file(folder, notes)
    assert (kept.name, kept.size_bytes) == ("纪要.md", 12)
    assert store.path_of(folder, kept.sha256).read_bytes() == notes.read_bytes()
    film = tmp_path / "全程录像.mp4"
    with film.open("wb") as file:
        file.truncate(rules.LARGEST_FILE_BYTES + 1)
    with pytest.raises(UserError, match=r"files\.too_large"):
        store.keep_file(folder, film)
    with pytest.raises(UserError):
        store.keep_file(folder, tmp_path / "没有.txt")
    assert len([path for path in folder.rglob("*") if path.is_file()]) == 1

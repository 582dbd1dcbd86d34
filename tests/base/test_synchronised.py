"""Folders that a cloud client keeps in step are recognised."""

from pathlib import Path

import pytest

from organizer.base import synchronised


@pytest.mark.parametrize(
    ("folder", "client"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - 晨光教育", "OneDrive"),
        ("Dropbox (Personal)/名册", "Dropbox"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud 云盘"),
        ("我的坚果云/名册", "坚果云"),
        ("Nutstore Files", "坚果云"),
        ("BaiduSyncdisk", "百度网盘"),
        ("WPS Cloud Files/123", "WPS 云盘"),
        ("Google Drive", "Google 云端硬盘"),
        ("微云同步助手/1", "腾讯微云"),
        ("Documents", None),
        ("我的文件/oned", None),
    ],
)
def test_folders_of_cloud_clients_are_recognised(
    tmp_path: Path, folder: str, client: str | None
) -> None:
    place = tmp_path / folder
    place.mkdir(parents=True)
    assert synchronised.synchronised_by(place / "r.db") == client


def test_folders_that_a_client_marked_are_recognised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    assert synchronised.synchronised_by(tmp_path / "a" / "b" / "r.db") is None
    (tmp_path / "a" / ".stfolder").mkdir()
    assert synchronised.synchronised_by(tmp_path / "a" / "b" / "r.db") == "Syncthing"
    (tmp_path / "c").mkdir()
    monkeypatch.setenv("OneDrive", str(tmp_path / "c"))
    assert synchronised.synchronised_by(tmp_path / "c" / "r.db") == "OneDrive"

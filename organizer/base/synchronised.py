"""Folders that a cloud client keeps in step: fine for backups, unsafe for the live file.

Such a client copies a file while it is being written and brings back older states of it.
"""

import os
from pathlib import Path

from organizer.base.words import N_, _

#: Names of folders, lower case, whole or as a beginning; the clients' own defaults.
_FOLDERS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    (N_("OneDrive"), ("onedrive",), ("onedrive - ", "onedrive-")),
    (N_("Dropbox"), ("dropbox",), ("dropbox (", "dropbox-")),
    (
        N_("iCloud Drive"),
        ("icloud drive", "iclouddrive", "com~apple~clouddocs", "mobile documents"),
        (),
    ),
    (N_("Nutstore"), ("nutstore", "nutstore files", "我的坚果云", "坚果云"), ("nutstore-",)),
    (
        N_("Baidu Netdisk"),
        ("baidusyncdisk", "baidunetdiskworkspace", "百度网盘同步空间", "百度网盘"),
        (),
    ),
    (
        N_("WPS Drive"),
        ("wps cloud files", "wps drive", "wpsdrive", "wps云盘", "wps网盘", "wps 云盘"),
        (),
    ),
    (
        N_("Google Drive"),
        ("google drive", "googledrive", "my drive", "我的云端硬盘"),
        ("googledrive-",),
    ),
    (N_("Weiyun"), ("weiyun", "微云", "微云同步盘", "微云同步助手"), ()),
    (N_("Nextcloud"), ("nextcloud",), ()),
    (N_("Synology Drive"), ("synologydrive", "synology drive"), ()),
)
#: What clients leave in the folder they keep in step.
_MARKERS = (
    (".dropbox", N_("Dropbox")),
    (".dropbox.cache", N_("Dropbox")),
    (".tmp.drivedownload", N_("Google Drive")),
    (".nutstore", N_("Nutstore")),
    (".stfolder", N_("Syncthing")),
)
#: Where Windows says its own client works.
_VARIABLES = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")


def synchronised_by(path: Path) -> str | None:
    """The name of the client that keeps the folder of a file in step, or None."""
    folder = Path(os.path.realpath(path)).parent
    for part in folder.parts:
        name = part.casefold()
        for client, whole, beginnings in _FOLDERS:
            if name in whole or name.startswith(beginnings):
                return _(client)
    for variable in _VARIABLES:
        place = os.environ.get(variable)
        if place and folder.is_relative_to(os.path.realpath(place)):
            return _(N_("OneDrive"))
    for above in (folder, *folder.parents):
        for marker, client in _MARKERS:
            # a folder that holds everything is not one that is kept in step
            if above != Path.home() and (above / marker).exists():
                return _(client)
    return None

"""Files are replaced as a whole: the old one or the new one, never half of either."""

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Literal

from organizer.base.errors import UserError
from organizer.base.words import N_

# EFBIG is what a limit on the size of files, or a FAT disk at 4 GB, answers.
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}
_FORBIDDEN = {errno.EACCES, errno.EPERM}
_MISSING = {errno.ENOENT, errno.ENOTDIR}


def file_error(error: OSError, path: Path) -> UserError:
    """Return the sentence for a failed operation on a file."""
    name = path.name
    number = error.errno
    if number in _FULL:
        return UserError(
            "files.full",
            N_("There is no room left to write “{file}”. Free some space or choose another place."),
            file=name,
        )
    if number == errno.EROFS:
        return UserError(
            "files.read_only",
            N_("“{file}” is on a read-only disk. Choose another place."),
            file=name,
        )
    if number in _FORBIDDEN:
        return UserError(
            "files.forbidden",
            N_(
                "“{file}” may not be opened or written. Close it in other programs, "
                "or choose another place."
            ),
            file=name,
        )
    if number in _MISSING:
        return UserError(
            "files.missing", N_("“{file}” was not found. Check the name and the folder."), file=name
        )
    if number == errno.EISDIR:
        return UserError("files.is_folder", N_("“{file}” is a folder, not a file."), file=name)
    return UserError(
        "files.failed",
        N_("“{file}” could not be read or written ({reason}). Try another place."),
        file=name,
        reason=error.strerror or type(error).__name__,
    )


@contextlib.contextmanager
def replacing(
    path: Path | str,
    mode: Literal["w", "wb"] = "wb",
    encoding: str | None = None,
    newline: str | None = None,
) -> Iterator[IO[Any]]:
    """Open a new file that takes the place of `path` only when the block ends without an error.

    The file is written beside `path` under a temporary name, flushed to the disk, then renamed; the
    folder is flushed too. After any error the old file is as it was and nothing lies beside it. A
    file that was not there before may be read by its owner only.

    Raises:
        UserError: the disk is full, the place can't be written, the folder is missing …
    """
    # A link keeps pointing where it points: what it points to is replaced.
    target = Path(path).resolve()
    temporary = target.parent / f".{os.urandom(8).hex()}.part"
    try:
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
        make_private(temporary)
        with temporary.open(mode, encoding=encoding, newline=newline) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _keep_permissions(target, temporary)
        temporary.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        if error.filename is not None and Path(error.filename) not in {temporary, target}:
            raise  # another file of the caller's failed, this one is not to blame
        raise file_error(error, target) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def _keep_permissions(target: Path, temporary: Path) -> None:
    with contextlib.suppress(OSError):
        temporary.chmod(target.stat().st_mode & 0o777)


def make_private(path: Path) -> None:
    """Make an empty file that only its owner may read, before anything is written to it.

    Raises FileExistsError when there is one of that name.
    """
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def sync_folder(folder: Path) -> None:
    """Make the renaming of a file in the folder last a power cut; Windows does so by itself."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Some network file systems refuse to flush a folder; the file itself is safe.
        if error.errno not in {errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EBADF}:
            raise
    finally:
        os.close(descriptor)


def write_whole(path: Path | str, data: bytes | str) -> None:
    """Replace a file by these bytes, or by this text in UTF-8; see `replacing` for the promise."""
    with replacing(path) as file:
        file.write(data.encode() if isinstance(data, str) else data)

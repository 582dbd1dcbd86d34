"""The program: a window without a command, the command line with one."""

import sys
from collections.abc import Sequence

#: What the command line knows; anything else opens the window.
COMMANDS = (
    "new",
    "import",
    "export",
    "print",
    "search",
    "history",
    "undo",
    "backup",
    "restore",
    "check",
)


def wants_window(arguments: Sequence[str]) -> bool:
    """Whether the window is meant: no command, but perhaps a register, or made-up data."""
    if not arguments:
        return True
    first = arguments[0]
    if first == "--demo":
        return True
    return first not in COMMANDS and first.lower().endswith((".organizer", ".db"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Start what is asked for; the exit code of the process."""
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    if wants_window(arguments):
        return _open_window(arguments)
    from organizer.cli.main import main as run_command

    return run_command(arguments)


def _open_window(arguments: Sequence[str]) -> int:
    import gc

    gc.disable()  # little of what is loaded now becomes garbage; on again when the window stands
    try:
        from organizer.app.start import main as open_window
    except ImportError as error:
        gc.enable()
        # a server without the system's libraries for windows; the commands work all the same
        if not (error.name or "").startswith("PySide6") and ".so" not in str(error):
            raise
        from organizer.base.words import _

        sys.stderr.write(
            _("The window can’t be shown: a part of the system is missing ({what}).").format(
                what=str(error).partition(":")[0]
            )
            + "\n"
        )
        return 1
    return open_window(arguments)


if __name__ == "__main__":
    # In a bundle a child process starts this very program: it must say so before anything else.
    import multiprocessing

    multiprocessing.freeze_support()
    sys.exit(main())

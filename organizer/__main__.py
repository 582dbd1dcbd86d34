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
    return first not in COMMANDS and first.lower().endswith(".db")


def main(arguments: Sequence[str] | None = None) -> int:
    """Start what is asked for; the exit code of the process."""
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    if wants_window(arguments):
        from organizer.app.start import main as open_window

        return open_window(arguments)
    from organizer.cli.main import main as run_command

    return run_command(arguments)


if __name__ == "__main__":
    # In a bundle a child process starts this very program: it must say so before anything else.
    import multiprocessing

    multiprocessing.freeze_support()
    sys.exit(main())

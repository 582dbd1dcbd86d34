"""Sets the program up (once) and starts it: python3 packaging/start.py [--demo] [...]."""

import os
import subprocess
import sys

from environment import SetupError, ready, say


def main(arguments: list[str]) -> int:
    """Start the program with the arguments given; return its exit code."""
    try:
        # -P: files in the folder one stands in are never taken for parts of the program.
        command = [str(ready()), "-P", "-m", "organizer", *arguments]
    except SetupError as reason:
        say(str(reason))
        return 1
    if os.name != "nt":
        os.execv(command[0], command)  # noqa: S606 - becomes the program: signals and exit code
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

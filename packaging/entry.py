"""Where the bundle begins; child processes of the program begin here too."""

import multiprocessing
import sys

from organizer.__main__ import main

if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main())

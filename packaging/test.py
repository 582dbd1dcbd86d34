"""Sets the checks up (once) and runs all of them: python3 packaging/test.py [pytest's arguments].

Style, types, who imports whom, catalogues, then every test in random order, without a screen.
"""

import os
import subprocess
import sys
import time

from environment import ROOT, SetupError, ready, say

STEPS: dict[str, list[str]] = {
    "style": ["ruff", "check", "-q", "."],
    "layout": ["ruff", "format", "--check", "-q", "."],
    "types": ["mypy"],
    "imports": ["importlinter.cli"],
    "catalogues": ["packaging/catalogue.py", "check"],
    "tests": ["pytest", "-q", "-n", "auto", "--dist", "worksteal"],
}
# import-linter offers no `python -m`.
LINT_IMPORTS = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"


def command(python: str, step: str, arguments: list[str]) -> list[str]:
    """Return the command line of a step."""
    first, *rest = STEPS[step]
    if step == "imports":
        return [python, "-c", LINT_IMPORTS]
    if first.endswith(".py"):
        return [python, first, *rest]
    return [python, "-m", first, *rest, *(arguments if step == "tests" else [])]


def main(arguments: list[str]) -> int:
    """Run all steps even if one fails; return 0 only if none did."""
    try:
        python = str(ready("dev"))
    except SetupError as reason:
        say(str(reason))
        return 1
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    failed = []
    for step in STEPS:
        say(f"--- {step}")
        began = time.monotonic()
        line = command(python, step, arguments)
        if subprocess.run(line, cwd=ROOT, env=environment, check=False).returncode:
            failed.append(step)
        if step != "tests":
            say(f"    {time.monotonic() - began:.0f} s")
    if failed:
        say(f"failed: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

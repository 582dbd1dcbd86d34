"""Builds dist/organizer, one folder that runs without Python: python3 packaging/bundle.py."""

import shutil
import subprocess
import sys

import environment


def main() -> int:
    """Compile the catalogues and run PyInstaller; return its exit code."""
    try:
        python = str(environment.ready("bundle"))
    except environment.SetupError as reason:
        environment.say(str(reason))
        return 1
    root = environment.ROOT
    subprocess.run([python, "packaging/catalogue.py", "compile"], cwd=root, check=True)
    command = [python, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    code = subprocess.run([*command, "packaging/organizer.spec"], cwd=root, check=False).returncode
    if code == 0 and sys.platform.startswith("linux"):
        shutil.copy(root / "packaging" / "desktop" / "organizer.desktop", root / "dist/organizer")
    return code


if __name__ == "__main__":
    sys.exit(main())

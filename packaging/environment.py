"""The program's own Python environment in .venv: made once, renewed when its versions change.

Plain standard library, because it runs before anything is installed.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
CONSTRAINTS = ROOT / "packaging" / "constraints.txt"
OLDEST = (3, 11)
QT_LIBRARIES = (
    "libegl1 libgl1 libxkbcommon0 libxkbcommon-x11-0 libdbus-1-3 libfontconfig1 libglib2.0-0 "
    "libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 "
    "libxcb-shape0 libxcb-xinerama0"
)


class SetupError(Exception):
    """The environment cannot be made; the text says what to do."""


def say(text: str) -> None:
    """Tell the person who waits what is happening."""
    print(text, file=sys.stderr, flush=True)


def run(*command: str | Path, **more: str) -> bool:
    """Run a command quietly in the checkout; return whether it succeeded."""
    environment = {**os.environ, **more}
    done = subprocess.run(
        list(map(str, command)), cwd=ROOT, env=environment, capture_output=True, check=False
    )
    return done.returncode == 0


def python() -> Path:
    """Return the environment's interpreter, which may not exist yet."""
    folder, name = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
    return ENVIRONMENT / folder / name


def stamp() -> str:
    """Return what an installation depends on, as one line."""
    digest = hashlib.sha256()
    for file in (ROOT / "pyproject.toml", CONSTRAINTS):
        digest.update(file.read_bytes())
    return f"{ROOT} {sys.version_info[:2]} {digest.hexdigest()}"


def installed(extra: str) -> bool:
    """Say whether the environment holds the program, and the extra, in today's versions."""
    marks = [ENVIRONMENT / f".installed-{name}" for name in {extra, "dev"}]
    return python().exists() and any(
        mark.exists() and mark.read_text(encoding="utf-8") == stamp() for mark in marks
    )


def ready(extra: str = "") -> Path:
    """Make the environment if needed and return its interpreter.

    `extra` names an optional part of pyproject.toml. Raises SetupError with what to do.
    """
    if sys.version_info < OLDEST:
        raise SetupError("Python 3.11 or newer is needed. / 需要 Python 3.11 或更新版本。")
    if installed(extra):
        return python()
    if not (python().exists() and run(python(), "-c", "")):
        create()
    say("正在安装所需组件，只需这一次…  Installing what the program needs, once …")
    install(extra)
    check_qt()
    (ENVIRONMENT / f".installed-{extra}").write_text(stamp(), encoding="utf-8")
    return python()


def create() -> None:
    """Make an empty environment with the means at hand: venv, virtualenv or uv."""
    say(f"正在准备运行环境  Making {ENVIRONMENT}")
    if run(sys.executable, "-m", "venv", "--clear", ENVIRONMENT):
        return
    # Debian ships Python without venv: fetch virtualenv for this one call, install nothing.
    with tempfile.TemporaryDirectory() as folder:
        fetched = run(
            sys.executable, "-m", "pip", "install", "-q", "--target", folder, "virtualenv"
        )
        clear = ("-m", "virtualenv", "--clear", "-q", str(ENVIRONMENT))
        if fetched and run(sys.executable, *clear, PYTHONPATH=folder):
            return
    uv = shutil.which("uv")
    if uv and run(uv, "venv", "--clear", "--seed", "--python", sys.executable, ENVIRONMENT):
        return
    raise SetupError(
        "No environment could be made. On Debian or Ubuntu: sudo apt install python3-venv\n"
        "无法创建运行环境。Debian 或 Ubuntu 请先执行：sudo apt install python3-venv"
    )


def installer() -> list[str]:
    """Return the command that installs into the environment."""
    if run(python(), "-m", "pip", "--version") or run(python(), "-m", "ensurepip"):
        return [str(python()), "-m", "pip", "install", "--disable-pip-version-check"]
    uv = shutil.which("uv")
    if uv:
        return [uv, "pip", "install", "--python", str(python())]
    raise SetupError(f"There is no pip in {ENVIRONMENT}: delete the folder and start again.")


def install(extra: str) -> None:
    """Install the checkout in exactly the versions of the constraints file."""
    command = [*installer(), "-q", "-c", str(CONSTRAINTS)]
    target = f"{ROOT}[{extra}]" if extra else str(ROOT)
    # The build's own needs come first, so that they too have the exact versions.
    for what in (["hatchling", "babel"], ["--no-build-isolation", "-e", target]):
        if subprocess.run([*command, *what], cwd=ROOT, check=False).returncode:
            raise SetupError(
                "The installation failed; the lines above say why. Is there a network?\n"
                "安装没有成功，原因见上面几行。请检查网络后再试一次。"
            )


def check_qt() -> None:
    """Say which system packages are missing if Qt's libraries cannot be loaded (Linux)."""
    if sys.platform.startswith("linux") and not run(python(), "-c", "import PySide6.QtWidgets"):
        raise SetupError(
            "Qt needs some system libraries. On Debian or Ubuntu:\n"
            f"缺少系统图形库。Debian 或 Ubuntu 请执行：\n  sudo apt install {QT_LIBRARIES}"
        )

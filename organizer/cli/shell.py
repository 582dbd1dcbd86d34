"""What all commands share: the register, what is printed, and how failures end."""

import argparse
import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from organizer.base.errors import UserError
from organizer.base.text import bidi_visible
from organizer.base.words import DEFAULT, N_, language_for

LANGUAGES = {"zh": "zh_Hans", "en": "en"}


def spoken_language(arguments: list[str], environment: Mapping[str, str] = os.environ) -> str:
    """The language asked for, else the system's; Chinese where the system names none."""
    for place, argument in enumerate(arguments):
        if argument == "--language" and place + 1 < len(arguments):
            return LANGUAGES.get(arguments[place + 1], DEFAULT)
        if argument.startswith("--language="):
            return LANGUAGES.get(argument.partition("=")[2], DEFAULT)
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        name = environment.get(variable, "")
        if name:
            plain = name.partition(".")[0] in ("C", "POSIX")
            return DEFAULT if plain else language_for(name)
    return DEFAULT


def say(text: str) -> None:
    """Print a line for people; a name can't turn the rest of the line around."""
    print(bidi_visible(text))


def answer(value: Mapping[str, Any]) -> None:
    """Print the one JSON object of a command."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def complain(text: str) -> None:
    """Print a sentence on stderr."""
    print(text, file=sys.stderr)


def register_path(arguments: argparse.Namespace) -> Path:
    """The register a command is about. Raises UserError when none was named."""
    name = arguments.register or os.environ.get("ORGANIZER_REGISTER")
    if not name:
        raise UserError(
            "register.not_named",
            N_("Which register? Name it with -r FILE, or set ORGANIZER_REGISTER."),
        )
    return Path(name)


@contextmanager
def open_register(arguments: argparse.Namespace) -> Iterator[Any]:
    """The register a command is about, open until the block ends."""
    from organizer import domain
    from organizer.base.register import Register

    domain.load()
    with Register.open(register_path(arguments), keeping=keeping()) as register:
        yield register


def keeping() -> Any:
    """Where backups of this computer are kept, as its settings say."""
    from organizer.base.generations import Keeping
    from organizer.base.settings import MachineSettings, config_file

    return Keeping.of(MachineSettings(config_file()))

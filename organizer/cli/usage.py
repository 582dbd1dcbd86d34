"""The parser's own few words in the language shown, and wrong use told to programs too."""

import argparse
import sys
from typing import NoReturn

from organizer.base.overriding import override
from organizer.base.words import N_, _, ngettext

#: What argparse itself says; it looks its words up by these English ones.
WORDS = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("show program's version number and exit"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("expected one argument"),
    N_("expected at least one argument"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
    N_("ignored explicit argument %r"),
)


class WrongUseError(SystemExit):
    """A command was given that is none; the usage was told on stderr."""

    def __init__(self, message: str) -> None:
        super().__init__(2)
        self.message = message


class Parser(argparse.ArgumentParser):
    """A parser that speaks the language shown."""

    @override
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        print(f"{self.prog}: {message}", file=sys.stderr)
        raise WrongUseError(message)


def speak() -> None:
    """Let argparse look its own words up in our catalogue."""
    vars(argparse).update(_=_, ngettext=ngettext)

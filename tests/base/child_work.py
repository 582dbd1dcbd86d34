"""What the tests of child processes let them do."""

import os
import time

from organizer.base.child import Send, run_in_child
from organizer.base.errors import UserError
from organizer.base.words import N_


def double(send: Send, number: int) -> int:
    for step in range(3):
        send({"step": step, "text": "汉字"})
    return number * 2


def refuse(send: Send) -> None:
    raise UserError("files.missing", N_("“{file}” is a folder, not a file."), file="名单.xlsx")


def stumble(send: Send) -> None:
    secret = "13800000001"
    raise KeyError(secret)


def sleep(send: Send, note: str) -> None:
    with open(note, "w", encoding="ascii") as file:  # noqa: PTH123
        file.write(str(os.getpid()))
    send("started")
    time.sleep(60)


def spin(send: Send) -> None:
    while True:
        pass


def eat(send: Send) -> int:
    return len(bytearray(2_000_000_000))


def fall(send: Send) -> None:
    os.abort()


def nest(send: Send) -> object:
    return run_in_child(double, 21)

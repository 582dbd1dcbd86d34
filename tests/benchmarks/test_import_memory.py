"""What an import takes of the memory: the first of 100,000 people, and the same list again.

Each in a process of its own, so that what one took does not hide the other; the peak is the
system's own figure. Only Linux tells it that way.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.test_import_export import cpu, make_list

pytestmark = [
    pytest.mark.benchmark,
    pytest.mark.timeout(600),
    pytest.mark.skipif(sys.platform != "linux", reason="/proc tells the peak"),
]

MOST_MEGABYTES = 100
_WORK = """
import sys, datetime as dt
from pathlib import Path
from organizer import domain
from organizer.base.clock import FixedClock
from organizer.base.register import Register
from tests.domain.rosters.lists_of_rows import bring_in

def peak():
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024

domain.load()
path, source = map(Path, sys.argv[1:])
clock = FixedClock(dt.date(2026, 3, 9))
with (Register.open if path.exists() else Register.create)(path, clock=clock) as register:
    before = peak()
    bring_in(register, source, group="家长群")
    print(peak() - before)
"""


def megabytes(register: Path, source: Path, root: Path) -> tuple[float, float]:
    """What an import took beyond an open register, and its CPU seconds, the start included."""
    before = cpu()
    done = subprocess.run(
        [sys.executable, "-c", _WORK, str(register), str(source)],
        cwd=root,
        check=True,
        capture_output=True,
        text=True,
    )
    return float(done.stdout), cpu() - before


def test_memory_of_a_first_import_and_of_the_same_list_again(tmp_path: Path, root: Path) -> None:
    source = make_list(tmp_path / "list.csv", 100_000)
    first, first_seconds = megabytes(tmp_path / "r.db", source, root)
    again, again_seconds = megabytes(tmp_path / "r.db", source, root)
    print(f"first +{first:.0f} MB, again +{again:.0f} MB (goal {MOST_MEGABYTES})")
    print(f"again {again_seconds / first_seconds:.2f} of the first (goal 1.4)")
    assert first <= MOST_MEGABYTES * 1.1
    assert again <= MOST_MEGABYTES * 1.1
    assert again_seconds <= 1.4 * 1.15 * first_seconds

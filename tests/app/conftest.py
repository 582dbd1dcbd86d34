"""The window's own parts are tested like widgets: same fixtures."""

from tests.widgets.conftest import (  # noqa: F401 - fixtures of every window
    _dressed,
    crashes,
    loop,
    messages,
    run,
    tasks,
    window,
)

"""``override`` for every supported Python, without loading typing_extensions at start-up."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing_extensions import override
else:

    def override(method):
        """Mark a method that replaces one of its base class; only the type checker looks at it."""
        return method


__all__ = ["override"]

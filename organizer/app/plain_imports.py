"""Python's own import in place of PySide's, which reads every module's text once more.

PySide looks through the source of whatever is imported after it, for the sake of
`from __feature__ import …`, which nothing here uses: 20 ms before the first rows are painted.
It keeps Python's import beside its own; a PySide that does not is left as it is.
"""

import builtins

import PySide6.QtCore  # noqa: F401 - puts its own import in place as it is loaded

builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)

"""Python's own import, back in its place once Qt is loaded.

PySide puts another there, which reads the source of every module that is imported after Qt in search of its switch
`from __feature__ import`. Nothing here uses it, and it costs a third of each import and the memory of all those lines.
"""

import builtins

from PySide6 import QtCore  # noqa: F401 - this is what replaces it

builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)

"""The page on which reports are dropped: a small server for those who have a browser and no terminal.

In comes a ``Site``; what is sent is checked in processes of its own, and what came of it is kept in memory
for a while. Nothing here prints or reads the command line. It needs the extra ``web``.
"""

from __future__ import annotations

from gialint.web.server import Begun, Broken, Counts, Taken, address_of, listening, serve
from gialint.web.site import PORT, Bounds, Site

__all__ = ["PORT", "Begun", "Bounds", "Broken", "Counts", "Site", "Taken", "address_of", "listening", "serve"]

"""The types of an open websocket, so that nobody else imports what could open one."""

from websockets.asyncio.client import ClientConnection as Line
from websockets.exceptions import ConnectionClosed as LineClosed

__all__ = ["Line", "LineClosed"]

"""A real server and a real browser."""

from tests.browsing import chromium, own_server, server, shared_server

__all__ = ["chromium", "own_server", "server", "shared_server"]

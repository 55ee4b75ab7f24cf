"""A small web server on loopback that plays the networks: good, slow, endless, broken.

``web.page("/feed", body, headers)`` answers; ``web.play("/slow", function)`` does as it
likes with the handler.
"""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

Play = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class LocalWeb:
    url: str
    port: int
    plays: dict[str, Play] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def page(self, path: str, body: bytes | str = b"", headers: dict | None = None, status: int = 200) -> str:
        data = body.encode() if isinstance(body, str) else body

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            for name, value in {"Content-Length": str(len(data)), **(headers or {})}.items():
                handler.send_header(name, value)
            handler.end_headers()
            handler.wfile.write(data)

        return self.play(path, answer)

    def play(self, path: str, play: Play) -> str:
        self.plays[path] = play
        return self.url + path

    def redirect(self, path: str, to: str, status: int = 302) -> str:
        return self.page(path, headers={"Location": to}, status=status)

    def hits(self, path: str) -> int:
        return sum(asked == path for asked, _ in self.asked)


@contextmanager
def local_web(host: str = "127.0.0.1", port: int = 0) -> Iterator[LocalWeb]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # else headers and body travel 40 ms apart

        def do_GET(self) -> None:
            path = self.path.split("?")[0]
            web.asked.append((path, {name.lower(): value for name, value in self.headers.items()}))
            try:
                web.plays.get(path, lambda handler: handler.send_error(404))(self)
            except OSError:  # the caller had enough
                self.close_connection = True

        do_POST = do_GET  # noqa: N815 -- the library's name

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer((host, port), Handler)
    server.daemon_threads = True
    web = LocalWeb(f"http://{host}:{server.server_port}", server.server_port)
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def web() -> Iterator[LocalWeb]:
    with local_web() as server:
        yield server


def free_port() -> int:
    """A port that nobody listens to."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]

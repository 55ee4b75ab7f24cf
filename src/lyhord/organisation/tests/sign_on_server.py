"""A small OpenID provider on loopback: code flow with PKCE, a signed token, a page about the person.

``provider.person`` is who sits in front of it; None: they turn back. It holds our client to what the
standard asks: secret, address to come back to, each code once, and the verifier of its challenge.
"""

import base64
import hashlib
import json
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from tests.web import LocalWeb, local_web

CLIENT, SECRET = "lyhord", secrets.token_urlsafe(16)


@dataclass
class Provider:
    web: LocalWeb
    person: dict | None = field(default_factory=dict)
    about: dict = field(default_factory=dict)  # what its page says other than its token
    audience: str = CLIENT
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    tokens: set[str] = field(default_factory=set)
    key: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))

    def configuration(self) -> dict:
        ends = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
        urls = {f"{name}_endpoint": f"{self.web.url}/{path}" for name, path in ends.items()}
        return {"issuer": self.web.url, "jwks_uri": f"{self.web.url}/keys", **urls}

    def authorize(self, handler: BaseHTTPRequestHandler) -> None:
        asked = {name: values[0] for name, values in parse_qs(urlsplit(handler.path).query).items()}
        assert (asked["client_id"], asked["response_type"]) == (CLIENT, "code")
        back = {"state": asked["state"], "error": "access_denied"}
        if self.person is not None:
            code = secrets.token_urlsafe(8)
            self.codes[code] = asked
            back = {"state": asked["state"], "code": code}
        handler.send_response(302)
        handler.send_header("Location", f"{asked['redirect_uri']}?{urlencode(back)}")
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    def token(self, handler: BaseHTTPRequestHandler) -> None:
        body = handler.rfile.read(int(handler.headers["Content-Length"])).decode()
        sent = {name: values[0] for name, values in parse_qs(body).items()}
        asked = self.codes.pop(sent["code"], {})
        challenge = base64.urlsafe_b64encode(hashlib.sha256(sent["code_verifier"].encode()).digest())
        is_right = (
            _name_and_secret(handler, sent) == (CLIENT, SECRET)
            and asked.get("redirect_uri") == sent["redirect_uri"]
            and asked.get("code_challenge") == challenge.decode().rstrip("=")
        )
        if not is_right:
            return _say(handler, {"error": "invalid_grant"}, 400)
        self.tokens.add(access := secrets.token_urlsafe(16))
        said = {"access_token": access, "token_type": "Bearer", "id_token": self.signed()}
        return _say(handler, said)

    def signed(self) -> str:
        now = int(time.time())
        claims = {"iss": self.web.url, "aud": self.audience, "iat": now, "exp": now + 60, **self.person}
        return jwt.encode(claims, self.key, algorithm="RS256", headers={"kid": "1"})

    def userinfo(self, handler: BaseHTTPRequestHandler) -> None:
        assert handler.headers["Authorization"].removeprefix("Bearer ") in self.tokens
        _say(handler, {**self.person, **self.about})


def _name_and_secret(handler: BaseHTTPRequestHandler, sent: dict[str, str]) -> tuple[str, ...]:
    if "client_secret" in sent:
        return sent["client_id"], sent["client_secret"]
    given = handler.headers.get("Authorization", "").removeprefix("Basic ")
    return tuple(base64.b64decode(given).decode().split(":"))


def _say(handler: BaseHTTPRequestHandler, said: dict, status: int = 200) -> None:
    data = json.dumps(said).encode()
    handler.send_response(status)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", str(len(data)))
    handler.end_headers()
    handler.wfile.write(data)


@contextmanager
def open_provider() -> Iterator[Provider]:
    with local_web() as web:
        provider = Provider(web)
        web.play("/.well-known/openid-configuration", lambda handler: _say(handler, provider.configuration()))
        for name in ("authorize", "token", "userinfo"):
            web.play(f"/{name}", getattr(provider, name))
        yield provider

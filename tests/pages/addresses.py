"""Every address of the house, as the resolver knows them, and how to make an example of each."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, reverse

FOR_PROGRAMS = ("api-",)
# Pages of allauth that exist only for what we do not offer, or in the middle of a dance with another site.
NOT_HERE = {
    "account_confirm_email": "addresses are confirmed by the invitation",
    "account_reset_password_from_key": "only with the key from a mail",
    "mfa_remove_webauthn": "only with a passkey",
    "mfa_edit_webauthn": "only with a passkey",
    "openid_connect_login": "only with another site to sign in at",
    "openid_connect_callback": "only with another site to sign in at",
}


@dataclass(frozen=True)
class Address:
    """A named pattern: the name to reverse it by, and what it wants to know."""

    name: str
    wants: tuple[str, ...]

    @property
    def is_ours(self) -> bool:
        """Not allauth's."""
        return ":" in self.name

    def paths(self, examples: Callable[[str, str], Sequence[object]]) -> list[str]:
        """The address with each of the examples for its gaps."""
        values = [examples(self.name, want) for want in self.wants]
        return [
            reverse(self.name, kwargs=dict(zip(self.wants, chosen, strict=True)))
            for chosen in product(*values)
        ]


def addresses() -> list[Address]:
    """All named addresses, in the order of the resolver, each once."""
    found = {address.name: address for address in _walk(get_resolver(), "", ())}
    return [
        address
        for name, address in found.items()
        if not name.startswith(FOR_PROGRAMS) and name not in NOT_HERE
    ]


def _walk(resolver: URLResolver, prefix: str, above: tuple[str, ...]) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        wants = (*above, *pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLPattern):
            if pattern.name:
                yield Address(prefix + pattern.name, wants)
        else:
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from _walk(pattern, inner, wants)


def is_page(answer: HttpResponse) -> bool:
    """Whether it is something to look at: not a redirect, a download, a stream, a part, a refusal of GET."""
    is_html = answer.headers.get("Content-Type", "").startswith("text/html") and not answer.streaming
    return answer.status_code == 200 and is_html and b"<html" in answer.content

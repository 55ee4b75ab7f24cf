"""Which addresses may be called: the public ones, and what the operator names. Decided at connect time.

Python's ``is_private`` is no such list: 100.64.0.1, 224.0.0.1, NAT64 and 6to4 forms of loopback pass it.
Source: IANA special-purpose registries, as GoToSocial reads them (checked 2026-11-23).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Network = IPv4Network | IPv6Network
Host = IPv4Address | IPv6Address

_IPV4_RESERVED = tuple(
    IPv4Network(net)
    for net in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # carrier-grade NAT
        "127.0.0.0/8",  # loopback
        "169.254.0.0/16",  # link-local, cloud metadata
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.31.196.0/24",  # AS112
        "192.52.193.0/24",  # AMT
        "192.88.99.0/24",  # 6to4 relay
        "192.168.0.0/16",  # private
        "192.175.48.0/24",  # AS112
        "198.18.0.0/15",  # benchmarking
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
)
_IPV6_PUBLIC = IPv6Network("2000::/3")
_IPV6_RESERVED = tuple(
    IPv6Network(net)
    for net in (
        "2001::/23",  # protocol assignments, Teredo
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4: holds an IPv4 address
        "2620:4f:8000::/48",  # AS112
        "3fff::/20",  # documentation
    )
)
_WEB_PORTS = frozenset({80, 443})


def is_public(address: Host) -> bool:
    """Whether the address belongs to a host on the open internet."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return is_public(address.ipv4_mapped)
        return address in _IPV6_PUBLIC and not any(address in net for net in _IPV6_RESERVED)
    return not any(address in net for net in _IPV4_RESERVED)


@dataclass(frozen=True)
class AddressFilter:
    """Public addresses on the ports of the web, and ``allowed`` ranges on any port."""

    allowed: tuple[Network, ...] = ()

    @classmethod
    def of(cls, ranges: Iterable[str]) -> "AddressFilter":
        """From CIDR texts. Raises ValueError for what is none."""
        return cls(tuple(ip_network(text.strip(), strict=False) for text in ranges))

    def permits(self, address: str, port: int) -> bool:
        """Whether ``address`` (an IP address as text) may be called on ``port``."""
        try:
            host = ip_address(address)
        except ValueError:
            return False
        if isinstance(host, IPv6Address) and host.ipv4_mapped:
            host = host.ipv4_mapped
        return self._is_allowed(host) or (port in _WEB_PORTS and is_public(host))

    def permitted(self, addresses: Sequence[str], port: int) -> list[str]:
        """Those that may be called, in their order, each once."""
        return [address for address in dict.fromkeys(addresses) if self.permits(address, port)]

    def _is_allowed(self, host: Host) -> bool:
        return any(host.version == net.version and host in net for net in self.allowed)

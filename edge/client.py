"""Which network a request comes from, as far as we need to know it: enough to slow down whoever tries doors."""

from __future__ import annotations

import ipaddress

from django.http import HttpRequest

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

#: What one household or one small office has. A reader's machine changes its address within it several times a day.
SIZES = {4: 24, 6: 56}


def network_of(request: HttpRequest) -> str:
    """The network of the reader's address: /24 of IPv4, /56 of IPv6. Never stored and never logged: see limits.py.

    Behind proxies the address is what `proxies.py` found; a forwarding header from anybody else was taken away there.
    What is no address at all (a socket on this machine, garbage) is one network: such requests share their limits.
    """
    address = address_of(request.META.get("REMOTE_ADDR", ""))
    if address is None:
        return "unknown"
    return str(ipaddress.ip_network((address, SIZES[address.version]), strict=False))


def address_of(text: str) -> Address | None:
    """The address that a text says, without a port and without the clothes of IPv6 that an IPv4 address may wear."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        # A zone ("fe80::1%eth0") says through which of the machine's own cables it came.
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        return address.ipv4_mapped
    return address

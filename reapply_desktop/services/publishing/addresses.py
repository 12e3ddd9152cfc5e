"""Where a password may go when a server names an address: redirects, principals, homes and calendars are its words."""

import ipaddress
from urllib.parse import SplitResult, urlsplit, urlunsplit

from reapply_desktop.domain.errors import UserError

# Names under which a country's registry gives out domains: `co.uk` and `com.au` belong to nobody in particular.
REGISTRIES = {"ac", "co", "com", "edu", "go", "gob", "gov", "gv", "ltd", "me", "ne", "net", "nom", "or", "org", "sch"}
PORTS = {"http": 80, "https": 443}


class ElsewhereError(UserError):
    """The server names an address that the password was not meant for."""


def allowed(typed: str, named: str) -> str:
    """The address to ask where the account was typed as `typed` and its server names `named` (both whole addresses).

    As it is for the same scheme, host and port, and for another host of the same domain over https (iCloud's
    caldav.icloud.com names p45-caldav.icloud.com). http on the typed https host is taken as https, as servers behind
    a proxy often do not know better. Everything else is an ElsewhereError that names the host.
    """
    try:
        here, there = urlsplit(typed), urlsplit(named)
        same_host = here.hostname == there.hostname
        same_place = (here.scheme, _port(here)) == (there.scheme, _port(there))
    except ValueError:
        raise _elsewhere("an address that cannot be read") from None
    if there.scheme not in PORTS or not there.hostname or any(c.isspace() or c == "\\" for c in named):
        raise _elsewhere("an address that cannot be read")
    if same_host and same_place:
        return _rebuilt(there)
    if same_host and here.scheme == "https" and there.scheme == "http":
        return _rebuilt(there._replace(scheme="https", netloc=here.netloc))
    if there.scheme == "https" and here.hostname and is_same_domain(here.hostname, there.hostname):
        return _rebuilt(there)
    raise _elsewhere(f"{there.scheme}://{there.netloc.rpartition('@')[2]}", may_be_typed=there.scheme == "https")


def is_same_domain(typed: str, other: str) -> bool:
    """Whether the other host surely belongs to whom the typed one does: itself, below it, or beside it."""
    if typed == other or (other.endswith(f".{typed}") and not is_address(typed)):
        return True
    if is_address(typed) or is_address(other):
        return False
    domain = typed if typed.count(".") == 1 else typed.partition(".")[2]
    name, _dot, country = domain.rpartition(".")
    if not name or (len(country) == 2 and name in REGISTRIES):
        return False
    return other == domain or other.endswith(f".{domain}")


def is_address(host: str) -> bool:
    """Whether it is an IP address, not a name."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _port(parts: SplitResult) -> int | None:
    return parts.port or PORTS.get(parts.scheme)


def _rebuilt(parts: SplitResult) -> str:
    """Only what was looked at: no name or password inside the address."""
    host = f"[{parts.hostname}]" if parts.hostname and ":" in parts.hostname else parts.hostname
    netloc = f"{host}:{parts.port}" if parts.port else f"{host}"
    return urlunsplit((parts.scheme, netloc, parts.path or "/", parts.query, ""))


def _elsewhere(what: str, *, may_be_typed: bool = False) -> ElsewhereError:
    return ElsewhereError(
        f"The server points to {what}, and your password was not sent there.",
        "If you trust that server, type its address here." if may_be_typed else "Ask your provider for its https:// "
        "address.",
    )

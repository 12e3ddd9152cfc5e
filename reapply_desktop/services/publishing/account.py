"""Who publishes where: the address and name of a calendar server's account; its password stays in the keyring."""

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

from reapply_desktop.domain.errors import UserError

SERVICE = "ReApply Desktop calendar"
EXAMPLE = "Your provider's help names it; with Nextcloud it is https://your.server/remote.php/dav."


@dataclass(frozen=True)
class Account:
    """`url` is the server's CalDAV address or a calendar's own; the password is never part of it."""

    url: str
    user: str


def account(url: str, user: str) -> Account:
    """The account as typed. UserError for an address a password must not be sent to, or that is none."""
    text, name = url.strip(), user.strip()
    if text and "://" not in text:
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname, parts.port
    except ValueError:
        parts, host = None, None
    if parts is None or not host or parts.scheme not in ("http", "https") or any(c.isspace() for c in text):
        raise UserError("That is not the address of a calendar server.", EXAMPLE)
    if parts.username or parts.password:
        raise UserError("Name and password do not belong in the address.", "They have fields of their own.")
    if parts.scheme == "http" and not _is_this_computer(host):
        raise UserError(
            "Over http:// anyone on the way could read your password.", "Use the server's https:// address."
        )
    if not name:
        raise UserError("The name you sign in with is missing.", "Often it is your e-mail address.")
    return Account(text, name)


def _is_this_computer(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def kept_password(account: Account) -> str | None:
    """The password that the system keeps for this account; None where there is none, or no keyring."""
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(SERVICE, _entry(account))
    except (KeyringError, OSError, RuntimeError):
        return None


def keep_password(account: Account, password: str) -> bool:
    """Give the password to the system's keyring, the only place where it is kept; False where there is no keyring."""
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(SERVICE, _entry(account), password)
    except (KeyringError, OSError, RuntimeError):
        return False
    return True


def forget_password(account: Account) -> None:
    """Take the password out of the keyring; that there is none is no error."""
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.delete_password(SERVICE, _entry(account))
    except (KeyringError, OSError, RuntimeError):
        return


def _entry(account: Account) -> str:
    parts = urlsplit(account.url)
    return f"{account.user} at {parts.netloc}"

"""What can go wrong between this program and a calendar server, as sentences."""

from collections.abc import Iterator
from contextlib import contextmanager

from reapply_desktop.domain.errors import UserError
from reapply_desktop.services.publishing.account import EXAMPLE

FORBIDDEN, GONE = 403, (404, 410)


class UnreachableError(UserError):
    """The server did not answer: nothing more can be said to it now."""


class PasswordError(UserError):
    """The server does not take this name and password."""


class RefusedError(Exception):
    """The server answered, and did not do what was asked; `status` is HTTP's."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def no_server() -> UserError:
    return UserError("That address answers, but not as a calendar server (CalDAV).", EXAMPLE)


def not_here(status: int) -> UserError:
    """Why an address that shall be a calendar server's is none, by HTTP's status."""
    if status == FORBIDDEN:
        return UserError("The server does not let this name in at that address.", f"Check the address. {EXAMPLE}")
    if status in GONE:
        return UserError("The server has nothing at that address.", f"Check what follows its name. {EXAMPLE}")
    if status >= 500:
        return UnreachableError(f"The server has trouble of its own (HTTP {status}).", "Try again in a while.")
    return no_server()


@contextmanager
def told() -> Iterator[None]:
    """Every failure of the libraries below as a sentence."""
    from caldav.lib import error
    from niquests import exceptions as web

    try:
        yield
    except error.AuthorizationError as failure:
        if failure.status == FORBIDDEN:
            raise not_here(FORBIDDEN) from failure
        raise PasswordError(
            "The server does not accept this name and password.",
            "Some providers want a password made for programs (an app password).",
        ) from failure
    except web.SSLError as failure:
        raise UnreachableError(
            "The server could not prove who it is, so your password was not sent.", "Check the address."
        ) from failure
    except (error.RateLimitError, web.Timeout) as failure:
        raise UnreachableError("The server takes too long to answer.", "Try again in a while.") from failure
    except (web.ConnectionError, OSError) as failure:
        if isinstance(failure, web.RequestException) and not isinstance(failure, web.ConnectionError):
            raise no_server() from failure
        raise UnreachableError(
            "The server cannot be reached.", "Check the address, and that this computer is online."
        ) from failure
    except NotImplementedError as failure:  # by the library, for a server that takes neither kind of password
        raise UserError(
            "The server wants another way to sign in than by a name and a password.",
            "This program cannot publish there. A calendar file can be imported instead.",
        ) from failure
    except (error.DAVError, ValueError, AttributeError, SyntaxError) as failure:
        raise no_server() from failure

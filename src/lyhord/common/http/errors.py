"""What can go wrong on the way out, in sentences a person may read: never a word of what was answered."""

from lyhord.common.sentences import fill, gettext_noop

NOT_ALLOWED = gettext_noop("The address of {host} is not public, so it is not called.")
NO_SUCH_HOST = gettext_noop("There is no host named {host}.")
UNREACHABLE = gettext_noop("{host} cannot be reached.")
BAD_CERTIFICATE = gettext_noop("The certificate of {host} is not valid.")
TOO_SLOW = gettext_noop("{host} did not answer completely within {seconds} seconds.")
TOO_LARGE = gettext_noop("The answer of {host} is larger than {megabytes} MB.")
TOO_MANY_REDIRECTS = gettext_noop("{host} sends us in circles.")
LEAKING_REDIRECT = gettext_noop("{host} would send a password over an open line.")
BROKEN_ANSWER = gettext_noop("The answer of {host} is broken.")
BAD_ADDRESS = gettext_noop("This is not an address on the web: it should begin with https://.")
PASSWORD_IN_ADDRESS = gettext_noop("An address with a password in it cannot be used.")
WAIT = gettext_noop("{host} asks us to wait.")
BUSY = gettext_noop("We are already calling {host}; this comes next.")
REFUSED = gettext_noop("{host} does not let us in ({status}).")
NOT_FOUND = gettext_noop("{host} has nothing at this address ({status}).")
GONE = gettext_noop("{host} says that this has been removed for good ({status}).")
SERVER_TROUBLE = gettext_noop("{host} has trouble of its own ({status}).")
UNEXPECTED = gettext_noop("{host} answered with {status}, which we did not expect.")


class OutgoingError(Exception):
    """Somebody out there did not do as we asked.

    ``sentence`` is English with ``{names}``, ``params`` fills them in, ``message`` is both together.
    ``permanent``: asking again will not help. ``retry_after_s``: do not ask again before that.
    """

    def __init__(
        self,
        sentence: str,
        *,
        permanent: bool = False,
        retry_after_s: float | None = None,
        **params: str | int,
    ) -> None:
        self.sentence, self.params, self.message = sentence, params, fill(sentence, params)
        self.permanent, self.retry_after_s = permanent, retry_after_s
        super().__init__(self.message)


class AddressRefused(OutgoingError):
    """The address is not one that may be called."""


class Answered(OutgoingError):
    """The server answered, but not with what we asked for; ``status`` is its HTTP status."""

    def __init__(self, status: int, host: str, *, retry_after_s: float | None = None) -> None:
        self.status = status
        super().__init__(
            _sentence(status),
            permanent=status == 410,
            retry_after_s=retry_after_s,
            host=host,
            status=status,
        )


def _sentence(status: int) -> str:
    named = {401: REFUSED, 403: REFUSED, 404: NOT_FOUND, 410: GONE, 429: WAIT}
    return named.get(status, SERVER_TROUBLE if status >= 500 else UNEXPECTED)

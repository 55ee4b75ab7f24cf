"""What the libraries raise, said in our own sentences."""

import ssl

import httpx
from websockets.exceptions import InvalidStatus

from lyhord.common.http.errors import (
    BAD_ADDRESS,
    BAD_CERTIFICATE,
    BROKEN_ANSWER,
    TOO_SLOW,
    UNREACHABLE,
    Answered,
    OutgoingError,
)


def readable(error: Exception, host: str, *, seconds: float = 30) -> OutgoingError:
    """The sentence for ``error``, which happened while calling ``host``."""
    if isinstance(error, InvalidStatus):
        return Answered(error.response.status_code, host)
    if isinstance(error, httpx.InvalidURL):
        return OutgoingError(BAD_ADDRESS, permanent=True)
    if isinstance(error, httpx.TimeoutException | TimeoutError):
        return OutgoingError(TOO_SLOW, host=host, seconds=round(seconds))
    if _is_about_the_certificate(error):
        return OutgoingError(BAD_CERTIFICATE, host=host)
    if isinstance(error, httpx.ConnectError | httpx.ReadError | httpx.WriteError | OSError):
        return OutgoingError(UNREACHABLE, host=host)
    return OutgoingError(BROKEN_ANSWER, host=host)


def _is_about_the_certificate(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError) or "CERTIFICATE_VERIFY_FAILED" in str(error):
            return True
        error = error.__cause__ or error.__context__
    return False

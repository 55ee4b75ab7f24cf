"""A query that is none, told to a program: which character, and in words."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

from lyhord.common.api import ApiError
from lyhord.listening.remarks import fault_message
from lyhord.listening.services import ChangedMeanwhile
from lyhord.percolator import QueryError


@contextmanager
def said_to_programs() -> Iterator[None]:
    """Answers 422 ``query_error`` with the character that is wrong; 409 when somebody was quicker."""
    try:
        yield
    except QueryError as error:
        place = _("character %(number)s") % {"number": error.position + 1}
        raise ApiError(422, "query_error", f"{fault_message(error)} ({place})") from error
    except ChangedMeanwhile as error:
        raise ApiError(409, "changed_meanwhile", str(error.message)) from error

"""The root of our own errors: their text may be shown to a person, in that person's language."""

from django.utils.functional import Promise


class LyhordError(Exception):
    """Something a person can be told about. ``message`` is translated when it is shown."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(message)
        self.message = message

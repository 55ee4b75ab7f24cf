"""What is wrong with a query, and where."""

from collections.abc import Mapping

from .messages import ERRORS, EXPECTED


class QueryError(ValueError):
    """A query that cannot be understood; points at the character.

    ``message`` and ``expected`` are English; ``code``, ``expected_code`` and ``params`` let others
    translate them (templates in ``messages``). ``position`` and ``length`` count characters of the query.
    """

    def __init__(
        self, code: str, position: int, length: int = 1, *, expected: str = "", **params: str | int
    ) -> None:
        self.code = code
        self.params = params
        self.position = position
        self.length = length
        self.expected_code = expected
        self.message = ERRORS[code].format(**params)
        self.expected = EXPECTED[expected].format(**params)
        super().__init__(f"{self.message} (character {position + 1})")

    def __reduce__(self) -> tuple[object, ...]:
        """Keep the parts when the error travels between processes."""
        return _rebuild, (self.code, self.position, self.length, self.expected_code, self.params)


def _rebuild(
    code: str, position: int, length: int, expected: str, params: Mapping[str, str | int]
) -> QueryError:
    return QueryError(code, position, length, expected=expected, **dict(params))


class TooMuch(ValueError):
    """More than can be matched at once; the text says what to do."""

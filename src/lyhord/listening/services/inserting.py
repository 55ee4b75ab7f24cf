"""Many rows into one table, in one statement."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db import connection, models


def insert(model: type[models.Model], rows: Iterable[Mapping[str, Any]]) -> None:
    """Add ``rows``: values by column; what is missing gets the field's default. One statement, none for none.

    ``bulk_create`` asks every field of every row how to write itself: it took four tenths of the listener's
    time (150 µs a row, this 12). Raises IntegrityError.
    """
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)]
    plan = [(field.attname, field.get_default(), _writer(field)) for field in fields]
    values = [tuple(write(row.get(name, default)) for name, default, write in plan) for row in rows]
    if not values:
        return
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places})", values)


def _writer(field: "models.Field[Any, Any]") -> Callable[[Any], Any]:
    """How this database's driver wants the field's values."""
    if isinstance(field, models.DateTimeField):
        return connection.ops.adapt_datetimefield_value
    if isinstance(field, models.JSONField):
        return lambda value: connection.ops.adapt_json_value(value, field.encoder)
    return _as_it_is


def _as_it_is(value: Any) -> Any:  # noqa: ANN401 -- whatever the column holds
    return value

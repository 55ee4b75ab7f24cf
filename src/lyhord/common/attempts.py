"""Trying what a form asks for."""

from collections.abc import Callable

from django.forms import BaseForm

from lyhord.common.errors import LyhordError


def attempt(form: BaseForm, change: Callable[[], object]) -> bool:
    """Whether the form was valid and ``change`` went through; if not, the form says why.

    An error's ``field`` names the field it belongs to.
    """
    if not form.is_valid():
        return False
    try:
        change()
    except LyhordError as error:
        field = getattr(error, "field", None)
        form.add_error(field if field in form.fields else None, str(error.message))
        return False
    return True

"""Passwords that are long, and yet among the first to be tried."""

import re

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class EasyToGuessValidator:
    """Refuses few different characters, one piece repeated, a common word with digits or marks around."""

    fewest_characters = 5

    def __init__(self) -> None:
        self.common = CommonPasswordValidator().passwords

    def validate(self, password: str, user: object = None) -> None:
        """Raise ValidationError when the password is long only in name."""
        plain = password.lower()
        word = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", plain)
        repeated = plain in (plain + plain)[1:-1]
        if len(set(plain)) < self.fewest_characters or repeated or not word or word in self.common:
            raise ValidationError(self.get_help_text(), code="easy_to_guess")

    def get_help_text(self) -> str:
        """What to do instead."""
        return _(
            "That would be guessed early. Four words that have nothing to do with each other hold better."
        )

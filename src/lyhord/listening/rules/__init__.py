"""Pure decisions of listening: ``states``, ``ids``, ``fitting``, ``settling``, ``counting``, ``marking``."""

from lyhord.listening.rules.ids import first_id, key_of, lowest_id, next_id, published_at
from lyhord.listening.rules.states import STEPS, Basis, Colour, MuteKind, State

__all__ = [
    "STEPS",
    "Basis",
    "Colour",
    "MuteKind",
    "State",
    "first_id",
    "key_of",
    "lowest_id",
    "next_id",
    "published_at",
]

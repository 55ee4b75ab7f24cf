"""What the worker does for the notices."""

from datetime import timedelta

from lyhord.common.work import Chore
from lyhord.notices.services import forget_events

CHORES = (Chore("notices.forget_events", every=timedelta(hours=1), run=lambda now: forget_events(now=now)),)

"""Going into the sample company."""

from datetime import datetime

from lyhord.desk import demo
from lyhord.organisation.models import User


def go_in(*, language: str, now: datetime) -> User | None:
    """Fill the sample company where it is not there, and give its head, who reads what the visitor reads."""
    demo.fill(now=now)
    head = demo.sample_head()
    if head is not None and head.language != language:
        head.language = language
        head.save(update_fields=["language"])
    return head

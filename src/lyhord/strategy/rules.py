"""What can be measured, in what unit, and which way is better."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Measure(TextChoices):
    """The measures a first goal can have."""

    FOLLOWERS = "followers", _("Followers")
    LIKES = "likes", _("Likes on our posts")
    RESPONSE_TIME = "response_time", _("First response time")
    MENTIONS = "mentions", _("Mentions")
    POSTS_PER_WEEK = "posts_per_week", _("Our posts a week")
    LEADS = "leads", _("Leads")
    OTHER = "other", _("Something else we count")


class Unit(TextChoices):
    """What the number counts."""

    COUNT = "count", _("number")
    MINUTES = "minutes", _("minutes")
    PERCENT = "percent", _("per cent")
    SEK = "sek", _("SEK")


class Direction(TextChoices):
    """Which way is better."""

    UP = "up", _("Up")
    DOWN = "down", _("Down")

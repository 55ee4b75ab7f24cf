"""The kinds of things a department is made of."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Position(TextChoices):
    """The seven positions; each has a desk of its own and permissions to match."""

    HEAD = "head", _("Head of social media")
    ANALYST = "analyst", _("Analyst")
    COMMUNITY_MANAGER = "community_manager", _("Community manager")
    CARE_MANAGER = "care_manager", _("Care manager")
    CONTRIBUTOR = "contributor", _("Contributor")
    AGENCY = "agency", _("Agency")
    VIEWER = "viewer", _("Viewer")


class Function(TextChoices):
    """What the department is for; every monitor, post, case and goal serves one or more."""

    MARKETING = "marketing", _("Marketing")
    PR = "pr", _("PR")
    SALES = "sales", _("Sales")
    CUSTOMER_SERVICE = "customer_service", _("Customer service")


class UnitKind(TextChoices):
    """Parts of the company that the department is built out of or works beside."""

    CUSTOMER_SERVICE = "customer_service", _("Customer service")
    SALES = "sales", _("Sales")
    MARKETING = "marketing", _("Marketing")
    COMMUNICATIONS = "communications", _("Communications")
    SOCIAL = "social", _("Social media")
    MANAGEMENT = "management", _("Management")
    AGENCY = "agency", _("Agency")
    OTHER = "other", _("Other")


class Structure(TextChoices):
    """Out of what the department grows."""

    CUSTOMER_SERVICE = "customer_service", _("Out of customer service")
    SALES = "sales", _("Out of sales")
    MARKETING = "marketing", _("Out of marketing")
    HYBRID = "hybrid", _("A hybrid")


class Sourcing(TextChoices):
    """Who does the work."""

    IN_HOUSE = "in_house", _("In-house")
    AGENCY = "agency", _("Agency")
    HYBRID = "hybrid", _("In-house and agency together")

"""The workspace: one company's department, apart from every other."""

from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import gettext_lazy as _

from lyhord.organisation.rules import Sourcing, Structure


class WorkspaceQuerySet(models.QuerySet["Workspace"]):
    """Workspaces by name of what is asked."""

    def founded(self) -> "WorkspaceQuerySet":
        """Departments that are live: the founding guide has been walked to its end."""
        return self.filter(founded_at__isnull=False)


class Workspace(models.Model):
    """A company's social media department. Everything else belongs to exactly one."""

    slug = models.SlugField(_("address"), max_length=50, unique=True)
    name = models.CharField(_("company"), max_length=120)
    country = models.CharField(_("country"), max_length=2, default="SE", help_text=_("For public holidays."))
    time_zone = models.CharField(_("time zone"), max_length=64, default="Europe/Stockholm")
    language = models.CharField(
        _("language"), max_length=2, default="sv", choices=[("sv", "Svenska"), ("en", "English")]
    )
    structure = models.CharField(max_length=20, choices=Structure.choices, blank=True)
    joins = models.TextField(_("how the department joins the organisation"), blank=True)
    contributes = models.TextField(_("how the rest of the company contributes"), blank=True)
    sourcing = models.CharField(max_length=20, choices=Sourcing.choices, blank=True)
    sourcing_note = models.TextField(blank=True)
    is_demo = models.BooleanField(default=False)
    founded_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = WorkspaceQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        """The company's time zone."""
        return ZoneInfo(self.time_zone)

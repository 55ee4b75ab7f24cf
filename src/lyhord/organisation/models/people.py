"""People who log in, and their membership of workspaces."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lyhord.organisation.models.workspace import Workspace


class UserManager(BaseUserManager["User"]):
    """Makes accounts; addresses are kept in lower case so that nobody gets two."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":  # noqa: ANN401 -- model fields
        """A new account. Without a password nobody can log in with one."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """By address, in whatever case it was typed."""
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """An account: a name, an address and how its owner wants the pages."""

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    language = models.CharField(
        _("language"), max_length=2, default="sv", choices=[("sv", "Svenska"), ("en", "English")]
    )
    time_zone = models.CharField(
        _("time zone"), max_length=64, blank=True, help_text=_("Empty: the company's.")
    )
    shortcuts_on = models.BooleanField(_("single-key shortcuts"), default=True)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[UserManager] = UserManager()

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def initials(self) -> str:
        """At most two letters for the avatar."""
        words = (self.name or self.email).split()
        return "".join(word[0] for word in words[:2]).upper()

    def get_full_name(self) -> str:
        """For parts of Django and allauth that ask so."""
        return str(self)


class MemberQuerySet(models.QuerySet["Member"]):
    """Members by name of what is asked."""

    def active(self) -> "MemberQuerySet":
        """Those who have not left."""
        return self.filter(left_at__isnull=True)


class Member(models.Model):
    """A person in a workspace. Kept when they leave, for what they did stays theirs."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.SET_NULL, null=True, blank=True, related_name="members"
    )
    joined_at = models.DateTimeField(auto_now_add=True)
    left_at = models.DateTimeField(null=True, blank=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "user"], name="member_once_per_workspace"),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True) | Q(left_at__gte=models.F("joined_at")),
                name="member_left_after_joining",
            ),
        ]

    def __str__(self) -> str:
        return str(self.user)

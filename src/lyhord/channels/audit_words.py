"""What the audit trail says of sources."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDS: dict[str, str | Promise] = {
    "channels.add_source": _("added the source %(address)s"),
    "channels.change_source": _("changed the source %(name)s"),
    "channels.remove_source": _("removed the source %(address)s"),
    "channels.bring_back_source": _("brought the source %(address)s back"),
    "channels.pause_source": _("paused the source %(address)s"),
    "channels.resume_source": _("let the source %(address)s be read again"),
    "channels.import_opml": _("read in a list of feeds: %(added)s new, %(known)s known"),
}

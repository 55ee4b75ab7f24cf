"""What the audit trail says of monitors and mentions."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lyhord.listening.rules import State

WORDS: dict[str, str | Promise] = {
    "listening.create_monitor": _("made the monitor %(name)s"),
    "listening.change_monitor": _("changed a monitor to version %(version)s"),
    "listening.stop_monitor": _("stopped the monitor %(name)s"),
    "listening.start_monitor": _("let the monitor %(name)s listen again"),
    "listening.stop_back_fill": _("stopped the look back of the monitor %(name)s"),
    "listening.set_word_list": _("set the list %(name)s to %(entries)s entries"),
    "listening.remove_word_list": _("removed the list %(name)s"),
    "listening.mark": _("marked %(mentions)s mentions as %(state)s"),
    "listening.undo_mark": _("took back the mark on %(mentions)s mentions"),
    "listening.mute": _("muted an author or a site"),
    "listening.unmute": _("unmuted an author or a site"),
    "listening.save_view": _("saved the view %(name)s"),
    "listening.remove_view": _("removed the view %(name)s"),
}
NAMES: dict[str, str | Promise] = {
    State.NEW.value: pgettext_lazy("several mentions", "unread"),
    State.READ.value: pgettext_lazy("several mentions", "read"),
    State.DONE.value: pgettext_lazy("several mentions", "done"),
}

"""What the audit trail says of the plan."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PLAN_WORDS: dict[str, str | Promise] = {
    "strategy.add_action": _("put the action %(name)s into the plan"),
    "strategy.change_action": _("changed the action %(name)s: %(changed)s"),
    "strategy.move_action": _("moved the action %(name)s to %(start)s – %(due)s"),
    "strategy.set_action_status": _("set the action %(name)s from %(before)s to %(status)s"),
    "strategy.report_action": _("wrote down what came of the action %(name)s"),
    "strategy.remove_action": _("removed the action %(name)s"),
    "strategy.restore_action": _("brought the action %(name)s back"),
    "strategy.add_resource": _("planned the resource %(name)s"),
    "strategy.change_resource": _("changed the resource %(name)s: %(changed)s"),
    "strategy.set_resource_month": _("wrote down what the resource %(name)s was in %(month)s: %(amount)s"),
    "strategy.remove_resource": _("removed the resource %(name)s"),
    "strategy.restore_resource": _("brought the resource %(name)s back"),
    "strategy.add_cadence": _("promised how often we post: %(name)s"),
    "strategy.change_cadence": _("changed how often we post: %(name)s"),
    "strategy.remove_cadence": _("took back how often we post: %(name)s"),
    "strategy.restore_cadence": _("promised again how often we post: %(name)s"),
    "strategy.make_feed": _("made the calendar feed %(name)s"),
    "strategy.revoke_feed": _("ended the calendar feed %(name)s"),
}

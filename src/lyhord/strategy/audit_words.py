"""What the audit trail says of strategy, goals and numbers."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lyhord.strategy.plan_words import PLAN_WORDS

WORDS: dict[str, str | Promise] = {
    "strategy.write_strategy": _("wrote the strategy"),
    "strategy.set_goal": _("set the goal %(name)s"),
    "strategy.change_goal": _("changed a goal: %(changed)s"),
    "strategy.remove_goal": _("removed the goal %(name)s"),
    "strategy.restore_goal": _("brought the goal %(name)s back"),
    "strategy.reach_goal": _("said whether a goal is reached"),
    "strategy.set_milestone": _("set the milestone %(name)s"),
    "strategy.change_milestone": _("changed a milestone"),
    "strategy.remove_milestone": _("removed a milestone"),
    "strategy.restore_milestone": _("brought a milestone back"),
    "strategy.reach_milestone": _("said whether a milestone is reached"),
    "strategy.reached_by_numbers": _("brought numbers by which %(name)s is reached"),
    "strategy.not_reached_by_numbers": _("corrected numbers: %(name)s is not reached after all"),
    "strategy.add_kpi": _("made the number %(name)s"),
    "strategy.change_kpi": _("changed the number %(name)s"),
    "strategy.remove_kpi": _("removed the number %(name)s"),
    "strategy.restore_kpi": _("brought the number %(name)s back"),
    "strategy.record_measurements": _("wrote down numbers of %(name)s: %(new)s new, %(corrected)s corrected"),
    "strategy.remove_measurement": _("removed the number of %(date)s from %(name)s"),
    "strategy.plan_fika": _("planned the fika for %(name)s"),
    "strategy.hold_fika": _("said whether the fika for %(name)s was held"),
} | PLAN_WORDS

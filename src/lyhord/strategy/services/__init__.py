"""Verbs of strategy: atomic, audited."""

from lyhord.strategy.services.cakes import hold_fika, plan_fika
from lyhord.strategy.services.goals import (
    GoalDetails,
    change_goal,
    reach_goal,
    remove_goal,
    restore_goal,
    set_goal,
)
from lyhord.strategy.services.kpis import (
    KpiDetails,
    KpiInUse,
    KpiTaken,
    KpiUnknown,
    add_kpi,
    change_kpi,
    kpi_for,
    remove_kpi,
    restore_kpi,
)
from lyhord.strategy.services.milestones import (
    MilestoneDetails,
    change_milestone,
    reach_milestone,
    remove_milestone,
    restore_milestone,
    set_milestone,
)
from lyhord.strategy.services.numbers import (
    InTheFuture,
    NotCounted,
    Reading,
    Recorded,
    record_measurements,
    remove_measurement,
    weigh_kpi,
)
from lyhord.strategy.services.strategy import NothingLearned, StrategyChanged, write_strategy
from lyhord.strategy.services.weighing import weigh_goals, weigh_workspace

__all__ = [
    "GoalDetails",
    "InTheFuture",
    "KpiDetails",
    "KpiInUse",
    "KpiTaken",
    "KpiUnknown",
    "MilestoneDetails",
    "NotCounted",
    "NothingLearned",
    "Reading",
    "Recorded",
    "StrategyChanged",
    "add_kpi",
    "change_goal",
    "change_kpi",
    "change_milestone",
    "hold_fika",
    "kpi_for",
    "plan_fika",
    "reach_goal",
    "reach_milestone",
    "record_measurements",
    "remove_goal",
    "remove_kpi",
    "remove_measurement",
    "remove_milestone",
    "restore_goal",
    "restore_kpi",
    "restore_milestone",
    "set_goal",
    "set_milestone",
    "weigh_goals",
    "weigh_kpi",
    "weigh_workspace",
    "write_strategy",
]

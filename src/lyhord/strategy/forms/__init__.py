"""What people type about strategy, goals and the plan."""

from lyhord.strategy.forms.goals import GoalForm, MilestoneForm, StrategyForm, date_field, number_field

__all__ = ["GoalForm", "MilestoneForm", "StrategyForm", "date_field", "number_field"]

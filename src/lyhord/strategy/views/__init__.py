"""Pages of strategy, goals and the plan."""

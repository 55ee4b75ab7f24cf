"""What we want and whether we get there: strategy, goals, milestones."""

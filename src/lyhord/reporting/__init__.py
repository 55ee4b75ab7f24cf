"""Are the goals met? Counts what can be counted by itself, and writes it down for the goals to follow."""

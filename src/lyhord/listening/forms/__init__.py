"""The forms of the listening pages."""

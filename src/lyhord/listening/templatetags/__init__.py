"""Tags and filters of the listening pages."""

"""Hearing: monitors, mentions, archive and search."""

"""Lyhörd: a social media department as software."""

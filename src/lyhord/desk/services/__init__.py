"""Verbs of the desk: beginning an installation, answering the founding guide."""

"""Feeds: RSS, Atom and JSON Feed, wherever they are, and however broken."""

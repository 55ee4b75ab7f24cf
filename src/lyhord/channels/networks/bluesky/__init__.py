"""Bluesky: the public stream, by Jetstream or from a relay or PDS; authors by the public app view."""

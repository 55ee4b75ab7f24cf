"""Mastodon, and what speaks its API: hashtags are visited, with a token the public stream is heard."""

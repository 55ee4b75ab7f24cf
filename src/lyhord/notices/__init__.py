"""Telling people: the live stream to the browser; later mail, digest and webhooks."""

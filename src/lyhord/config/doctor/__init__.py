"""``lyhord doctor``: ``machine`` looks at what is below us, ``data`` at what is ours, ``main`` tells."""

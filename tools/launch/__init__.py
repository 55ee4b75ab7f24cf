"""What ``./lyhord`` does in a checkout. Plain stdlib, for it runs before anything is installed."""

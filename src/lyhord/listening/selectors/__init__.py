"""Questions about monitors and mentions. They never write."""

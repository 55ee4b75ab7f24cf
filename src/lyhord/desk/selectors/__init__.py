"""Questions of the desk. They never write."""

"""What stands above all packages: settings, addresses, commands, the supervisor."""

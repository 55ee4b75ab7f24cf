"""What people fill in about the company, its people and themselves."""

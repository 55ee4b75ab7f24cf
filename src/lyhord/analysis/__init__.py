"""What posts say beside their words, and where numbers are going: pure functions on plain values."""
